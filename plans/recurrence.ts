import type { Calendar, Day } from '../domain/calendar.ts';

export type Period = 'week' | 'month' | 'quarter' | 'half-year' | 'year';

/** Something due once a period: the periods that end on or after `from`, with due days no later than `until`. */
export interface Recurrence {
  every: Period;
  /** `last-day`, `last-workday`, `first-workday`, `day 20` (of the period's last month; of a week: 1 is Monday), `10 days after` or `5 workdays after` its end. */
  on: string;
  from: Day;
  until: Day;
}

export interface Occurrence {
  /** `2023-W27`, `2023-07`, `2023-Q3`, `2023-H2`, `2023`. */
  period: string;
  periodZh: string;
  /** The period's first day, or `from` when that is later. */
  starts: Day;
  due: Day;
}

export function occurrences(rule: Recurrence, calendar: Calendar): Occurrence[] {
  const found: Occurrence[] = [];
  for (let first = periodStart(rule.every, rule.from); first <= rule.until; first = nextPeriod(rule.every, first)) {
    const last = calendar.addDays(nextPeriod(rule.every, first), -1);
    const due = dueIn(rule, first, last, calendar);
    if (due < rule.from || due > rule.until) continue;
    found.push({ ...labels(rule.every, first), starts: first > rule.from ? first : rule.from, due });
  }
  return found;
}

function dueIn(rule: Recurrence, first: Day, last: Day, calendar: Calendar): Day {
  const count = Number(/\d+/.exec(rule.on)?.[0] ?? 0);
  if (rule.on === 'last-workday') return calendar.workdayOnOrBefore(last);
  if (rule.on === 'first-workday') return calendar.workdayOnOrAfter(first);
  if (rule.on.endsWith('workdays after')) return calendar.addWorkdays(last, count);
  if (rule.on.endsWith('days after')) return calendar.addDays(last, count);
  if (rule.on.startsWith('day ')) {
    const start = rule.every === 'week' ? first : `${last.slice(0, 7)}-01`;
    const day = calendar.addDays(start, Math.max(count, 1) - 1);
    // The 31st of a shorter month is its last day.
    return day > last ? last : day;
  }
  return last;
}

const monthsIn: Record<Exclude<Period, 'week'>, number> = { month: 1, quarter: 3, 'half-year': 6, year: 12 };

function periodStart(every: Period, day: Day): Day {
  if (every === 'week') return shift(day, -((weekday(day) + 6) % 7));
  const length = monthsIn[every];
  const month = Number(day.slice(5, 7)) - 1;
  return firstOfMonth(Number(day.slice(0, 4)), month - (month % length));
}

function nextPeriod(every: Period, first: Day): Day {
  if (every === 'week') return shift(first, 7);
  return firstOfMonth(Number(first.slice(0, 4)), Number(first.slice(5, 7)) - 1 + monthsIn[every]);
}

function labels(every: Period, first: Day): { period: string; periodZh: string } {
  const year = first.slice(0, 4);
  const month = Number(first.slice(5, 7));
  switch (every) {
    case 'week': {
      // An ISO week belongs to the year of its Thursday.
      const thursday = shift(first, 3);
      const number = Math.floor((Date.parse(thursday) - Date.parse(`${thursday.slice(0, 4)}-01-01`)) / (7 * 86_400_000)) + 1;
      const weekYear = thursday.slice(0, 4);
      return { period: `${weekYear}-W${String(number).padStart(2, '0')}`, periodZh: `${weekYear}年第${number}周` };
    }
    case 'month':
      return { period: first.slice(0, 7), periodZh: `${year}年${month}月` };
    case 'quarter':
      return { period: `${year}-Q${(month + 2) / 3}`, periodZh: `${year}年第${(month + 2) / 3}季度` };
    case 'half-year':
      return { period: `${year}-H${month === 1 ? 1 : 2}`, periodZh: `${year}年${month === 1 ? '上' : '下'}半年` };
    case 'year':
      return { period: year, periodZh: `${year}年` };
  }
}

function firstOfMonth(year: number, month: number): Day {
  return new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10);
}

function shift(day: Day, days: number): Day {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
}

function weekday(day: Day): number {
  return new Date(Date.parse(day)).getUTCDay();
}
