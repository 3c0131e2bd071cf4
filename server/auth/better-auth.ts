import { betterAuth } from 'better-auth';
import { prismaAdapter } from 'better-auth/adapters/prisma';
import { admin, twoFactor, username } from 'better-auth/plugins';
import type { PrismaClient } from '../../generated/prisma/client.ts';
import type { Config } from '../../platform/config.ts';
import { keyFor } from '../../platform/secret.ts';
import { username as usernameShape } from '../contract/accounts.ts';
import { hashPassword, verifyPassword } from './passwords.ts';

/** Seconds without a request after which a session ends. */
const idleSeconds = 30 * 60;
/** Milliseconds after log-in at which a session ends however busy it is. */
export const absoluteMs = 12 * 60 * 60 * 1000;

/**
 * Sessions, passwords and second factors. Its own routes are not mounted: only `routes/session.ts` calls it, so that
 * sign-up, magic links, mailed codes and impersonation do not exist here. Accounts are made by administrators.
 */
export function makeAuth(prisma: PrismaClient, config: Pick<Config, 'secret' | 'server'>) {
  return betterAuth({
    appName: '督办',
    baseURL: config.server.publicUrl,
    secret: keyFor(config.secret, 'sessions'),
    database: prismaAdapter(prisma, { provider: 'postgresql' }),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: 12,
      maxPasswordLength: 200,
      password: { hash: hashPassword, verify: verifyPassword },
    },
    user: {
      additionalFields: {
        unit: { type: 'string', required: false, input: false },
        mustChange: { type: 'boolean', required: false, input: false },
        lastSeenAt: { type: 'date', required: false, input: false },
      },
    },
    session: { expiresIn: idleSeconds, updateAge: 60 },
    plugins: [
      username({ minUsernameLength: 2, maxUsernameLength: 64, usernameValidator: (name) => usernameShape.safeParse(name).success }),
      admin(),
      twoFactor({ issuer: '督办', accountLockout: { enabled: true, maxFailedAttempts: 5, durationSeconds: 15 * 60 } }),
    ],
    advanced: {
      cookiePrefix: 'duban',
      useSecureCookies: config.server.publicUrl.startsWith('https:'),
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', path: '/' },
    },
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { disabled: true },
  });
}

export type Auth = ReturnType<typeof makeAuth>;
