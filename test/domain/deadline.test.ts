import { describe, expect, it } from '@jest/globals';
import { dueDay, ladderDay, overdueFrom } from '../../domain/deadline.ts';
import { at, calendar, classes, shown } from '../support/rules.ts';

describe('the day by which an item is to be done', () => {
  it.each<[keyof typeof classes, string, string, string]>([
    ['general', '2023-07-13 10:00', '2023-07-18', 'at once is three workdays after assignment'],
    ['general', '2023-07-13 00:00', '2023-07-18', 'at any hour of the day'],
    ['general', '2023-07-15 10:00', '2023-07-19', 'assigned on a Saturday, Monday is the first workday'],
    ['general', '2023-06-21 23:59', '2023-06-27', 'holidays and make-up days count as they are'],
    ['general', '2023-12-28 09:00', '2024-01-03', 'over the turn of the year'],
    ['complex', '2023-06-09 09:00', '2023-07-15', 'mid-July'],
    ['complex', '2023-08-01 09:00', '2023-07-15', 'mid-July, even when it has passed'],
    ['difficult', '2023-06-09 09:00', '2023-10-15', 'mid-October'],
  ])('%s, assigned at %s: %s (%s)', (key, assigned, expected) => {
    expect(dueDay(classes[key].due, at(assigned), calendar)).toBe(expected);
  });

  it('counts calendar days where the plan says days', () => {
    expect(dueDay({ daysAfterAssignment: 30 }, at('2023-07-13 10:00'), calendar)).toBe('2023-08-12');
  });
});

describe('a deadline on a rest day', () => {
  it.each([
    ['2023-07-15', 'before', '2023-07-14', '2023-07-16 00:00'],
    ['2023-07-15', 'after', '2023-07-17', '2023-07-18 00:00'],
    ['2023-10-15', 'before', '2023-10-13', '2023-10-16 00:00'],
    ['2023-07-14', 'before', '2023-07-14', '2023-07-15 00:00'],
    ['2023-07-14', 'after', '2023-07-14', '2023-07-15 00:00'],
    ['2023-10-01', 'before', '2023-09-28', '2023-10-02 00:00'],
    ['2023-10-01', 'after', '2023-10-07', '2023-10-08 00:00'],
  ] as const)('%s, counted %s: day 0 is %s, overdue from %s', (due, restDay, day0, overdue) => {
    expect(ladderDay(due, { restDay }, calendar)).toBe(day0);
    expect(shown(overdueFrom(due, { restDay }, calendar))).toBe(overdue);
  });
});
