import type { Day } from '../../domain/calendar.ts';
import { withDigits } from './numerals.ts';
import { folded } from './text.ts';

/** A part of a month, as officials name it. */
export type Third = 'early' | 'middle' | 'late';

/** What a text says about a day: a day, or a month's `last`, or a part of a month; `year` is missing when the text does not name one. */
export type ReadDay =
  { kind: 'day'; year?: number; month: number; day: number | 'last' } | { kind: 'third'; year?: number; month: number; third: Third };

const ending = '(?:之前|以前|前|止|内|底前)?(?:完成|完成整改|整改完成|整改完毕|整改到位|完毕|整改)?';
const full = new RegExp(`^(?:(\\d{4}|\\d{2})(?:年|[-/.]))?(\\d{1,2})(?:月|[-/.])(\\d{1,2})[日号]?(?:24[时点])?${ending}$`);
const compact = /^(20\d{2})(\d{2})(\d{2})$/;
const third = new RegExp(`^(?:(\\d{4})(?:年|[-/.]))?(\\d{1,2})月份?(上旬|中旬|下旬)${ending}$`);
const monthEnd = new RegExp(`^(?:(\\d{4})(?:年|[-/.]))?(\\d{1,2})月份?(?:底|末)${ending}$`);

const thirds: Record<string, Third> = { 上旬: 'early', 中旬: 'middle', 下旬: 'late' };

const weekday = /\(?(?:星期|周|礼拜)[一二三四五六日天]\)?/;

/** Reads `2023年7月15日`, `2023/7/15`, `2023.7.15`, `7月15日前`, `七月十五日`, `20230715`, `7月中旬前`, `7月底前`; nothing for anything else. */
export function readDay(text: string): ReadDay | undefined {
  const bare = folded(text)
    .replace(weekday, '')
    .replace(/(?<=\d)。(?=\d)/g, '.');
  const plain = withDigits(bare)
    .replace(/(?<=\d)00:00(:00)?$/, '')
    .replace(/[.。;,]$/, '')
    .replace(/^(?:于|在|至|截至)/, '');
  const day = full.exec(plain) ?? compact.exec(plain);
  if (day) return checked(yearOf(day[1]), Number(day[2]), Number(day[3]));
  const part = third.exec(plain);
  const month = Number(part?.[2]);
  if (part && month >= 1 && month <= 12)
    return { kind: 'third', month, third: thirds[part[3] ?? ''] ?? 'middle', ...withYear(yearOf(part[1])) };
  const end = monthEnd.exec(plain);
  return end ? checked(yearOf(end[1]), Number(end[2]), 'last') : undefined;
}

/** A text without the time of day that programs write behind a date; before white space is taken out, as `10 0:00` and `1 00:00` differ. */
export function withoutClock(text: string): string {
  return text.replace(/(?<=\d)(?:\s+|T)\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?\s*$/, '');
}

/** The day as `YYYY-MM-DD`; the year given is used when the text had none. */
export function dayOf(read: ReadDay & { kind: 'day' }, year: number): Day {
  const named = read.year ?? year;
  return isoDay(named, read.month, read.day === 'last' ? lastOf(named, read.month) : read.day);
}

/** A full date alone, as in `日期：2023年6月30日`; nothing without its year. */
export function fullDay(text: string): Day | undefined {
  const read = readDay(text);
  return read?.kind === 'day' && read.year !== undefined ? dayOf(read, read.year) : undefined;
}

/** The day of an Excel serial of the present age (2000 to 2079). */
export function serialDay(serial: number): Day | undefined {
  if (!Number.isInteger(serial) || serial < 36_526 || serial > 65_380) return undefined;
  return new Date(Date.UTC(1899, 11, 30) + serial * 86_400_000).toISOString().slice(0, 10);
}

function checked(year: number | undefined, month: number, day: number | 'last'): ReadDay | undefined {
  if (month < 1 || month > 12) return undefined;
  const exists = day === 'last' || (day >= 1 && day <= lastOf(year ?? 2024, month));
  return exists ? { kind: 'day', month, day, ...withYear(year) } : undefined;
}

function lastOf(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function yearOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  return text.length === 2 ? 2000 + Number(text) : Number(text);
}

function withYear(year: number | undefined): { year?: number } {
  return year === undefined ? {} : { year };
}

function isoDay(year: number, month: number, day: number): Day {
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
