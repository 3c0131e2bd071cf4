import { z } from 'zod';
import { clause, count, day, key, keys, named, text } from './fields.ts';

const row = z.strictObject({
  number: count,
  topic: text.exactOptional(),
  text,
  answeredBy: key.default('institution'),
  appliesTo: keys.default([]),
  parts: z.array(z.strictObject({ text, appliesTo: keys.default([]) })).exactOptional(),
  uncertain: text.exactOptional(),
  source: text.exactOptional(),
});

export const checklist = z.strictObject({
  key,
  name: named,
  appliesTo: keys.default([]),
  clause,
  groups: z
    .array(z.strictObject({ number: count.exactOptional(), name: z.string(), uncertain: text.exactOptional(), rows: z.array(row).min(1) }))
    .min(1),
});

export const selfCheck = z.strictObject({
  starts: day,
  reportBy: day,
  ends: day,
  checklists: keys,
  ladder: key.exactOptional(),
  clause,
});

export const ledgerForm = z.strictObject({
  title: text,
  head: z.array(text).default([]),
  columns: z.array(z.strictObject({ field: key, title: text })).min(1),
  foot: z.array(text).default([]),
  clause,
});
