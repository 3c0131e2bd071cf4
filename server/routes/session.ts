import { isAPIError } from 'better-auth/api';
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { auditAct } from '../audit-act.ts';
import { forwardCookies, signedIn, webHeaders } from '../account.ts';
import { forgetFailures, takeAttempt } from '../auth/lock-out.ts';
import { accountRole, type AccountRoleKey } from '../contract/common.ts';
import * as contract from '../contract/session.ts';
import { Refusal, type AnyCode } from '../errors.ts';
import type { Parts } from '../parts.ts';
import { sessionView } from '../views/session.ts';

/** Logging in and out, one's own password and second factor. */
export function sessionRoutes(parts: Parts): FastifyPluginCallbackZod {
  const { api } = parts.auth;
  const limited = { rateLimit: { max: parts.limits.logIn, timeWindow: '1 minute' } };
  return (app, _options, done) => {
    app.get(
      '/session',
      { config: { may: 'anyone', polled: true }, schema: { tags: ['session'], response: { 200: contract.session } } },
      (request) => sessionView(parts, request.account),
    );

    app.post(
      '/session',
      {
        config: { may: 'anyone', ...limited },
        schema: { tags: ['session'], body: contract.logIn, response: { 200: contract.logInReply } },
      },
      async (request, reply) => {
        const { username, password } = request.body;
        const asked = await accountNamed(parts, username);
        if (!(await takeAttempt(parts.pool, username))) {
          await auditAct(parts, asked, 'logInFailed', 'refused:account_locked');
          throw new Refusal('account_locked');
        }
        const body = { username, password };
        const answer = await asking('log_in_failed', () =>
          api.signInUsername({ body, headers: webHeaders(request), returnHeaders: true }),
        ).catch(async (error: unknown) => {
          if (error instanceof Refusal) await auditAct(parts, asked, 'logInFailed', 'refused:log_in_failed');
          throw error;
        });
        await forgetFailures(parts.pool, username);
        forwardCookies(answer.headers, reply);
        const secondFactor = 'twoFactorRedirect' in (answer.response as object);
        if (!secondFactor) await enter(parts, asked.id);
        await auditAct(parts, asked, 'logIn', secondFactor ? 'secondFactorAsked' : 'done');
        return { secondFactor };
      },
    );

    app.post(
      '/session/second-factor',
      {
        config: { may: 'anyone', ...limited },
        schema: { tags: ['session'], body: contract.secondFactor, response: { 200: contract.done } },
      },
      async (request, reply) => {
        const headers = webHeaders(request);
        const { code } = request.body;
        const recovery = code.includes('-');
        const { headers: answered, response } = await asking('second_factor_wrong', () =>
          recovery
            ? api.verifyBackupCode({ body: { code }, headers, returnHeaders: true })
            : api.verifyTOTP({ body: { code }, headers, returnHeaders: true }),
        ).catch(async (error: unknown) => {
          if (error instanceof Refusal) await auditAct(parts, nobody, 'logInFailed', 'refused:second_factor_wrong');
          throw error;
        });
        forwardCookies(answered, reply);
        const account = await accountWithId(parts, response.user.id);
        await enter(parts, account.id);
        await auditAct(parts, account, 'logIn', 'done', { secondFactor: recovery ? 'recoveryCode' : 'code' });
        return { done: true } as const;
      },
    );

    app.delete(
      '/session',
      { config: { may: 'signedIn', beforePasswordChange: true }, schema: { tags: ['session'], response: { 200: contract.done } } },
      async (request, reply) => {
        const { headers } = await api.signOut({ headers: webHeaders(request), returnHeaders: true });
        forwardCookies(headers, reply);
        await auditAct(parts, signedIn(request), 'logOut', 'done');
        return { done: true } as const;
      },
    );

    app.post(
      '/session/password',
      {
        config: { may: 'signedIn', beforePasswordChange: true, ...limited },
        schema: { tags: ['session'], body: contract.changePassword, response: { 200: contract.done } },
      },
      async (request, reply) => {
        const account = signedIn(request);
        const { current, password } = request.body;
        if (current === password) throw new Refusal('password_weak');
        const body = { currentPassword: current, newPassword: password, revokeOtherSessions: true };
        const answer = await asking('password_wrong', () =>
          api.changePassword({ body, headers: webHeaders(request), returnHeaders: true }),
        );
        await parts.pool.query('UPDATE "user" SET must_change = false, updated_at = now() WHERE id = $1', [account.id]);
        forwardCookies(answer.headers, reply);
        await auditAct(parts, account, 'changePassword', 'done');
        return { done: true } as const;
      },
    );

    app.post(
      '/session/second-factor/enrolment',
      {
        config: { may: 'signedIn', ...limited },
        schema: { tags: ['session'], body: contract.enrol, response: { 200: contract.enrolment } },
      },
      async (request) => {
        const { password } = request.body;
        const enabled = await asking('password_wrong', () => api.enableTwoFactor({ body: { password }, headers: webHeaders(request) }));
        if (enabled.method !== 'totp') throw new Error('mailed codes are off');
        return { totpUri: enabled.totpURI, backupCodes: enabled.backupCodes };
      },
    );

    app.post(
      '/session/second-factor/activation',
      {
        config: { may: 'signedIn', ...limited },
        schema: { tags: ['session'], body: contract.activate, response: { 200: contract.done } },
      },
      async (request, reply) => {
        const { headers } = await asking('second_factor_wrong', () =>
          api.verifyTOTP({ body: request.body, headers: webHeaders(request), returnHeaders: true }),
        );
        forwardCookies(headers, reply);
        await auditAct(parts, signedIn(request), 'enableSecondFactor', 'done');
        return { done: true } as const;
      },
    );
    done();
  };
}

/** Runs a call of the log-in library; its refusals become ours, and tell no more than ours do. */
async function asking<T>(code: AnyCode, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (isAPIError(error) && error.statusCode < 500) throw new Refusal(code);
    throw error;
  }
}

interface Named {
  id: string;
  role: AccountRoleKey | null;
  unit: string | null;
}

/** Whose second factor it was is known to the challenge alone. */
const nobody: Named = { id: 'unknown', role: null, unit: null };

/** Whom a log-in concerns, for the audit trail: a name nobody has is not written down, it may be a mistyped password. */
async function accountNamed(parts: Pick<Parts, 'pool'>, username: string): Promise<Named> {
  return (await concerned(parts, 'username', username.toLowerCase())) ?? nobody;
}

async function accountWithId(parts: Pick<Parts, 'pool'>, id: string): Promise<Named> {
  return (await concerned(parts, 'id', id)) ?? { ...nobody, id };
}

async function concerned(parts: Pick<Parts, 'pool'>, column: 'id' | 'username', value: string): Promise<Named | null> {
  const text = `SELECT id, role, unit FROM "user" WHERE ${column} = $1`;
  const { rows } = await parts.pool.query<{ id: string; role: string | null; unit: string | null }>(text, [value]);
  const row = rows[0];
  return row === undefined ? null : { ...row, role: accountRole.safeParse(row.role).data ?? null };
}

async function enter(parts: Pick<Parts, 'pool'>, id: string): Promise<void> {
  await parts.pool.query('UPDATE "user" SET last_seen_at = now() WHERE id = $1', [id]);
}
