import type { Calendar, Day, Moment } from '../calendar.ts';
import { ladderDay } from '../deadline.ts';
import type { Ladder } from '../ladder.ts';

/**
 * How people are taken to behave.
 * `on-time`: they sign and plan measures an hour after the opening message, submit at 17:00 on the ladder's day 0 (two hours after a
 * window that opens late in the day), acknowledge every escalation within an hour, and the office verifies and closes on the next workday.
 * `late`: the same, but submitted three workdays after day 0. `never`: nobody signs, submits or acknowledges.
 */
export type Assumption = 'on-time' | 'late' | 'never';

export const assumptions: readonly Assumption[] = ['on-time', 'late', 'never'];

/** After the morning's messages have left: people sign, plan and acknowledge on the day they are told. */
export const reactionMs = 3_600_000;

const submittedAt = '17:00';
const lateWorkdays = 3;

/**
 * When people submit, or null for `never`. Where that day lies before they were even told (a subject that comes in overdue),
 * they submit on the workday that told them.
 */
export function submission(
  assume: Assumption,
  due: Day,
  armedAt: Moment,
  ladder: Pick<Ladder, 'restDay'>,
  calendar: Calendar,
): Moment | null {
  if (assume === 'never') return null;
  const day = calendar.addWorkdays(ladderDay(due, ladder, calendar), assume === 'late' ? lateWorkdays : 0);
  const told = calendar.dayOf(calendar.openingOnOrAfter(armedAt));
  const on = day > told ? day : told;
  // A window that opens late in the day: they are told, and react, before they submit.
  return Math.max(calendar.at(on, submittedAt), calendar.opening(on) + 2 * reactionMs);
}
