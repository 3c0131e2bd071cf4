import { z } from 'zod';
import { clause, day, farthest, key, keys, named, text, workdays } from './fields.ts';

/** A rung as written: overdue rungs name the level addressed, loading adds everybody below. */
const rung = z.strictObject({ offset: z.number().int().min(-farthest).max(farthest), to: keys });

/** A chaser so many workdays after what it waits for. */
const chaser = z.strictObject({ offset: workdays.min(1), to: keys });

export const ladder = z.strictObject({
  key,
  name: named.exactOptional(),
  restDay: z.enum(['before', 'after']).default('before'),
  /** Told when it opens; without it, whom the first rung tells. */
  opening: keys.exactOptional(),
  rungs: z.array(rung).min(1),
  unsigned: z.array(chaser).default([]),
  undecided: z.array(chaser).default([]),
  acknowledgeWithin: workdays.default(2),
  clause,
});

/** A fixed day, or so many workdays or days after assignment. */
const due = z
  .union([
    day,
    z.strictObject({ day }),
    z.strictObject({ workdaysAfterAssignment: workdays }),
    z.strictObject({ daysAfterAssignment: workdays }),
  ])
  .transform((value) => (typeof value === 'string' ? { day: value } : value));

export const difficulty = z.strictObject({ key, name: named, due, phrases: z.array(text).default([]), ladder: key, clause });
