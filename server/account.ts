import type { FastifyReply, FastifyRequest } from 'fastify';
import type { AccountRole, Actor } from '../domain/actor.ts';
import { absoluteMs } from './auth/better-auth.ts';
import { accountRole } from './contract/common.ts';
import { Refusal } from './errors.ts';
import type { Parts } from './parts.ts';

/** The account a request comes from. */
export interface SignedIn {
  id: string;
  name: string;
  username: string;
  /** Null: an account that has been given no role. */
  role: AccountRole | null;
  unit: string | null;
  mustChange: boolean;
  twoFactorEnabled: boolean;
}

/** Who may use a route: everybody, everybody signed in, or accounts of these roles. */
export type Access = 'anyone' | 'signedIn' | readonly AccountRole[];

declare module 'fastify' {
  interface FastifyRequest {
    account: SignedIn | null;
  }
  interface FastifyContextConfig {
    may?: Access;
    /** Open even while the account's password is a one-time one. */
    beforePasswordChange?: boolean;
    /** Asked by pages every minute: no sign that somebody is there, so the idle time runs on. */
    polled?: boolean;
  }
}

/**
 * The account of the request's session cookie, or null. The session's idle time begins anew with each request that a person
 * makes; twelve hours after log-in it ends all the same.
 */
export async function accountOf(parts: Pick<Parts, 'auth'>, request: FastifyRequest, reply: FastifyReply): Promise<SignedIn | null> {
  if (!request.headers.cookie?.includes('session_token')) return null;
  const headers = webHeaders(request);
  const { headers: answered, response } = await parts.auth.api.getSession({
    headers,
    query: { disableRefresh: request.routeOptions.config.polled === true },
    returnHeaders: true,
  });
  forwardCookies(answered, reply);
  if (response === null) return null;
  const { user, session } = response;
  if (Date.now() - session.createdAt.getTime() > absoluteMs) {
    await parts.auth.api.signOut({ headers });
    return null;
  }
  if (user.banned === true) return null;
  return {
    id: user.id,
    name: user.name,
    username: user.username ?? '',
    role: accountRole.safeParse(user.role).data ?? null,
    unit: user.unit ?? null,
    mustChange: user.mustChange === true,
    twoFactorEnabled: user.twoFactorEnabled === true,
  };
}

/** The account as the domain's actor. @throws Refusal `not_permitted` for an account without a role */
export function actorOf(request: FastifyRequest): Actor {
  const account = request.account;
  if (account === null) throw new Refusal('not_signed_in');
  if (account.role === null) throw new Refusal('not_permitted');
  return { id: account.id, role: account.role, ...(account.unit === null ? {} : { unit: account.unit }) };
}

export function signedIn(request: FastifyRequest): SignedIn {
  if (request.account === null) throw new Refusal('not_signed_in');
  return request.account;
}

export function webHeaders(request: FastifyRequest): Headers {
  const headers = new Headers();
  for (const name of ['cookie', 'user-agent'] as const) {
    const value = request.headers[name];
    if (value !== undefined) headers.set(name, value);
  }
  headers.set('x-forwarded-for', request.ip);
  return headers;
}

export function forwardCookies(from: Headers, reply: FastifyReply): void {
  for (const cookie of from.getSetCookie()) void reply.header('set-cookie', cookie);
}
