import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { administrators, isAmong, unitRoles } from '../access.ts';
import { signedIn, type SignedIn } from '../account.ts';
import { auditAct } from '../audit-act.ts';
import { makeAccount, removeSecondFactor, resetPassword, setDisabled, setRole } from '../auth/accounts.ts';
import { forgetFailures } from '../auth/lock-out.ts';
import { requireCampaign } from '../campaign.ts';
import {
  account,
  accountsPage,
  accountsQuery,
  grantRole,
  madeAccount,
  newAccount,
  standing,
  type AccountView,
} from '../contract/accounts.ts';
import { Refusal } from '../errors.ts';
import type { Parts } from '../parts.ts';
import { accountsOf, accountWith } from '../queries/accounts.ts';

const params = z.object({ id: z.string().min(1).max(100) });

/**
 * Accounts are three administrators' work: the system administrator makes and disables them, the security administrator says what
 * they may do and unlocks them, the audit administrator sees. Nobody changes their own.
 */
export function accountRoutes(parts: Parts): FastifyPluginCallbackZod {
  const { pool } = parts;
  const tags = ['accounts'];
  const read = async (id: string) => accountWith(pool, await parts.campaign(), id);
  const other = async (id: string, self: SignedIn): Promise<AccountView> => {
    if (id === self.id) throw new Refusal('account_own');
    return read(id);
  };
  return (app, _options, done) => {
    app.get(
      '/accounts',
      { config: { may: administrators }, schema: { tags, querystring: accountsQuery, response: { 200: accountsPage } } },
      async (request) => accountsOf(pool, await parts.campaign(), request.query),
    );

    app.post(
      '/accounts',
      { config: { may: ['systemAdmin'] }, schema: { tags, body: newAccount, response: { 201: madeAccount } } },
      async (request, reply) => {
        const { id, password } = await makeAccount(pool, { ...request.body, role: null, unit: null });
        await auditAct(parts, signedIn(request), 'makeAccount', 'done', { account: id });
        return reply.code(201).send({ account: await read(id), password });
      },
    );

    app.post(
      '/accounts/:id/password',
      { config: { may: ['systemAdmin', 'securityAdmin'] }, schema: { tags, params, response: { 201: madeAccount } } },
      async (request, reply) => {
        const self = signedIn(request);
        const found = await other(request.params.id, self);
        // A system administrator who could reset another administrator's password could become that administrator.
        const keeper = isAmong(found.role, administrators) ? 'securityAdmin' : 'systemAdmin';
        if (self.role !== keeper) throw new Refusal('not_permitted');
        const password = await resetPassword(pool, found.id);
        await auditAct(parts, self, 'resetPassword', 'done', { account: found.id });
        return reply.code(201).send({ account: await read(found.id), password });
      },
    );

    app.put(
      '/accounts/:id/standing',
      { config: { may: ['systemAdmin'] }, schema: { tags, params, body: standing, response: { 200: account } } },
      async (request) => {
        const self = signedIn(request);
        const { id } = await other(request.params.id, self);
        const { disabled } = request.body;
        await setDisabled(pool, id, disabled);
        await auditAct(parts, self, disabled ? 'disableAccount' : 'enableAccount', 'done', { account: id });
        return read(id);
      },
    );

    app.put(
      '/accounts/:id/role',
      { config: { may: ['securityAdmin'] }, schema: { tags, params, body: grantRole, response: { 200: account } } },
      async (request) => {
        const self = signedIn(request);
        const { id } = await other(request.params.id, self);
        const { role, unit } = request.body;
        const bound = role !== null && unitRoles.has(role);
        if (bound && unit === null) throw new Refusal('unit_required');
        const { plan } = await requireCampaign(parts.campaign);
        const ofUnit = plan.units.some(({ key }) => key === unit);
        const ofDepartment = plan.departments.some(({ key }) => key === unit);
        if (unit !== null && !ofUnit && !(role === 'department' && ofDepartment)) throw new Refusal('unit_unknown');
        // A department's account reads everything; with a department of its own it also answers for what that owes.
        await setRole(pool, id, role, bound || (role === 'department' && ofDepartment) ? unit : null);
        await auditAct(parts, self, 'grantRole', 'done', { account: id, granted: role, unit });
        return read(id);
      },
    );

    app.delete(
      '/accounts/:id/lock',
      { config: { may: ['securityAdmin'] }, schema: { tags, params, response: { 200: account } } },
      async (request) => {
        const self = signedIn(request);
        const { id, username } = await other(request.params.id, self);
        await forgetFailures(pool, username);
        await auditAct(parts, self, 'unlockAccount', 'done', { account: id });
        return read(id);
      },
    );

    app.delete(
      '/accounts/:id/second-factor',
      { config: { may: ['securityAdmin'] }, schema: { tags, params, response: { 200: account } } },
      async (request) => {
        const self = signedIn(request);
        const { id } = await other(request.params.id, self);
        await removeSecondFactor(pool, id);
        await auditAct(parts, self, 'removeSecondFactor', 'done', { account: id });
        return read(id);
      },
    );
    done();
  };
}
