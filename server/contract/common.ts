import { z } from 'zod';

/** Several values of a query's filter, with commas between. */
export const list = <T extends z.ZodType>(of: T) =>
  z.preprocess((value) => (typeof value === 'string' ? value.split(',').filter(Boolean) : value), z.array(of).max(20).optional());

/** Milliseconds since 1970 in virtual time, as everywhere in the domain. */
export const moment = z.number().int();
/** A day in the campaign's zone. */
export const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'YYYY-MM-DD');
export const id = z.uuid();
export const key = z.string().min(1).max(100);
/** What people write: never empty, never a book. */
export const text = z.string().trim().min(1).max(4000);

/** Made by the client, one for each act: a repeat with the same id gets the first answer. */
export const commandId = z.uuid();

/** What the plan calls something; `en` is its English reading, or the Chinese name where the plan gives none. */
export const keyed = z.object({ key: z.string(), name: z.string(), en: z.string() });

/** Where the next page begins; opaque, null on the last page. */
export const next = z.string().nullable();
export const paging = z.object({
  after: z.string().max(600).optional().describe('`next` of the page before'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

export const itemStatus = z.enum(['registered', 'assigned', 'signed', 'rectifying', 'submitted', 'returned', 'closed', 'voided']);
export const light = z.enum(['grey', 'blue', 'green', 'amber', 'red']);
export const accountRole = z.enum([
  'coordinator',
  'countyDirector',
  'countyOfficer',
  'department',
  'leader',
  'discipline',
  'intake',
  'systemAdmin',
  'securityAdmin',
  'auditAdmin',
]);
export const itemAction = z.enum([
  'assign',
  'sign',
  'planMeasures',
  'submit',
  'verify',
  'returnItem',
  'requestExtension',
  'decideExtension',
  'reclassify',
  'transfer',
  'instruct',
  'acknowledge',
  'chase',
  'handOver',
  'correct',
  'void',
  'close',
]);
export const stop = z.enum(['sign', 'submit', 'acknowledge', 'decideExtension', 'close', 'void']);

/** A message of the agenda that has not been asked of the outbox. */
export const agendaEntry = z.object({
  at: moment,
  rung: z.string(),
  kind: z.enum(['notice', 'reminder', 'chaser', 'escalation']),
  /** Roles of the plan; the first is the one addressed. */
  to: z.array(keyed),
  channel: z.string(),
  stoppedBy: z.array(stop),
  urgent: z.boolean(),
});
export type AgendaEntryView = z.infer<typeof agendaEntry>;

export const receipt = z.object({ cancelled: z.array(agendaEntry), scheduled: z.array(agendaEntry), next: agendaEntry.nullable() });
export type ReceiptView = z.infer<typeof receipt>;

export const failure = z.object({ code: z.string(), zh: z.string(), en: z.string() });
/** Every answer with a status of 400 or more. */
export const errorBody = z.object({
  error: failure.extend({
    details: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
    /** What was wrong with the request, field by field. */
    fields: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
    /** Names the line in the server's log. */
    reference: z.string().optional(),
  }),
});
export type ErrorBody = z.infer<typeof errorBody>;

export type AccountRoleKey = z.infer<typeof accountRole>;
export type ItemActionKey = z.infer<typeof itemAction>;
export type StatusKey = z.infer<typeof itemStatus>;
export type LightKey = z.infer<typeof light>;
export type StopKey = z.infer<typeof stop>;
export type Keyed = z.infer<typeof keyed>;
