import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { AccountRole } from '../domain/actor.ts';
import { accountOf, type Access } from './account.ts';
import { errorBody } from './contract/common.ts';
import { Refusal } from './errors.ts';
import type { Parts } from './parts.ts';

/** Who reads the ledger; which rows of it, row-level security decides. */
export const ledgerReaders = ['coordinator', 'countyDirector', 'countyOfficer', 'department', 'leader', 'discipline'] as const;
export const ledgerWriters = ['coordinator', 'countyDirector', 'countyOfficer', 'leader'] as const;
/** Who answers for what units owe: also departments, for their work items. */
export const obligationWriters = [...ledgerWriters, 'department'] as const;
export const exporters = ['coordinator', 'countyDirector', 'countyOfficer', 'discipline'] as const;
export const importers = ['coordinator', 'countyOfficer'] as const;
/** Who decides on doubtful rows: another class needs approval. */
export const confirmers = ['coordinator'] as const;
export const peopleReaders = ['coordinator', 'countyDirector', 'countyOfficer'] as const;
export const runners = ['coordinator', 'systemAdmin'] as const;
export const administrators = ['systemAdmin', 'securityAdmin', 'auditAdmin'] as const;
export const auditors = ['auditAdmin', 'discipline'] as const;

/** Roles whose accounts see one unit only, and so must have one. */
export const unitRoles: ReadonlySet<AccountRole> = new Set(['countyDirector', 'countyOfficer']);

export function isAmong(role: AccountRole | null, roles: readonly AccountRole[]): boolean {
  return role !== null && roles.includes(role);
}

/**
 * The door of every route under /api. A route that does not say who may use it cannot be registered, so a new one is closed
 * until somebody has decided. Each describes its refusals.
 */
export function guardRoutes(app: FastifyInstance, parts: Parts): void {
  app.decorateRequest('account', null);
  app.addHook('onRoute', (route) => {
    if (route.config?.may === undefined) throw new Error(`${route.url} does not say who may use it`);
    route.schema = { ...route.schema, response: { ...(route.schema?.response as object | undefined), '4xx': errorBody } };
  });
  app.addHook('onRequest', async (request, reply) => {
    const { may, beforePasswordChange } = request.routeOptions.config;
    if (may === undefined) return;
    request.account = await accountOf(parts, request, reply);
    admit(request, may, beforePasswordChange === true);
  });
}

function admit(request: FastifyRequest, may: Access, beforePasswordChange: boolean): void {
  if (may === 'anyone') return;
  const { account } = request;
  if (account === null) throw new Refusal('not_signed_in');
  if (account.mustChange && !beforePasswordChange) throw new Refusal('password_must_change');
  if (may !== 'signedIn' && !isAmong(account.role, may)) throw new Refusal('not_permitted');
}
