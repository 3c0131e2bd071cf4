import { z } from 'zod';

/** Days of a month in the Gregorian calendar; `month` is 1 to 12. */
function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** Whether `text` is a real day written `YYYY-MM-DD`: 2023-02-30 is not. */
export function isDay(text: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!match) return false;
  const [year, month, day] = match.slice(1).map(Number) as [number, number, number];
  return month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
}

export const text = z.string().trim().min(1);

/** What others refer to. No colon: it separates a rule from its period. */
export const key = z.string().regex(/^[\p{L}\p{N}][\p{L}\p{N}_.-]*$/u, {
  error: '标识只能用文字、数字、点、横线和下划线 / a key has letters, digits, dots, hyphens and underscores only',
});

export const day = z.string().refine(isDay, { error: '不是真实的日期，应写作 2023-07-15 / not a real day; write it as 2023-07-15' });

export const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: '时间应写作 09:00 / a time of day is written 09:00' });

/** Chinese alone, or with an English reading. */
export const named = z
  .union([text, z.strictObject({ zh: text, en: text.exactOptional() })])
  .transform((value) => (typeof value === 'string' ? { zh: value } : value));

/** The clause of the notice a fact comes from, e.g. `五（一）3`. */
export const clause = z.string().default('');

/** One key, or a list of them. */
export const keys = z.union([key, z.array(key)]).transform((value) => (typeof value === 'string' ? [value] : value));

/** A number people dial. Written without quotes YAML reads it as a number. */
export const phone = z.union([text, z.number().int()]).transform(String);

export const count = z.number().int().min(0);

/** The longest a plan may count forwards or back: about eight years of workdays. */
export const farthest = 2000;
export const workdays = count.max(farthest);
export const share = z.number().min(0).max(1);
