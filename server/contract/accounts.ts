import { z } from 'zod';
import { accountRole, key, keyed, moment, next, paging } from './common.ts';

export const username = z
  .string()
  .trim()
  .min(2)
  .max(64)
  .regex(/^[\p{L}\p{N}._-]+$/u, 'letters (Chinese too), digits, . _ -');

/** GET /api/accounts: system, security and audit administrators. */
export const accountsQuery = paging;
export const account = z.object({
  id: z.string(),
  username: z.string(),
  name: z.string(),
  role: accountRole.nullable(),
  unit: keyed.nullable(),
  disabled: z.boolean(),
  mustChange: z.boolean(),
  twoFactorEnabled: z.boolean(),
  lockedUntil: moment.nullable(),
  lastSeenAt: moment.nullable(),
});
export type AccountView = z.infer<typeof account>;
export const accountsPage = z.object({ accounts: z.array(account), next });

/** POST /api/accounts: the system administrator makes an account; it can do nothing until the security administrator gives it a role. */
export const newAccount = z.object({ username, name: z.string().trim().min(1).max(100) });
/** The one-time password is shown this once. */
export const madeAccount = z.object({ account, password: z.string() });
/** PUT /api/accounts/:id/role: the security administrator's. */
export const grantRole = z.object({ role: accountRole.nullable(), unit: key.nullable() });
/** PUT /api/accounts/:id/standing: a disabled account cannot log in, and its sessions end. */
export const standing = z.object({ disabled: z.boolean() });
