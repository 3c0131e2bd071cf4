import type { Calendar, Day, Moment } from './calendar.ts';
import { overdueFrom } from './deadline.ts';
import type { Ladder } from './ladder.ts';
import { standing, type Status } from './ledger-item.ts';
import { obligationStanding, type ObligationStatus } from './obligation.ts';
import type { Chased } from './subject.ts';

/** `grey` over · `blue` waits for review · `green` in time · `amber` due within three workdays · `red` overdue. */
export type Light = 'grey' | 'blue' | 'green' | 'amber' | 'red';

const amberWorkdays = 3;

/** How an item looks at `now`; computed from its due day, so no change of state is needed for it to turn. */
export function light(item: { status: Status; due: Day | null }, ladder: Pick<Ladder, 'restDay'>, now: Moment, calendar: Calendar): Light {
  return shine(standing(item.status), item.due, ladder, now, calendar);
}

/** The same for an obligation; one whose first day is still to come is green. */
export function obligationLight(
  obligation: { status: ObligationStatus; due: Day },
  ladder: Pick<Ladder, 'restDay'>,
  now: Moment,
  calendar: Calendar,
): Light {
  return shine(obligationStanding(obligation.status), obligation.due, ladder, now, calendar);
}

function shine(stands: Chased['standing'], due: Day | null, ladder: Pick<Ladder, 'restDay'>, now: Moment, calendar: Calendar): Light {
  if (stands === 'over') return 'grey';
  if (stands === 'answered') return 'blue';
  if (due === null) return 'green';
  if (now >= overdueFrom(due, ladder, calendar)) return 'red';
  return calendar.addWorkdays(calendar.dayOf(now), amberWorkdays) >= due ? 'amber' : 'green';
}
