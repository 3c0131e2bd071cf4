import type { Calendar, Day, Moment } from './calendar.ts';
import { overdueFrom } from './deadline.ts';
import type { Ladder } from './ladder.ts';
import { isOver, type Status } from './ledger-item.ts';

/** `grey` over · `blue` waits for review · `green` in time · `amber` due within three workdays · `red` overdue. */
export type Light = 'grey' | 'blue' | 'green' | 'amber' | 'red';

const amberWorkdays = 3;

/** How an item looks at `now`; computed from its due day, so no change of state is needed for it to turn. */
export function light(item: { status: Status; due: Day | null }, ladder: Pick<Ladder, 'restDay'>, now: Moment, calendar: Calendar): Light {
  if (isOver(item)) return 'grey';
  if (item.status === 'submitted') return 'blue';
  if (item.due === null) return 'green';
  if (now >= overdueFrom(item.due, ladder, calendar)) return 'red';
  return calendar.addWorkdays(calendar.dayOf(now), amberWorkdays) >= item.due ? 'amber' : 'green';
}
