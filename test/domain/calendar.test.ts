import { describe, expect, it } from '@jest/globals';
import { calendarSlice, makeCalendar, type CalendarData } from '../../domain/calendar.ts';
import { at, calendar, china2023, shown } from '../support/rules.ts';

const plain = (zone: string, opens = '09:00', closes = '18:00'): CalendarData => ({ zone, opens, closes, exceptions: {}, knownYears: [] });

describe('workdays of 2023', () => {
  it.each([
    ['2023-06-09', true, 'the first day of the campaign, a Friday'],
    ['2023-06-10', false, 'a Saturday'],
    ['2023-06-22', false, 'Dragon Boat, a Thursday'],
    ['2023-06-23', false, 'the day after it'],
    ['2023-06-25', true, 'a Sunday made up for'],
    ['2023-06-26', true, 'the Monday after'],
    ['2023-09-28', true, 'the Thursday before Mid-Autumn'],
    ['2023-09-29', false, 'Mid-Autumn'],
    ['2023-10-06', false, 'the last day of the National Day week'],
    ['2023-10-07', true, 'a Saturday made up for'],
    ['2023-10-08', true, 'a Sunday made up for'],
    ['2023-12-31', false, 'the last day of the campaign, a Sunday'],
    ['2024-01-01', false, 'New Year'],
    ['2024-01-02', true, 'the first workday of the next year'],
  ])('%s is a workday: %s (%s)', (day, expected) => {
    expect(calendar.isWorkday(day)).toBe(expected);
  });

  it.each([
    ['2023-06-21', 1, '2023-06-25', 'over the holiday to the make-up Sunday'],
    ['2023-06-21', 2, '2023-06-26', ''],
    ['2023-06-25', -1, '2023-06-21', 'back over the holiday'],
    ['2023-06-24', 1, '2023-06-25', 'from a rest day, the next workday is the first'],
    ['2023-06-24', -1, '2023-06-21', 'from a rest day backwards'],
    ['2023-06-24', 0, '2023-06-24', 'zero stays where it is'],
    ['2023-10-13', -7, '2023-09-28', 'back over the National Day week with its make-up days'],
    ['2023-10-13', -30, '2023-08-28', ''],
    ['2023-12-29', 1, '2024-01-02', 'over the turn of the year'],
    ['2024-01-02', -1, '2023-12-29', 'and back'],
  ])('%s and %i workdays is %s %s', (day, n, expected) => {
    expect(calendar.addWorkdays(day, n)).toBe(expected);
  });

  it('finds the nearest workday before or after, or the day itself', () => {
    expect([calendar.workdayOnOrBefore('2023-07-15'), calendar.workdayOnOrAfter('2023-07-15')]).toEqual(['2023-07-14', '2023-07-17']);
    expect([calendar.workdayOnOrBefore('2023-06-25'), calendar.workdayOnOrAfter('2023-06-25')]).toEqual(['2023-06-25', '2023-06-25']);
  });

  it('counts days over months, years and a leap day', () => {
    expect([calendar.addDays('2023-12-31', 1), calendar.addDays('2024-02-28', 1), calendar.addDays('2024-03-01', -1)]).toEqual([
      '2024-01-01',
      '2024-02-29',
      '2024-02-29',
    ]);
  });

  it('knows which years it knows', () => {
    expect([calendar.isKnown('2023-12-31'), calendar.isKnown('2024-01-01')]).toEqual([true, false]);
  });
});

describe('the window', () => {
  it.each([
    ['2023-07-13 08:59', '2023-07-13 09:00'],
    ['2023-07-13 09:00', '2023-07-13 09:00'],
    ['2023-07-13 09:01', '2023-07-14 09:00'],
    ['2023-07-14 17:59', '2023-07-17 09:00'],
    ['2023-07-15 00:00', '2023-07-17 09:00'],
    ['2023-06-21 20:00', '2023-06-25 09:00'],
    ['2023-12-29 12:00', '2024-01-02 09:00'],
  ])('what is told at %s leaves at %s', (moment, expected) => {
    expect(shown(calendar.openingOnOrAfter(at(moment)))).toBe(expected);
  });

  it.each([
    ['2023-07-13 08:59', false],
    ['2023-07-13 09:00', true],
    ['2023-07-13 17:59', true],
    ['2023-07-13 18:00', false],
    ['2023-07-15 12:00', false],
    ['2023-06-25 12:00', true],
  ])('is open at %s: %s', (moment, expected) => {
    expect(calendar.isOpen(at(moment))).toBe(expected);
  });

  it('ends a day at midnight of its zone and finds the day of a moment there', () => {
    expect(calendar.endOf('2023-07-15')).toBe(at('2023-07-16 00:00'));
    expect([calendar.dayOf(at('2023-07-15 23:59')), calendar.dayOf(at('2023-07-16 00:00'))]).toEqual(['2023-07-15', '2023-07-16']);
  });
});

describe('zones with summer time', () => {
  const berlin = makeCalendar(plain('Europe/Berlin'));

  it.each([
    ['2023-03-24', '2023-03-24T08:00:00.000Z', 'the Friday before the clocks go forward'],
    ['2023-03-27', '2023-03-27T07:00:00.000Z', 'the Monday after'],
    ['2023-10-27', '2023-10-27T07:00:00.000Z', 'the Friday before they go back'],
    ['2023-10-30', '2023-10-30T08:00:00.000Z', 'the Monday after'],
  ])('opens at nine on %s (%s)', (day, expected) => {
    expect(new Date(berlin.opening(day)).toISOString()).toBe(expected);
  });

  it('has a day of 23 hours and one of 25', () => {
    expect((berlin.endOf('2023-03-26') - berlin.endOf('2023-03-25')) / 3_600_000).toBe(23);
    expect((berlin.endOf('2023-10-29') - berlin.endOf('2023-10-28')) / 3_600_000).toBe(25);
  });

  it('puts every quarter of an hour of the change on its own day', () => {
    for (let moment = Date.parse('2023-10-28T12:00:00Z'); moment < Date.parse('2023-10-30T12:00:00Z'); moment += 900_000) {
      const day = berlin.dayOf(moment);
      expect(moment >= berlin.at(day, '00:00') && moment < berlin.endOf(day)).toBe(true);
    }
  });

  it('knows clocks that change by half an hour, at half past', () => {
    const lordHowe = makeCalendar(plain('Australia/Lord_Howe'));
    for (let moment = Date.parse('2023-09-30T12:00:00Z'); moment < Date.parse('2023-10-02T00:00:00Z'); moment += 900_000) {
      const day = lordHowe.dayOf(moment);
      expect(moment >= lordHowe.at(day, '00:00') && moment < lordHowe.endOf(day)).toBe(true);
    }
  });
});

describe('a slice of a calendar', () => {
  it('carries the exceptions of its days only and counts the same within them', () => {
    const slice = calendarSlice(china2023, '2023-06-01', '2023-06-30');
    expect(Object.keys(slice.exceptions)).toEqual(['2023-06-22', '2023-06-23', '2023-06-25']);
    expect(makeCalendar(slice).addWorkdays('2023-06-21', 1)).toBe('2023-06-25');
  });
});
