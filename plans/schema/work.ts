import { z } from 'zod';
import { clause, count, day, key, keys, named, share, text } from './fields.ts';

export const focusArea = z.strictObject({ number: count, name: named, summary: text.exactOptional(), clause });

const gate = z.strictObject({
  key,
  name: named,
  clause,
  checks: z.enum(['obligations', 'ledger', 'inspections', 'manual']).default('manual'),
  of: keys.default([]),
});

export const phase = z.strictObject({
  key,
  name: named,
  starts: day,
  ends: day,
  after: keys.default([]),
  gates: z.array(gate).default([]),
  clause,
});

export const workItem = z.strictObject({
  number: count,
  key,
  name: named,
  summary: text.exactOptional(),
  phase: key,
  /** Without them, those of its phase. */
  starts: day.exactOptional(),
  ends: day.exactOptional(),
  departments: keys,
  ladder: key.exactOptional(),
  clause,
});

export const operation = z.strictObject({
  key,
  name: named,
  partners: keys.default([]),
  targets: z.array(text).default([]),
  workItem: count.exactOptional(),
  clause,
});

export const disposition = z.strictObject({
  key,
  name: named,
  decidedBy: text.exactOptional(),
  with: keys.exactOptional(),
  recordsAmount: z.boolean().exactOptional(),
  clause,
});

export const inspection = z.strictObject({
  key,
  name: named,
  selection: z.enum(['designated', 'drawn']),
  /** A body of the plan, or `units` where each unit inspects. */
  body: key,
  reason: z.string().default(''),
  minimumInstitutions: count.exactOptional(),
  personsShare: share.exactOptional(),
  contactedShare: share.exactOptional(),
  starts: day,
  ends: day,
  clause,
});
