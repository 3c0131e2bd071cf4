import { z } from 'zod';
import { Refusal } from './errors.ts';

/** Where a page ended, as text that clients hand back unread. `of` is the order it belongs to. */
export function writeCursor(of: string, values: (string | number | null)[]): string {
  return Buffer.from(JSON.stringify([of, ...values])).toString('base64url');
}

/**
 * The values of a cursor made by `writeCursor` for the same order.
 * @throws Refusal `cursor_invalid`
 */
export function readCursor<T extends [z.ZodType, ...z.ZodType[]]>(
  of: string,
  text: string,
  ...shape: T
): { [K in keyof T]: z.output<T[K]> } {
  const parsed = z.tuple([z.literal(of), ...shape]).safeParse(json(text));
  if (!parsed.success) throw new Refusal('cursor_invalid');
  return parsed.data.slice(1) as { [K in keyof T]: z.output<T[K]> };
}

function json(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
}

/** The page's rows, and where the next begins: queries ask for one row more than the limit. */
export function pageOf<T>(rows: T[], limit: number, cursor: (last: T) => string): { rows: T[]; next: string | null } {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { rows: page, next: rows.length > limit && last !== undefined ? cursor(last) : null };
}
