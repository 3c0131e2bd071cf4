import { z } from 'zod';
import { commandId, day, itemAction, itemStatus, keyed, light, moment, receipt } from './common.ts';
import { obligationStatus } from './obligations.ts';

export const linkToken = z.object({ token: z.string().min(16).max(1000) });

/** What a link's holder sees of the item; nothing of others. */
export const linkedItem = z.object({
  number: z.number().int(),
  county: keyed,
  institution: z.string().nullable(),
  problem: z.string(),
  measure: z.string(),
  status: itemStatus,
  light,
  due: day.nullable(),
  returns: z.number().int(),
});

/** The same of something a unit owes. */
export const linkedObligation = z.object({
  name: z.string(),
  unit: keyed,
  status: obligationStatus,
  light,
  due: day,
  returns: z.number().int(),
});

/** GET /api/links/:token: what it is about and what it can do now. Never acts: mail scanners open links. */
export const linkPage = z.object({
  /** Whose link it is, masked. */
  holder: z.string(),
  campaign: z.string(),
  expiresAt: moment,
  /** One of the two; the other is null. */
  item: linkedItem.nullable(),
  obligation: linkedObligation.nullable(),
  /** What the holder can do to it as it stands. */
  actions: z.array(itemAction),
  /** Escalations to acknowledge. */
  unacknowledged: z.array(z.string()),
});
export type LinkPage = z.infer<typeof linkPage>;

const command = z.object({ commandId });
const note = z.string().trim().max(4000).default('');

/** POST /api/links/:token */
export const linkCommand = z.discriminatedUnion('action', [
  command.extend({ action: z.literal('sign') }),
  command.extend({ action: z.literal('planMeasures'), measure: note }),
  command.extend({ action: z.literal('submit'), note, evidence: z.array(z.string().max(500)).max(50).default([]) }),
  command.extend({ action: z.literal('requestExtension'), until: day, reason: note }),
  command.extend({ action: z.literal('acknowledge'), rung: z.string().min(1).max(100) }),
  command.extend({ action: z.literal('verify'), note }),
  command.extend({ action: z.literal('returnItem'), reason: note, due: day.optional() }),
  command.extend({ action: z.literal('decideExtension'), approved: z.boolean(), reason: note }),
]);
export type LinkCommand = z.input<typeof linkCommand>;
export const linkReply = z.object({
  item: linkedItem.nullable(),
  obligation: linkedObligation.nullable(),
  actions: z.array(itemAction),
  receipt,
});
export type LinkReply = z.infer<typeof linkReply>;
