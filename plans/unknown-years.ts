import { makeCalendar } from '../domain/calendar.ts';
import type { Plan } from '../domain/plan.ts';

/**
 * The years a campaign touches, or one of its ladders climbs into, whose holidays nobody has given. `plan check` warns of them and launching waits
 * until the plan's calendar section makes them known.
 */
export function unknownYears(plan: Plan): number[] {
  const calendar = makeCalendar(plan.calendar);
  const deadlines = [
    ...plan.obligations,
    ...plan.difficulties.map(({ due, ladder }) => ({ due: 'day' in due ? due.day : plan.ends, ladder })),
  ];
  const last = deadlines
    .map(({ due, ladder }) => calendar.addWorkdays(due, Math.max(0, ...ladder.rungs.map(({ offset }) => offset))))
    .reduce((latest, day) => (day > latest ? day : latest), plan.ends);
  const years = [];
  for (let year = Number(plan.starts.slice(0, 4)); year <= Number(last.slice(0, 4)); year++) {
    if (!plan.calendar.knownYears.includes(year)) years.push(year);
  }
  return years;
}
