import { z } from 'zod';
import { commandId, day, id, key, receipt, text } from './common.ts';
import { ledgerRow } from './ledger-items.ts';

const command = z.object({ commandId });
const note = z.string().trim().max(4000).default('');

/** Bodies of POST /api/ledger-items/:id/{path}, by path. Emptiness of a reason is the domain's to refuse. */
export const itemCommands = {
  assignment: command.extend({ responsible: id.optional() }),
  signature: command,
  measures: command.extend({ measure: note }),
  submission: command.extend({ note, evidence: z.array(z.string().max(500)).max(50).default([]) }),
  verification: command.extend({ note }),
  return: command.extend({ reason: note, due: day.optional() }),
  'extension-request': command.extend({ until: day, reason: note }),
  'extension-decision': command.extend({ approved: z.boolean(), reason: note }),
  reclassification: command.extend({ difficulty: key, reason: note }),
  transfer: command.extend({ county: key, reason: note, responsible: id.optional() }),
  instruction: command.extend({ text: note, urgent: z.boolean().default(false) }),
  acknowledgement: command.extend({ rung: key }),
  chaser: command,
  'hand-over': command.extend({ responsible: id, reason: note }),
  correction: command.extend({
    content: z
      .object({
        institution: text.nullable(),
        problem: text,
        people: z.number().int().min(0).max(100_000_000),
        amountYuan: z.number().min(0).max(1e13),
        responsibleName: z.string().trim().max(100).nullable(),
        measure: z.string().trim().max(4000),
        contact: z.string().trim().max(100).nullable(),
        phone: z.string().trim().max(50).nullable(),
      })
      .partial()
      .strict()
      .refine((content) => Object.keys(content).length > 0, 'nothing to correct'),
  }),
  voidance: command.extend({ reason: note }),
  closure: command.extend({ note, verified: z.boolean().default(false) }),
} as const;

export type ItemCommandPath = keyof typeof itemCommands;
export type ItemCommandBody<P extends ItemCommandPath> = z.input<(typeof itemCommands)[P]>;

/** The item after the command, and what it did to the messages to come. */
export const itemCommandReply = z.object({ item: ledgerRow, receipt });
export type ItemCommandReply = z.infer<typeof itemCommandReply>;
