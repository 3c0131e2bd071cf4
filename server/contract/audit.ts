import { z } from 'zod';
import { key, moment, next, paging } from './common.ts';
import { historyEntry } from './ledger-items.ts';

/** GET /api/audit, newest first. */
export const auditQuery = paging.extend({
  subject: key.optional(),
  actor: key.optional(),
  action: key.optional(),
  /** Only acts of this kind of outcome. */
  result: z.enum(['done', 'refused']).optional(),
});
export const auditRow = historyEntry.extend({
  id: z.number().int(),
  recordedAt: moment,
  unit: z.string(),
  subject: z.string(),
  seq: z.number().int(),
  actor: z.string(),
  hash: z.string(),
});
export type AuditRow = z.infer<typeof auditRow>;
export const auditPage = z.object({ entries: z.array(auditRow), next });
export type AuditPage = z.infer<typeof auditPage>;
