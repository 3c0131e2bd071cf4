import { describe, expect, it } from '@jest/globals';
import { agenda } from '../../domain/agenda.ts';
import { obligationId, obligationSubject } from '../../domain/obligation.ts';
import { at, calendar, obligationLadder, shown } from '../support/rules.ts';

const rungs = (starts: string, due: string) =>
  agenda(obligationSubject({ key: 'k', starts, due }, 'yanjin', calendar), obligationLadder, calendar).map(
    ({ at: moment, rung, to }) => `${shown(moment).slice(5)} ${rung} ${to[0] ?? ''}`,
  );

describe('what a unit owes', () => {
  it('the monthly report of July, due on Monday 31 July, begins on the first workday of the month', () => {
    expect(rungs('2023-07-01', '2023-07-31')).toEqual([
      '07-03 09:00 assigned contact',
      '07-24 09:00 obligation:-5 contact',
      '07-27 09:00 obligation:-2 contact',
      '07-31 09:00 obligation:0 contact',
      '08-01 09:00 obligation:+1 director',
      '08-02 09:00 obligation:+2 office',
      '08-04 09:00 obligation:+4 deputies',
      '08-08 09:00 obligation:+6 leader',
    ]);
  });

  it('the list due on Saturday 10 June begins and falls due on Friday 9 June, the first day', () => {
    expect(rungs('2023-06-09', '2023-06-10').slice(0, 3)).toEqual([
      '06-09 09:00 assigned contact',
      '06-09 09:00 obligation:0 contact',
      '06-12 09:00 obligation:+1 director',
    ]);
  });

  it('begins at the opening of its first day, and is never chased to be signed', () => {
    const subject = obligationSubject({ key: 'k', starts: '2023-06-09', due: '2023-06-20' }, 'yanjin', calendar);
    expect([subject.armedAt, subject.signed]).toEqual([at('2023-06-09 09:00'), null]);
  });

  it('has one name for each unit and rule', () => {
    expect(obligationId({ key: 'monthly-report:2023-07' }, 'yanjin')).toBe('obligation:yanjin:monthly-report:2023-07');
  });
});
