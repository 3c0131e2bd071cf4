import { z } from 'zod';
import { commandId, day, failure, id, key, keyed, light, list, moment, next, paging, receipt } from './common.ts';
import { historyEntry, message } from './ledger-items.ts';

export const obligationStatus = z.enum(['owed', 'submitted', 'accepted', 'waived']);
export const obligationAction = z.enum([
  'submit',
  'accept',
  'return',
  'waive',
  'requestExtension',
  'decideExtension',
  'acknowledge',
  'handOver',
]);

/** GET /api/obligations?unit=yanjin&status=owed,submitted&after=… in the order of their due days. */
export const obligationsQuery = paging.extend({
  unit: key.optional(),
  status: list(obligationStatus),
  light: light.optional(),
  kind: key.optional(),
  /** Key of the plan's rule, all periods of a recurring one. */
  rule: key.optional(),
  /** Owed and due today, or from today to Sunday. */
  due: z.enum(['today', 'week']).optional(),
  /** Owed again after a return. */
  returned: z.literal('true').optional(),
  /** Owed with a message that reached nobody. */
  missing: z.literal('reach').optional(),
});
export type ObligationsQuery = z.input<typeof obligationsQuery>;

export const obligationRow = z.object({
  id,
  /** Key of the plan's rule, with the period of a recurring one. */
  key: z.string(),
  rule: z.string(),
  period: z.string().nullable(),
  kind: z.string(),
  name: z.string(),
  unit: keyed,
  starts: day,
  due: day,
  status: obligationStatus,
  light,
  /** Whether its first day has come. */
  begun: z.boolean(),
  late: z.boolean(),
  returns: z.number().int(),
  responsible: z.object({ id, name: z.string() }).nullable(),
  changedAt: moment,
});
export type ObligationRow = z.infer<typeof obligationRow>;

export const obligationsPage = z.object({ obligations: z.array(obligationRow), next });
export type ObligationsPage = z.infer<typeof obligationsPage>;

/** GET /api/obligations/grid: what every unit owes, in lights. */
export const obligationGrid = z.object({
  now: moment,
  /** In the order of their due days. */
  columns: z.array(
    z.object({
      key: z.string(),
      name: z.string(),
      /** Of a recurring one: the name ends with it, in brackets. */
      period: z.string().nullable(),
      kind: z.string(),
      starts: day,
      due: day,
    }),
  ),
  rows: z.array(
    z.object({
      unit: keyed,
      department: z.boolean(),
      cells: z.array(z.object({ id, key: z.string(), status: obligationStatus, light, begun: z.boolean(), due: day })),
    }),
  ),
});
export type ObligationGrid = z.infer<typeof obligationGrid>;

export const obligationPossibility = z.object({
  action: obligationAction,
  path: z.string(),
  allowed: z.boolean(),
  reason: failure.nullable(),
});

export const obligation = obligationRow.extend({
  clause: z.string(),
  revision: z.number().int(),
  submittedAt: moment.nullable(),
  endedAt: moment.nullable(),
  extension: z.object({ requestedAt: moment, until: day }).nullable(),
  /** Escalation rungs told in this revision of the deadline that nobody has acknowledged. */
  unacknowledged: z.array(z.string()),
});

/** GET /api/obligations/:id */
export const obligationPage = z.object({
  obligation,
  messages: z.array(message),
  history: z.array(historyEntry),
  may: z.array(obligationPossibility),
});
export type ObligationPage = z.infer<typeof obligationPage>;

const command = z.object({ commandId });
const note = z.string().trim().max(4000).default('');

/** Bodies of POST /api/obligations/:id/{path}, by path. Emptiness of a reason is the domain's to refuse. */
export const obligationCommands = {
  submission: command.extend({ note, evidence: z.array(z.string().max(500)).max(50).default([]) }),
  acceptance: command.extend({ note }),
  return: command.extend({ reason: note, due: day.optional() }),
  waiver: command.extend({ reason: note }),
  'extension-request': command.extend({ until: day, reason: note }),
  'extension-decision': command.extend({ approved: z.boolean(), reason: note }),
  acknowledgement: command.extend({ rung: key }),
  'hand-over': command.extend({ responsible: id.nullable(), reason: note }),
} as const;

export type ObligationCommandPath = keyof typeof obligationCommands;
export type ObligationActionKey = z.infer<typeof obligationAction>;
export type ObligationStatusKey = z.infer<typeof obligationStatus>;

/** The obligation after the command, and what it did to the messages to come. */
export const obligationCommandReply = z.object({ obligation: obligationRow, receipt });
export type ObligationCommandReply = z.infer<typeof obligationCommandReply>;
