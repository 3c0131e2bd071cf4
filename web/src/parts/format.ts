import { useQuery } from '@tanstack/react-query';
import { useMemo, useSyncExternalStore } from 'react';
import { sessionQuery } from '../api/queries.ts';
import { useTexts } from '../texts/language.tsx';

const tickMs = 5_000;
const dayMs = 86_400_000;

export interface Format {
  /** 2023年7月13日 09:00 星期四 */
  clock: (moment: number) => string;
  /** 2023年7月13日 09:00 */
  moment: (moment: number) => string;
  /** 7月13日 09:00 */
  shortMoment: (moment: number) => string;
  /** 2023年7月13日 */
  day: (day: string) => string;
  /** 7月13日 星期四 */
  weekday: (day: string) => string;
  /** 1,234,567.5 */
  number: (value: number) => string;
  /** The calendar day of a moment in the campaign's zone. */
  dayOf: (moment: number) => string;
}

function makeFormat(locale: string, zone: string): Format {
  const make = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, { timeZone: zone, ...options });
  const date = make({ year: 'numeric', month: 'long', day: 'numeric' });
  const short = make({ month: 'long', day: 'numeric' });
  const time = make({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const week = make({ weekday: 'long' });
  const iso = new Intl.DateTimeFormat('en-CA', { timeZone: zone });
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
  // A day is shown as it is, whatever the zone: formatted at its own midnight in UTC.
  const utc = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options });
  const utcDate = utc({ year: 'numeric', month: 'long', day: 'numeric' });
  const utcShort = utc({ month: 'long', day: 'numeric' });
  const utcWeek = utc({ weekday: 'long' });
  return {
    clock: (moment) => `${date.format(moment)} ${time.format(moment)} ${week.format(moment)}`,
    moment: (moment) => `${date.format(moment)} ${time.format(moment)}`,
    shortMoment: (moment) => `${short.format(moment)} ${time.format(moment)}`,
    day: (day) => utcDate.format(Date.parse(day)),
    weekday: (day) => `${utcShort.format(Date.parse(day))} ${utcWeek.format(Date.parse(day))}`,
    number: (value) => number.format(value),
    dayOf: (moment) => iso.format(moment),
  };
}

/** Dates and numbers in the reader's language and the campaign's zone. */
export function useFormat(): Format {
  const { locale } = useTexts();
  const { data } = useQuery(sessionQuery);
  const zone = data?.clock.zone ?? 'UTC';
  return useMemo(() => makeFormat(locale, zone), [locale, zone]);
}

/** `HH:mm` at which the campaign's messages leave on workdays. */
export function useOpening(): string {
  return useQuery(sessionQuery).data?.clock.opens ?? '09:00';
}

/** Calendar days from `from` to `to`; negative when `to` lies before. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / dayMs);
}

/** The virtual clock, a few seconds exact; null while it is not known. */
export function useNow(): number | null {
  const { data } = useQuery(sessionQuery);
  const real = useSyncExternalStore(everyTick, () => Math.floor(Date.now() / tickMs) * tickMs);
  return data ? real + data.skew : null;
}

function everyTick(changed: () => void): () => void {
  const timer = setInterval(changed, tickMs);
  return () => clearInterval(timer);
}
