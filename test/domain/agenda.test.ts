import { describe, expect, it } from '@jest/globals';
import { agenda, type AgendaEntry } from '../../domain/agenda.ts';
import { clockState, type LedgerItem } from '../../domain/ledger-item.ts';
import type { Rules } from '../../domain/subject.ts';
import {
  after,
  assign,
  close,
  coordinator,
  director,
  giveBack,
  leader,
  officer,
  plan,
  registered,
  sign,
  submit,
  type Step,
} from './item.ts';
import { at, calendar, complex, difficult, general, shown } from '../support/rules.ts';

const planned = (item: LedgerItem, rules: Rules = complex): AgendaEntry[] => agenda(clockState(item), rules.ladder, calendar);
const told = (item: LedgerItem, rules: Rules = complex): string[] =>
  planned(item, rules).map(({ at: moment, rung, to }) => `${shown(moment)} ${rung} → ${to.join(', ')}`);
const rungs = (item: LedgerItem, rules: Rules = complex): string[] =>
  planned(item, rules).map(({ at: moment, rung }) => `${shown(moment).slice(5, 10)} ${rung}`);
const assignedAt = (time: string, rules: Rules, due: string | null = null): LedgerItem =>
  after(
    [
      [coordinator, time, { action: 'assign' }],
      [officer, time, { action: 'sign' }],
    ],
    { ...registered, difficulty: rules.key, due },
    rules,
  );

describe('an item of each class, signed the day it was assigned, that nobody mends', () => {
  it('complex, due on Saturday 15 July: counts from Friday 14 July', () => {
    expect(told(assignedAt('2023-06-26 08:00', complex))).toEqual([
      '2023-06-26 09:00 assigned → responsible',
      '2023-06-30 09:00 complex:-10 → responsible',
      '2023-07-07 09:00 complex:-5 → responsible',
      '2023-07-11 09:00 complex:-3 → responsible',
      '2023-07-13 09:00 complex:-1 → responsible, contact',
      '2023-07-14 09:00 complex:0 → responsible, contact',
      '2023-07-17 09:00 complex:+1 → director, contact, responsible',
      '2023-07-19 09:00 complex:+3 → office, director, contact, responsible',
      '2023-07-21 09:00 complex:+5 → deputies, office, director, contact, responsible',
      '2023-07-25 09:00 complex:+5:unacknowledged → leader',
      '2023-07-26 09:00 complex:+8 → leader, deputies, office, director, contact, responsible',
    ]);
  });

  it('difficult, due on Sunday 15 October: counts back over the National Day week', () => {
    expect(rungs(assignedAt('2023-08-21 08:00', difficult), difficult)).toEqual([
      '08-21 assigned',
      '08-28 difficult:-30',
      '09-18 difficult:-15',
      '09-28 difficult:-7',
      '10-10 difficult:-3',
      '10-12 difficult:-1',
      '10-13 difficult:0',
      '10-16 difficult:+1',
      '10-18 difficult:+3',
      '10-20 difficult:+5',
      '10-24 difficult:+5:unacknowledged',
      '10-25 difficult:+8',
    ]);
  });

  it('general, three workdays after Thursday 13 July', () => {
    expect(rungs(assignedAt('2023-07-13 08:55', general), general)).toEqual([
      '07-13 assigned',
      '07-17 general:-1',
      '07-18 general:0',
      '07-19 general:+1',
      '07-20 general:+2',
      '07-24 general:+4',
      '07-26 general:+6',
    ]);
  });
});

describe('the opening message', () => {
  it.each([
    ['2023-07-13 00:00', '2023-07-13 09:00'],
    ['2023-07-13 09:00', '2023-07-13 09:00'],
    ['2023-07-13 09:01', '2023-07-14 09:00'],
    ['2023-07-14 17:59', '2023-07-17 09:00'],
    ['2023-06-22 10:00', '2023-06-25 09:00'],
  ])('of an assignment at %s leaves at %s', (time, expected) => {
    expect(told(assignedAt(time, complex))[0]).toBe(`${expected} assigned → responsible`);
  });
});

describe('rungs that fall before the assignment', () => {
  it.each([
    ['2023-07-13 08:55', ['complex:-1', 'complex:0']],
    ['2023-07-13 09:00', ['complex:-1', 'complex:0']],
    ['2023-07-13 09:01', ['complex:0']],
    ['2023-07-14 09:01', []],
  ])('assigned at %s, the reminders still planned are %j', (time, expected) => {
    const reminders = planned(assignedAt(time, complex)).filter(({ kind }) => kind === 'reminder');
    expect(reminders.map(({ rung }) => rung)).toEqual(expected);
  });

  it('an item assigned on the rest day of its deadline is not overdue: the first escalation keeps its day', () => {
    expect(rungs(assignedAt('2023-07-15 10:00', complex)).slice(0, 2)).toEqual(['07-17 assigned', '07-17 complex:+1']);
  });

  it('an item that comes in overdue starts at its first overdue rung in the next window, the others keep their distance', () => {
    expect(rungs(assignedAt('2023-08-01 10:00', complex))).toEqual([
      '08-02 assigned',
      '08-02 complex:+1',
      '08-04 complex:+3',
      '08-08 complex:+5',
      '08-10 complex:+5:unacknowledged',
      '08-11 complex:+8',
    ]);
  });

  it('one minute after the first overdue window the ladder starts anew, at it it does not', () => {
    expect(rungs(assignedAt('2023-07-17 09:00', complex))[1]).toBe('07-17 complex:+1');
    expect(rungs(assignedAt('2023-07-17 09:01', complex))[1]).toBe('07-18 complex:+1');
  });
});

describe('an item nobody signs', () => {
  it('is chased two full workdays after the message left, its director a workday later', () => {
    const item = after([[coordinator, '2023-06-21 17:00', { action: 'assign' }]]);
    const chasers = planned(item).filter(({ kind }) => kind === 'chaser');
    expect(chasers.map(({ at: moment, rung, to }) => `${shown(moment)} ${rung} ${to.join()}`)).toEqual([
      '2023-06-27 09:00 unsigned:+2 responsible',
      '2023-06-28 09:00 unsigned:+3 director',
    ]);
    expect(chasers.every(({ stoppedBy }) => stoppedBy.includes('sign'))).toBe(true);
  });

  it.each<[string, Step]>([
    ['signing', sign],
    ['planning measures', plan],
  ])('is not chased after %s', (_, step) => {
    expect(planned(after([assign, step])).filter(({ rung }) => rung.startsWith('unsigned'))).toEqual([]);
  });
});

describe('the climb of an escalation', () => {
  const late = after([assign, sign]);
  const acknowledge = (rung: string, time: string): Step => [director, time, { action: 'acknowledge', rung }];

  it('is planned only where the next level would otherwise wait longer', () => {
    expect(
      planned(late)
        .filter(({ rung }) => rung.endsWith('unacknowledged'))
        .map(({ rung }) => rung),
    ).toEqual(['complex:+5:unacknowledged']);
  });

  it('stops when somebody acknowledges, while the calendar goes on', () => {
    const acknowledged = after([acknowledge('complex:+5', '2023-07-21 09:30')], late);
    expect(rungs(acknowledged).slice(-2)).toEqual(['07-21 complex:+5', '07-26 complex:+8']);
  });

  it('goes on when only a lower rung was acknowledged', () => {
    expect(rungs(after([acknowledge('complex:+1', '2023-07-17 10:00')], late))).toEqual(rungs(late));
  });
});

describe('what stops everything', () => {
  it.each<[string, Step[], string[]]>([
    ['submitting', [submit], []],
    ['closing', [submit, close], []],
    ['voiding', [[coordinator, '2023-07-07 10:00', { action: 'void', reason: '重复登记' }]], []],
  ])('%s leaves nothing to send', (_, steps, expected) => {
    expect(rungs(after([assign, sign, plan, ...steps]))).toEqual(expected);
  });

  it('says nothing of an item that nobody is charged with', () => {
    expect(planned(registered)).toEqual([]);
  });

  it('still tells an instruction given about a submitted item', () => {
    const instructed = after([
      assign,
      sign,
      plan,
      submit,
      [leader, '2023-07-07 19:00', { action: 'instruct', text: '从严核查', urgent: false }],
    ]);
    expect(told(instructed)).toEqual(['2023-07-10 09:00 instructed:1 → responsible']);
    expect(planned(instructed)[0]?.stoppedBy).toEqual(['close', 'void']);
  });

  it('tells an urgent instruction at any hour of any day', () => {
    const instructed = after([assign, [leader, '2023-07-01 23:10', { action: 'instruct', text: '立即核查', urgent: true }]]);
    expect(planned(instructed).find(({ urgent }) => urgent)).toMatchObject({ at: at('2023-07-01 23:10'), rung: 'instructed:1' });
  });

  it('an opening message not yet gone is stopped by submitting', () => {
    expect(planned(after([assign]))[0]?.stoppedBy).toEqual(['submit', 'close', 'void']);
  });
});

describe('a new arm revision', () => {
  const worked = after([assign, sign, plan]);

  it('after a return gives the grace and leaves no rung of the old deadline', () => {
    const returned = after([submit, [coordinator, '2023-07-17 15:00', { action: 'returnItem', reason: '证据不足' }]], worked);
    expect(returned.due).toBe('2023-07-20');
    expect(rungs(returned).slice(0, 4)).toEqual(['07-18 returned', '07-19 complex:-1', '07-20 complex:0', '07-21 complex:+1']);
  });

  it('after a return that still has time keeps the day', () => {
    expect(after([submit, giveBack], worked).due).toBe('2023-07-15');
  });

  it('after an approved extension counts from the new day', () => {
    const extended = after(
      [
        [officer, '2023-07-12 10:00', { action: 'requestExtension', until: '2023-08-11', reason: '设备采购' }],
        [coordinator, '2023-07-13 10:00', { action: 'decideExtension', approved: true, reason: '同意' }],
      ],
      worked,
    );
    expect(rungs(extended).slice(0, 6)).toEqual([
      '07-14 decided',
      '07-28 complex:-10',
      '08-04 complex:-5',
      '08-08 complex:-3',
      '08-10 complex:-1',
      '08-11 complex:0',
    ]);
  });

  it('keeps an instruction that has yet to leave, and no other notice', () => {
    const item = after(
      [
        submit,
        [leader, '2023-07-07 19:00', { action: 'instruct', text: '从严核查', urgent: false }],
        [coordinator, '2023-07-08 10:00', { action: 'returnItem', reason: '证据不足' }],
      ],
      worked,
    );
    expect(item.notices.map(({ rung }) => rung)).toEqual(['returned', 'instructed:1']);
  });

  it('does not repeat an instruction that has left', () => {
    const item = after([submit, [leader, '2023-07-07 19:00', { action: 'instruct', text: '从严核查', urgent: false }], giveBack], worked);
    expect(item.notices.map(({ rung }) => rung)).toEqual(['returned']);
  });
});

describe('an extension nobody decides', () => {
  it('is told to the office two workdays after the request, until it is decided', () => {
    const asked = after([
      assign,
      sign,
      plan,
      [officer, '2023-07-06 10:00', { action: 'requestExtension', until: '2023-08-11', reason: '设备采购' }],
    ]);
    expect(told(asked).filter((line) => line.includes('undecided'))).toEqual(['2023-07-11 09:00 undecided:1:+2 → office']);
    const refused = after([[coordinator, '2023-07-06 15:00', { action: 'decideExtension', approved: false, reason: '不同意' }]], asked);
    expect(told(refused).filter((line) => line.includes('decided'))).toEqual(['2023-07-07 09:00 decided:1 → responsible']);
  });
});
