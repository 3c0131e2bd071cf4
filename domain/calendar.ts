import { DateTime, IANAZone } from 'luxon';

/** Milliseconds since 1970-01-01T00:00Z. */
export type Moment = number;
/** A calendar day in the campaign's zone, `YYYY-MM-DD`; compares as text. */
export type Day = string;

/** What a calendar is made of: plain data, so that it travels in a workflow's input. */
export interface CalendarData {
  /** IANA zone of every day and opening in the plan, e.g. `Asia/Shanghai`. */
  zone: string;
  /** `HH:mm` at which messages leave on a workday. */
  opens: string;
  /** `HH:mm` after which they wait for the next workday. */
  closes: string;
  /** Days that differ from the plain week: holidays and make-up workdays (调休). */
  exceptions: Record<Day, 'rest' | 'work'>;
  /** Years whose holidays are known; other years count as plain weeks and are warned of. */
  knownYears: number[];
}

export interface Calendar {
  isWorkday(day: Day): boolean;
  isKnown(day: Day): boolean;
  /** The day `n` workdays after (before, when negative) `day`; `n = 0` gives `day` itself. Counting starts on the next (previous) workday. */
  addWorkdays(day: Day, n: number): Day;
  addDays(day: Day, n: number): Day;
  /** `day` if it is a workday, else the nearest one before. */
  workdayOnOrBefore(day: Day): Day;
  /** `day` if it is a workday, else the nearest one after. */
  workdayOnOrAfter(day: Day): Day;
  dayOf(moment: Moment): Day;
  /** The moment of a local `HH:mm` on `day`. */
  at(day: Day, time: string): Moment;
  /** When the window opens on `day`. */
  opening(day: Day): Moment;
  /** The first opening of a workday's window at or after `moment`. */
  openingOnOrAfter(moment: Moment): Moment;
  /** Whether ordinary messages may leave: a workday, from the opening up to and not including the closing. */
  isOpen(moment: Moment): boolean;
  /** The midnight that ends `day`. */
  endOf(day: Day): Moment;
}

const dayMs = 86_400_000;

export function makeCalendar(data: CalendarData): Calendar {
  const zone = IANAZone.create(data.zone);
  const known = new Set(data.knownYears);
  const workdays = new Map<Day, boolean>();
  const counted = new Map<string, Day>();
  const openings = new Map<string, Moment>();
  const offsets = new Map<number, number>();

  const addDays = (day: Day, n: number): Day => new Date(Date.parse(`${day}T00:00:00Z`) + n * dayMs).toISOString().slice(0, 10);

  const isWorkday = (day: Day): boolean => {
    let answer = workdays.get(day);
    if (answer === undefined) {
      const exception = data.exceptions[day];
      const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
      answer = exception === undefined ? weekday !== 0 && weekday !== 6 : exception === 'work';
      workdays.set(day, answer);
    }
    return answer;
  };

  const step = (day: Day, direction: 1 | -1): Day => {
    let next = addDays(day, direction);
    while (!isWorkday(next)) next = addDays(next, direction);
    return next;
  };

  const offsetAt = (moment: Moment): number => {
    // Offsets change on quarters of an hour everywhere, not always on the hour.
    const quarter = Math.floor(moment / 900_000);
    let offset = offsets.get(quarter);
    if (offset === undefined) {
      offset = zone.offset(moment) * 60_000;
      offsets.set(quarter, offset);
    }
    return offset;
  };

  const dayOf = (moment: Moment): Day => new Date(moment + offsetAt(moment)).toISOString().slice(0, 10);

  const at = (day: Day, time: string): Moment => {
    const key = `${day}T${time}`;
    let moment = openings.get(key);
    if (moment === undefined) {
      moment = DateTime.fromISO(key, { zone }).toMillis();
      openings.set(key, moment);
    }
    return moment;
  };

  const opening = (day: Day): Moment => at(day, data.opens);

  return {
    isWorkday,
    isKnown: (day) => known.has(Number(day.slice(0, 4))),
    addDays,
    addWorkdays: (day, n) => {
      const key = `${day}|${n}`;
      let result = counted.get(key);
      if (result === undefined) {
        result = day;
        for (let left = Math.abs(n); left > 0; left--) result = step(result, n > 0 ? 1 : -1);
        counted.set(key, result);
      }
      return result;
    },
    workdayOnOrBefore: (day) => (isWorkday(day) ? day : step(day, -1)),
    workdayOnOrAfter: (day) => (isWorkday(day) ? day : step(day, 1)),
    dayOf,
    at,
    opening,
    openingOnOrAfter: (moment) => {
      const day = dayOf(moment);
      return isWorkday(day) && opening(day) >= moment ? opening(day) : opening(step(day, 1));
    },
    isOpen: (moment) => {
      const day = dayOf(moment);
      return isWorkday(day) && moment >= opening(day) && moment < at(day, data.closes);
    },
    endOf: (day) => at(addDays(day, 1), '00:00'),
  };
}

/** The slice of a calendar that a subject needs in a workflow: the exceptions from `from` to `to`, both included. */
export function calendarSlice(data: CalendarData, from: Day, to: Day): CalendarData {
  const exceptions = Object.fromEntries(Object.entries(data.exceptions).filter(([day]) => day >= from && day <= to));
  return { ...data, exceptions };
}
