import type { CalendarData } from '../../domain/calendar.ts';
import type { Ladder, Rung } from '../../domain/ladder.ts';
import type { Rules } from '../../domain/subject.ts';

const rest = ['2023-06-22', '2023-06-23', '2023-09-29', '2023-10-02', '2023-10-03', '2023-10-04', '2023-10-05', '2023-10-06'];
const work = ['2023-06-25', '2023-10-07', '2023-10-08'];

/** The second half of 2023 as it was in China: dragon-boat and autumn holidays with their make-up days. */
export const calendar2023: CalendarData = {
  zone: 'Asia/Shanghai',
  opens: '09:00',
  closes: '18:00',
  exceptions: Object.fromEntries([...rest.map((day) => [day, 'rest'] as const), ...work.map((day) => [day, 'work'] as const)]),
  knownYears: [2023],
};

const rung = (offset: number, ...to: string[]): Rung => ({ offset, to });

function ladder(key: string, rungs: Rung[]): Ladder {
  return {
    key,
    restDay: 'before',
    opening: ['responsible'],
    rungs,
    unsigned: [rung(2, 'responsible'), rung(3, 'countyDirector')],
    undecided: [rung(2, 'office')],
    acknowledgeWithin: 2,
  };
}

function rules(key: string, due: Rules['due'], rungs: Rung[]): Rules {
  return {
    key,
    version: 1,
    due,
    ladder: ladder(key, rungs),
    returns: { limit: 2, graceWorkdays: 5, orderTo: ['countyDirector', 'office'] },
    chaserCooldownWorkdays: 2,
    campaignEnds: '2023-12-31',
    calendar: calendar2023,
  };
}

const soon = [rung(-3, 'responsible'), rung(-1, 'responsible', 'contact'), rung(0, 'responsible', 'contact')];
const overdue = [
  rung(1, 'countyDirector', 'responsible'),
  rung(3, 'office', 'countyDirector'),
  rung(5, 'deputies', 'office'),
  rung(8, 'leader', 'deputies'),
];

/** Three classes as a plan might have them; complex ones are due on a Saturday. */
export const generalRules = rules('general', { workdaysAfterAssignment: 3 }, [rung(-1, 'responsible'), rung(0, 'responsible'), ...overdue]);
export const complexRules = rules('complex', { day: '2023-07-15' }, [
  rung(-10, 'responsible'),
  rung(-5, 'responsible'),
  ...soon,
  ...overdue,
]);
export const difficultRules = rules('difficult', { day: '2023-10-15' }, [rung(-30, 'responsible'), ...soon, ...overdue]);
