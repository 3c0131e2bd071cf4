import { z } from 'zod';
import { clause, day, key, named } from './fields.ts';

const places = 'last-day、last-workday、first-workday、day 20、10 days after、5 workdays after';

/** Where in its period a recurring obligation falls due. */
const occurrence = z.string().regex(/^(last-day|last-workday|first-workday|day \d+|\d+ (days|workdays) after)$/, {
  error: `应为 ${places} 之类 / expected one such as ${places}`,
});

const owedBy = z.union([ower(), z.array(ower())]).transform((value) => (typeof value === 'string' ? [value] : value));

/** Something owed once (`due`), or again and again (`every`, `on`, `from`, `until`). */
export const obligation = z.strictObject({
  key,
  name: named,
  kind: key.default('report'),
  due: day.exactOptional(),
  starts: day.exactOptional(),
  every: z.enum(['week', 'month', 'quarter', 'half-year', 'year']).exactOptional(),
  on: occurrence.exactOptional(),
  from: day.exactOptional(),
  until: day.exactOptional(),
  owedBy,
  ladder: key.exactOptional(),
  after: z
    .union([key, z.array(key)])
    .transform((value) => (typeof value === 'string' ? [value] : value))
    .default([]),
  clause,
});

/** A unit, a department, `all` units, `departments`, or `kind:…` for the units of a kind. */
function ower() {
  return z.string().regex(/^(kind:)?[\p{L}\p{N}][\p{L}\p{N}_.-]*$/u, {
    error: '应为单位或科室的标识、all、departments 或 kind:类别 / expected a unit, a department, all, departments or kind:…',
  });
}
