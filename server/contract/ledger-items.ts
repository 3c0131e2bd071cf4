import { z } from 'zod';
import { agendaEntry, day, failure, id, itemAction, itemStatus, key, keyed, light, list, moment, next, paging } from './common.ts';

/** GET /api/ledger-items?status=assigned,returned&light=red&after=… */
export const ledgerQuery = paging.extend({
  county: key.optional(),
  status: list(itemStatus),
  difficulty: key.optional(),
  light: light.optional(),
  /** Open items due today, or from today to Sunday. */
  due: z.enum(['today', 'week']).optional(),
  /** Open items without a responsible person, without a measure, or with a message that reached nobody. */
  missing: z.enum(['responsible', 'measure', 'reach']).optional(),
  /** Part of the institution's name, of the problem, or the item's number. */
  q: z.string().trim().max(100).optional(),
  sort: z.enum(['number', 'due']).default('number'),
});
/** What the page asks for; every filter is optional. */
export type LedgerQuery = z.input<typeof ledgerQuery>;

export const ledgerRow = z.object({
  id,
  /** The system's number (编号): never reused. */
  number: z.number().int(),
  county: keyed,
  institution: z.string().nullable(),
  problem: z.string(),
  people: z.number().int(),
  amountYuan: z.number(),
  difficulty: keyed,
  status: itemStatus,
  light,
  due: day.nullable(),
  /** As the ledger wrote it: 7月中旬前, 立行立改. */
  dueText: z.string(),
  /** The person of the directory; null while nobody was matched. */
  responsible: z.object({ id, name: z.string() }).nullable(),
  /** The name the ledger gave. */
  responsibleName: z.string().nullable(),
  measure: z.string(),
  contact: z.string().nullable(),
  /** Masked for who need not see it. */
  phone: z.string().nullable(),
  late: z.boolean(),
  /** Imported as done: declared by the county, verified by nobody. */
  declared: z.boolean(),
  returns: z.number().int(),
  changedAt: moment,
});
export type LedgerRow = z.infer<typeof ledgerRow>;

export const ledgerPage = z.object({ items: z.array(ledgerRow), next });
export type LedgerPage = z.infer<typeof ledgerPage>;

/** A message about the item, with what became of it. */
export const message = agendaEntry.extend({
  /** `planned` to come · `sent` to everybody · `sending` claimed, not yet sent to all · `failed` somebody could not be reached for good · `unreached` nobody has an address. */
  state: z.enum(['planned', 'sending', 'sent', 'failed', 'unreached']),
  sentAt: moment.nullable(),
  late: z.boolean(),
});
export type MessageView = z.infer<typeof message>;

export const historyEntry = z.object({
  at: moment,
  /** Name of the account or person, or what the engine is called. */
  by: z.string(),
  byEn: z.string(),
  role: z.string(),
  action: z.string(),
  /** `done`, or the code of the rule that refused. */
  result: z.string(),
  zh: z.string(),
  en: z.string(),
  /** The rung of the ladder that the act concerns. */
  rung: z.string().nullable(),
  /** The moment an act of time's stood for; `at` is when it was done, later after an outage or a moved clock. */
  dueAt: moment.nullable(),
});
export type HistoryEntry = z.infer<typeof historyEntry>;

/** Whether the actor may give a command to the item as it stands; `path` is where to post it. */
export const possibility = z.object({ action: itemAction, path: z.string(), allowed: z.boolean(), reason: failure.nullable() });
export type Possibility = z.infer<typeof possibility>;

export const ledgerItem = ledgerRow.extend({
  source: z.string(),
  batch: id.nullable(),
  recurrenceOf: id.nullable(),
  doubts: z.array(z.object({ column: z.string().nullable(), code: z.string(), zh: z.string(), en: z.string() })),
  revision: z.number().int(),
  assignedAt: moment.nullable(),
  measured: z.boolean(),
  submittedAt: moment.nullable(),
  verifiedAt: moment.nullable(),
  endedAt: moment.nullable(),
  extension: z.object({ requestedAt: moment, until: day }).nullable(),
  /** Escalation rungs told in this revision of the deadline that nobody has acknowledged. */
  unacknowledged: z.array(z.string()),
});

/** GET /api/ledger-items/:id */
export const ledgerItemPage = z.object({
  item: ledgerItem,
  messages: z.array(message),
  history: z.array(historyEntry),
  may: z.array(possibility),
});
export type LedgerItemPage = z.infer<typeof ledgerItemPage>;
