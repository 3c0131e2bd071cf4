import { z } from 'zod';
import { clause, clockTime, count, day, key, keys, named, phone, text, workdays } from './fields.ts';

export const campaign = z.strictObject({
  id: key,
  name: named,
  issuer: text,
  documentNumber: z.string().default(''),
  starts: day,
  ends: day,
  issued: day.exactOptional(),
  basis: z.array(text).default([]),
  goal: text.exactOptional(),
  scope: z.array(named).default([]),
  sinceYear: z.number().int().exactOptional(),
  chaserCooldownWorkdays: workdays.default(1),
  ranking: z.boolean().default(false),
});

export const calendar = z.strictObject({
  zone: text
    .refine(isZone, { error: '不是 IANA 时区，如 Asia/Shanghai / not an IANA time zone such as Asia/Shanghai' })
    .default('Asia/Shanghai'),
  opens: clockTime.default('09:00'),
  closes: clockTime.default('18:00'),
  /** Days that differ from the known holidays. */
  overrides: z.record(day, z.enum(['rest', 'work'])).default({}),
  /** Years that the overrides above make known. */
  knownYears: z.array(z.number().int()).default([]),
});

export const returns = z.strictObject({
  limit: count.default(2),
  graceWorkdays: workdays.default(3),
  orderTo: keys.default([]),
});

export const provision = z.strictObject({ key, name: named, text, clause });

export const documentText = z.strictObject({ key, name: named, title: text, paragraphs: z.array(text), clause });

export const urgentMatters = z.strictObject({ to: keys, followUpWorkdays: workdays.default(1), clause });

export const hotline = phone;

function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
