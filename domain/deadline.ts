import type { Calendar, Day, Moment } from './calendar.ts';
import type { Ladder } from './ladder.ts';

/** How a class of difficulty finds its deadline: a fixed day of the plan, or workdays ("at once", 立行立改) or days (三十日内) after assignment. */
export type DueRule = { day: Day } | { workdaysAfterAssignment: number } | { daysAfterAssignment: number };

/** The day by whose end a subject assigned at `assignedAt` is to be done. Notice, part five (一) 3: deadlines by class. */
export function dueDay(rule: DueRule, assignedAt: Moment, calendar: Calendar): Day {
  if ('day' in rule) return rule.day;
  const assigned = calendar.dayOf(assignedAt);
  return 'workdaysAfterAssignment' in rule
    ? calendar.addWorkdays(assigned, rule.workdaysAfterAssignment)
    : calendar.addDays(assigned, rule.daysAfterAssignment);
}

/** Day 0 of a ladder: the due day, or on a rest day the workday before it (after it, where the plan moves deadlines). */
export function ladderDay(due: Day, ladder: Pick<Ladder, 'restDay'>, calendar: Calendar): Day {
  return ladder.restDay === 'after' ? calendar.workdayOnOrAfter(due) : calendar.workdayOnOrBefore(due);
}

/** The first moment at which a subject due on `due` is overdue; a deadline moved by a rest day ends with the day it moved to. */
export function overdueFrom(due: Day, ladder: Pick<Ladder, 'restDay'>, calendar: Calendar): Moment {
  const last = ladder.restDay === 'after' ? calendar.workdayOnOrAfter(due) : due;
  return calendar.endOf(last);
}
