import { describe, expect, it } from '@jest/globals';
import { agenda } from '../../../domain/agenda.ts';
import { makeCalendar } from '../../../domain/calendar.ts';
import { obligationSubject } from '../../../domain/obligation.ts';
import { assumptions } from '../../../domain/rehearsal/assumption.ts';
import { bookOf, item, referencePlan, told } from './reference-book.ts';

const office = '时水利、朱学勇、刘成龙、王巍、王情、高冉、王磊';
const officeLess = '朱学勇、刘成龙、王巍、王情、高冉、王磊';
const deputies = '袁文修、李石槽、时水利、郭宾、万鹏';

describe('one complex item assigned on 13 July', () => {
  it('mended on time: told, reminded, and nothing more', () => {
    expect(told(bookOf([item(1, 'complex')], 'on-time'))).toEqual([
      '07-13 09:00 assigned → 徐娟',
      '07-13 09:00 complex:-1 → 徐娟、延津县 联系人',
      '07-14 09:00 complex:0 → 徐娟、延津县 联系人',
    ]);
  });

  it('mended three workdays late: two escalations, acknowledged, so no climb', () => {
    expect(told(bookOf([item(1, 'complex')], 'late')).slice(3)).toEqual([
      '07-17 09:00 complex:+1 → 延津县 单位负责人、延津县 联系人、徐娟',
      `07-19 09:00 complex:+3 → ${office}、延津县 单位负责人、延津县 联系人、徐娟`,
    ]);
  });

  it('never mended nor signed: every rung, both chasers and the climb, each person once a rung', () => {
    expect(told(bookOf([item(1, 'complex')], 'never')).slice(3)).toEqual([
      '07-17 09:00 complex:+1 → 延津县 单位负责人、延津县 联系人、徐娟',
      '07-17 09:00 unsigned:+2 → 徐娟',
      '07-18 09:00 unsigned:+3 → 延津县 单位负责人',
      `07-19 09:00 complex:+3 → ${office}、延津县 单位负责人、延津县 联系人、徐娟`,
      `07-21 09:00 complex:+5 → ${deputies}、${officeLess}、延津县 单位负责人、延津县 联系人、徐娟`,
      '07-25 09:00 complex:+5:unacknowledged → 岳绍琪',
      `07-26 09:00 complex:+8 → 岳绍琪、${deputies}、${officeLess}、延津县 单位负责人、延津县 联系人、徐娟`,
    ]);
  });
});

describe('other items', () => {
  it('at once is three workdays after the day of assignment', () => {
    expect(told(bookOf([item(1, 'general')], 'on-time'))).toEqual([
      '07-13 09:00 assigned → 徐娟',
      '07-17 09:00 general:-1 → 徐娟',
      '07-18 09:00 general:0 → 徐娟',
    ]);
  });

  it('assigned on a rest day is told in the next window', () => {
    expect(told(bookOf([item(1, 'general')], 'on-time', '2023-07-15'))[0]).toBe('07-17 09:00 assigned → 徐娟');
  });

  it('already overdue when it comes in: escalated the day it is told, mended that day', () => {
    expect(told(bookOf([item(1, 'complex')], 'on-time', '2023-08-01'))).toEqual([
      '08-01 09:00 assigned → 徐娟',
      '08-01 09:00 complex:+1 → 延津县 单位负责人、延津县 联系人、徐娟',
    ]);
  });

  it('the ledger’s own deadline goes before the class’s', () => {
    expect(told(bookOf([item(1, 'complex', { due: '2023-07-20' })], 'on-time')).at(-1)).toBe('07-20 09:00 complex:0 → 徐娟、延津县 联系人');
  });

  it('done already makes no message', () => {
    const { messages, summary } = bookOf([item(1, 'complex', { done: true })], 'never');
    expect([messages, summary.items, summary.done]).toEqual([[], 1, 1]);
  });

  it('without a responsible person the unit’s contact is told, once', () => {
    expect(told(bookOf([item(1, 'complex', { responsible: null })], 'on-time'))).toEqual([
      '07-13 09:00 assigned → 延津县 联系人',
      '07-13 09:00 complex:-1 → 延津县 联系人',
      '07-14 09:00 complex:0 → 延津县 联系人',
    ]);
  });

  it('of an unknown class are refused by name', () => {
    expect(() => bookOf([item(7, 'hopeless')], 'never')).toThrow('the plan has no class hopeless (item:yanjin:7)');
  });
});

describe('digests', () => {
  it('what one person gets in one window is one delivery', () => {
    const { messages, summary } = bookOf([item(1, 'complex'), item(2, 'complex'), item(3, 'general')], 'on-time');
    const first = messages.filter(({ at, to }) => at.startsWith('2023-07-13') && to[0] === '徐娟');
    expect([first.length, new Set(first.map(({ delivery }) => delivery)).size]).toEqual([5, 1]);
    expect(summary.deliveries).toBe(new Set(messages.map(({ delivery }) => delivery)).size);
  });

  it('people of one name in two counties are two people', () => {
    const { messages } = bookOf([item(1, 'general'), item(2, 'general', { unit: 'weihui' })], 'on-time');
    expect(new Set(messages.filter(({ rung }) => rung === 'assigned').map(({ delivery }) => delivery)).size).toBe(2);
  });
});

describe('the whole plan', () => {
  it('never answered, is exactly the agenda of every obligation for every unit that owes it', () => {
    const calendar = makeCalendar(referencePlan.calendar);
    const expected = referencePlan.obligations.flatMap((rule) =>
      rule.owedBy.flatMap((unit) => {
        const subject = obligationSubject(rule, unit, calendar);
        return agenda(subject, rule.ladder, calendar).map(({ at, rung }) => `${subject.id} ${rung} ${at}`);
      }),
    );
    const { messages, summary } = bookOf([], 'never', '2023-07-13', referencePlan);
    const rows = new Set(messages.map(({ subject, rung, at }) => `${subject} ${rung} ${Date.parse(at)}`));
    expect([...rows].sort()).toEqual(expected.sort());
    expect(summary.obligations).toBe(referencePlan.obligations.reduce((sum, { owedBy }) => sum + owedBy.length, 0));
  });

  it.each(assumptions)('%s: in order of time, on workdays at nine, each rung once a person', (assume) => {
    const { messages } = bookOf([item(1, 'complex'), item(2, 'general'), item(3, 'difficult')], assume, '2023-07-13', referencePlan);
    const calendar = makeCalendar(referencePlan.calendar);
    expect(messages.length).toBeGreaterThan(300);
    expect(messages.map(({ at }) => at)).toEqual(messages.map(({ at }) => at).sort());
    expect(messages.every(({ at }) => at.endsWith('T09:00:00+08:00') && calendar.isWorkday(at.slice(0, 10)))).toBe(true);
    expect(new Set(messages.map(({ subject, rung, delivery }) => `${subject} ${rung} ${delivery}`)).size).toBe(messages.length);
  });

  it('the longer people wait, the more is sent, and what is sent on time is sent late too', () => {
    const of = (assume: (typeof assumptions)[number]) =>
      new Set(
        bookOf([item(1, 'complex')], assume, '2023-07-13', referencePlan).messages.map(
          ({ subject, rung, to }) => `${subject} ${rung} ${to.join()}`,
        ),
      );
    const [onTime, late, never] = [of('on-time'), of('late'), of('never')];
    expect([[...onTime].every((line) => late.has(line)), [...late].every((line) => never.has(line))]).toEqual([true, true]);
    expect([late.size > onTime.size, never.size > late.size]).toEqual([true, true]);
  });
});

describe('the totals', () => {
  const { messages, summary } = bookOf([item(1, 'complex'), item(2, 'general')], 'late', '2023-07-13', referencePlan);

  it.each<[string, number]>([
    ['kinds', Object.values(summary.byKind).reduce((sum, count) => sum + count, 0)],
    ['rungs', Object.values(summary.byRung).reduce((sum, count) => sum + count, 0)],
    ['people', summary.byPerson.reduce((sum, row) => sum + row.messages, 0)],
    ['units', summary.byUnit.reduce((sum, row) => sum + row.messages, 0)],
    ['days', summary.byDay.reduce((sum, row) => sum + row.messages, 0)],
  ])('by %s add up to all messages', (_, sum) => {
    expect(sum).toBe(messages.length);
  });

  it('the fullest day has the most and the emptiest workday the fewest', () => {
    expect(summary.fullest[0]?.messages).toBe(Math.max(...summary.byDay.map((row) => row.messages)));
    expect(summary.emptiest[0]?.messages).toBe(0);
    expect(summary.emptiest.every(({ day }) => makeCalendar(referencePlan.calendar).isWorkday(day))).toBe(true);
  });
});
