import { describe, expect, it } from '@jest/globals';
import { makeCalendar } from '../../domain/calendar.ts';
import { calendarData } from '../../plans/holidays.ts';
import type { Recurrence } from '../../plans/recurrence.ts';
import { occurrences } from '../../plans/recurrence.ts';

const settings = { zone: 'Asia/Shanghai', opens: '09:00', closes: '18:00', overrides: {}, knownYears: [] };
const calendar = makeCalendar(calendarData(settings, '2023-01-01', '2025-12-31'));
const dues = (rule: Recurrence): string[] => occurrences(rule, calendar).map(({ period, due }) => `${period} ${due}`);

describe('a recurring obligation', () => {
  const year = { from: '2024-01-01', until: '2024-12-31' };

  it.each<[string, Recurrence, string[]]>([
    [
      "each month's last day, in a leap year too",
      { every: 'month', on: 'last-day', from: '2024-01-15', until: '2024-03-31' },
      ['2024-01 2024-01-31', '2024-02 2024-02-29', '2024-03 2024-03-31'],
    ],
    [
      "each month's last workday",
      { every: 'month', on: 'last-workday', from: '2023-09-01', until: '2023-10-31' },
      ['2023-09 2023-09-28', '2023-10 2023-10-31'],
    ],
    [
      "each month's first workday after a holiday",
      { every: 'month', on: 'first-workday', from: '2023-10-01', until: '2023-10-31' },
      ['2023-10 2023-10-07'],
    ],
    [
      'the 31st, or the last day of a shorter month',
      { every: 'month', on: 'day 31', from: '2023-09-01', until: '2023-10-31' },
      ['2023-09 2023-09-30', '2023-10 2023-10-31'],
    ],
    [
      'each quarter ten days after its end',
      { every: 'quarter', on: '10 days after', ...year },
      ['2024-Q1 2024-04-10', '2024-Q2 2024-07-10', '2024-Q3 2024-10-10'],
    ],
    [
      'each quarter some workdays after its end',
      { every: 'quarter', on: '3 workdays after', from: '2024-07-01', until: '2024-12-31' },
      ['2024-Q3 2024-10-10'],
    ],
    [
      "the 20th of each half-year's last month",
      { every: 'half-year', on: 'day 20', ...year },
      ['2024-H1 2024-06-20', '2024-H2 2024-12-20'],
    ],
    [
      'each year',
      { every: 'year', on: 'last-day', from: '2023-06-01', until: '2025-12-31' },
      ['2023 2023-12-31', '2024 2024-12-31', '2025 2025-12-31'],
    ],
    [
      'each Friday, weeks numbered by their Thursday',
      { every: 'week', on: 'day 5', from: '2024-12-27', until: '2025-01-10' },
      ['2024-W52 2024-12-27', '2025-W01 2025-01-03', '2025-W02 2025-01-10'],
    ],
    ['never, when its days do not fall within', { every: 'year', on: 'last-day', from: '2024-02-01', until: '2024-11-30' }, []],
  ])('falls due on %s', (_, rule, expected) => {
    expect(dues(rule)).toEqual(expected);
  });

  it("exists from its period's first day, but not before the rule does", () => {
    const starts = occurrences({ every: 'quarter', on: 'last-day', from: '2024-02-29', until: '2024-06-30' }, calendar).map(
      (each) => each.starts,
    );
    expect(starts).toEqual(['2024-02-29', '2024-04-01']);
  });
});
