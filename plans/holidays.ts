import { createRequire } from 'node:module';
import type { CalendarData, Day } from '../domain/calendar.ts';

/** Where public holidays come from. Any country's would do; the one shipped is China's. */
export interface Holidays {
  /** The days of a year that differ from the plain week, or nothing when that year's notice is not known. */
  exceptionsOf(year: number): Record<Day, 'rest' | 'work'> | undefined;
}

interface ChineseDays {
  holidays: Record<Day, string>;
  workdays: Record<Day, string>;
}

/** China's holidays and make-up workdays (调休) from the package `chinese-days`, offline. A year is known once its National Day is in. */
export const chineseHolidays: Holidays = (() => {
  const data = createRequire(import.meta.url)('chinese-days/dist/chinese-days.json') as ChineseDays;
  const years = new Map<number, Record<Day, 'rest' | 'work'>>();
  const add = (day: Day, kind: 'rest' | 'work'): void => {
    if (isWeekend(day) === (kind === 'rest')) return;
    const year = Number(day.slice(0, 4));
    const exceptions = years.get(year) ?? {};
    exceptions[day] = kind;
    years.set(year, exceptions);
  };
  for (const day of Object.keys(data.holidays)) add(day, 'rest');
  for (const day of Object.keys(data.workdays)) add(day, 'work');
  return { exceptionsOf: (year) => (`${year}-10-01` in data.holidays ? years.get(year) : undefined) };
})();

export interface CalendarSettings {
  zone: string;
  opens: string;
  closes: string;
  overrides: Record<Day, 'rest' | 'work'>;
  knownYears: number[];
}

/**
 * The calendar of a campaign from `starts` to `ends`: the holidays of each year it touches and of the years before and after, because reminders
 * count back and escalations outlive it; the plan's own overrides win. Whole years, so that a known year is known to its last day.
 */
export function calendarData(settings: CalendarSettings, starts: Day, ends: Day, holidays: Holidays = chineseHolidays): CalendarData {
  const exceptions: Record<Day, 'rest' | 'work'> = {};
  const known = new Set(settings.knownYears);
  for (let year = Number(starts.slice(0, 4)) - 1; year <= Number(ends.slice(0, 4)) + 1; year++) {
    const found = holidays.exceptionsOf(year);
    if (found === undefined) continue;
    Object.assign(exceptions, found);
    known.add(year);
  }
  return {
    zone: settings.zone,
    opens: settings.opens,
    closes: settings.closes,
    exceptions: sorted({ ...exceptions, ...settings.overrides }),
    knownYears: [...known].sort((a, b) => a - b),
  };
}

function sorted<T>(days: Record<Day, T>): Record<Day, T> {
  return Object.fromEntries(Object.entries(days).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function isWeekend(day: Day): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday === 0 || weekday === 6;
}
