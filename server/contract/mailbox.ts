import { z } from 'zod';
import { moment, next, paging } from './common.ts';

/** GET /api/mailbox: the embedded mailbox, newest first. */
export const mailboxQuery = paging.extend({ to: z.string().trim().max(200).optional() });
export const letterSummary = z.object({ id: z.string(), to: z.array(z.string()), subject: z.string(), at: moment });
export const mailboxPage = z.object({ letters: z.array(letterSummary), next });
export type MailboxPage = z.infer<typeof mailboxPage>;

/** GET /api/mailbox/:id; its HTML is served by /api/mailbox/:id/html for a sandboxed frame. */
export const letter = letterSummary.extend({
  from: z.string(),
  text: z.string(),
  hasHtml: z.boolean(),
  headers: z.array(z.object({ name: z.string(), value: z.string() })),
});
export type LetterView = z.infer<typeof letter>;
