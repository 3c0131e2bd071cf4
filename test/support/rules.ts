import { makeCalendar, type CalendarData } from '../../domain/calendar.ts';
import type { Ladder, Rung } from '../../domain/ladder.ts';
import { obligationRulesKey } from '../../domain/obligation.ts';
import type { Rules } from '../../domain/subject.ts';

/** China's rest days and make-up workdays of 2023, with New Year's of 2024. */
const rest = [
  ['2023-01-02', '2023-01-02'],
  ['2023-01-23', '2023-01-27'],
  ['2023-04-05', '2023-04-05'],
  ['2023-05-01', '2023-05-03'],
  ['2023-06-22', '2023-06-23'],
  ['2023-09-29', '2023-09-29'],
  ['2023-10-02', '2023-10-06'],
  ['2024-01-01', '2024-01-01'],
];
const work = ['2023-01-28', '2023-01-29', '2023-04-23', '2023-05-06', '2023-06-25', '2023-10-07', '2023-10-08'];

function daysFrom([first = '', last = '']: string[]): string[] {
  const days: string[] = [];
  for (let time = Date.parse(first); time <= Date.parse(last); time += 86_400_000) days.push(new Date(time).toISOString().slice(0, 10));
  return days;
}

export const china2023: CalendarData = {
  zone: 'Asia/Shanghai',
  opens: '09:00',
  closes: '18:00',
  exceptions: Object.fromEntries([
    ...rest.flatMap(daysFrom).map((day) => [day, 'rest'] as const),
    ...work.map((day) => [day, 'work'] as const),
  ]),
  knownYears: [2023],
};

export const calendar = makeCalendar(china2023);

/** A moment in Shanghai: `at('2023-07-13 09:00')`. */
export function at(text: string): number {
  return Date.parse(`${text.replace(' ', 'T')}:00+08:00`);
}

/** `2023-07-13 09:00` in Shanghai. */
export function shown(moment: number): string {
  return new Date(moment + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
}

const rung = (offset: number, ...to: string[]): Rung => ({ offset, to });
const before = (...offsets: number[]): Rung[] => offsets.map((offset) => rung(offset, 'responsible'));
const withContact = (...offsets: number[]): Rung[] => offsets.map((offset) => rung(offset, 'responsible', 'contact'));
const climbing = (offsets: [number, number, number, number], ...below: string[]): Rung[] => [
  rung(offsets[0], 'director', ...below),
  rung(offsets[1], 'office', 'director', ...below),
  rung(offsets[2], 'deputies', 'office', 'director', ...below),
  rung(offsets[3], 'leader', 'deputies', 'office', 'director', ...below),
];

/** `director`: the role that answers for a unit, by whatever name a plan gives it. */
function ladder(key: string, rungs: Rung[], director = 'director'): Ladder {
  return {
    key,
    restDay: 'before',
    opening: ['responsible'],
    rungs,
    unsigned: [rung(2, 'responsible'), rung(3, director)],
    undecided: [rung(2, 'office')],
    acknowledgeWithin: 2,
  };
}

interface Particulars {
  director: string;
  graceWorkdays: number;
  chaserCooldownWorkdays: number;
}

const ofReference: Particulars = { director: 'director', graceWorkdays: 3, chaserCooldownWorkdays: 1 };

function rules(key: string, due: Rules['due'], rungs: Rung[], particulars = ofReference): Rules {
  const { director, graceWorkdays, chaserCooldownWorkdays } = particulars;
  return {
    key,
    version: 1,
    due,
    ladder: ladder(key, rungs, director),
    returns: { limit: 2, graceWorkdays, orderTo: [director, 'office'] },
    chaserCooldownWorkdays,
    campaignEnds: '2023-12-31',
    calendar: china2023,
  };
}

/** The reference plan's classes (product.md, "The reference plan's decisions"). */
export const general = rules('general', { workdaysAfterAssignment: 3 }, [...before(-1, 0), ...climbing([1, 2, 4, 6], 'responsible')]);
const lastFive = [...withContact(-1, 0), ...climbing([1, 3, 5, 8], 'contact', 'responsible')];
export const complex = rules('complex', { day: '2023-07-15' }, [...before(-10, -5, -3), ...lastFive]);
export const difficult = rules('difficult', { day: '2023-10-15' }, [...before(-30, -15, -7, -3), ...lastFive]);

export const classes = { general, complex, difficult };

/** What units owe: nobody signs for it. */
export const obligationLadder: Ladder = {
  ...ladder('obligation', [rung(-5, 'contact'), rung(-2, 'contact'), rung(0, 'contact'), ...climbing([1, 2, 4, 6], 'contact')]),
  opening: ['contact'],
  unsigned: [],
};

const ofAnother: Particulars = { director: 'countyDirector', graceWorkdays: 5, chaserCooldownWorkdays: 2 };
const soon = [...before(-3), ...withContact(-1, 0)];
const overdue = [
  rung(1, 'countyDirector', 'responsible'),
  rung(3, 'office', 'countyDirector'),
  rung(5, 'deputies', 'office'),
  rung(8, 'leader', 'deputies'),
];

/** The classes of another plan: each escalation tells the level below along, and nobody further down. Complex ones are due on a Saturday. */
export const generalRules = rules('general', { workdaysAfterAssignment: 3 }, [...before(-1, 0), ...overdue], ofAnother);
export const complexRules = rules('complex', { day: '2023-07-15' }, [...before(-10, -5), ...soon, ...overdue], ofAnother);
export const difficultRules = rules('difficult', { day: '2023-10-15' }, [...before(-30), ...soon, ...overdue], ofAnother);

/** What a plan has for reports: reminders of the unit's contact, then one rung after another to the same. */
export const reportRules: Rules = {
  ...generalRules,
  key: obligationRulesKey('report'),
  due: { day: '2023-07-31' },
  ladder: {
    ...generalRules.ladder,
    key: 'obligation',
    opening: ['contact'],
    unsigned: [],
    rungs: [-5, -2, 0, 1, 2, 4, 6].map((offset) => rung(offset, 'contact')),
  },
};
