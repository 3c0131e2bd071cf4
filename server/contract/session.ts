import { z } from 'zod';
import { accountRole, keyed, moment } from './common.ts';

/** What an account may open; commands on items are asked for item by item (`may`). */
export const abilities = z.object({
  seeLedger: z.boolean(),
  exportLedger: z.boolean(),
  importLedger: z.boolean(),
  seePeople: z.boolean(),
  importPeople: z.boolean(),
  seeMailbox: z.boolean(),
  seeDeliveries: z.boolean(),
  seeAudit: z.boolean(),
  moveClock: z.boolean(),
  seeAccounts: z.boolean(),
  manageAccounts: z.boolean(),
  manageRoles: z.boolean(),
});
export type Abilities = z.infer<typeof abilities>;

/** GET /api/session: also answered to nobody in particular, for the log-in page. */
export const session = z.object({
  account: z
    .object({
      id: z.string(),
      name: z.string(),
      username: z.string(),
      /** Null: made, but given no role yet. */
      role: accountRole.nullable(),
      unit: keyed.nullable(),
      /** The password is a one-time one: nothing else is answered until it is changed. */
      mustChange: z.boolean(),
      twoFactorEnabled: z.boolean(),
      can: abilities,
    })
    .nullable(),
  campaign: keyed.nullable(),
  demo: z.boolean(),
  /** `opens`: `HH:mm` at which messages leave on workdays. */
  clock: z.object({ now: moment, zone: z.string(), opens: z.string() }),
});
export type SessionView = z.infer<typeof session>;

/** POST /api/session: logs in. */
export const logIn = z.object({ username: z.string().trim().min(1).max(64), password: z.string().min(1).max(200) });
/** `secondFactor`: the password was right, POST /api/session/second-factor comes next. */
export const logInReply = z.object({ secondFactor: z.boolean() });
export type LogInReply = z.infer<typeof logInReply>;
const sixDigits = z.string().regex(/^\d{6}$/);
const recoveryCode = z.string().regex(/^[A-Za-z0-9]{5}-[A-Za-z0-9]{5}$/);
/** POST /api/session/second-factor: what the authenticator shows, or one of the recovery codes, which is used up by it. */
export const secondFactor = z.object({ code: z.union([sixDigits, recoveryCode]) });
export const activate = z.object({ code: sixDigits });

/** POST /api/session/password: changes one's own; other sessions of the account end. */
export const changePassword = z.object({ current: z.string().min(1).max(200), password: z.string().min(12).max(200) });

/** POST /api/session/second-factor/enrolment: gives the secret and the recovery codes; a code sent to …/activation turns it on. */
export const enrol = z.object({ password: z.string().min(1).max(200) });
export const enrolment = z.object({ totpUri: z.string(), backupCodes: z.array(z.string()) });
export const done = z.object({ done: z.literal(true) });
