import { calendarSlice } from './calendar.ts';
import { obligationRulesKey } from './obligation.ts';
import type { Difficulty, ObligationRule, Plan } from './plan.ts';
import type { Rules } from './subject.ts';

/** The slice of a plan that items of one class live by. Holidays reach from a year before the campaign to a year after it. */
export function rulesOfClass(plan: Plan, difficulty: Difficulty, version: number): Rules {
  return { key: difficulty.key, version, due: difficulty.due, ladder: difficulty.ladder, ...common(plan) };
}

/** The slice that an obligation lives by: the same for every unit that owes it. */
export function rulesOfObligation(plan: Plan, rule: ObligationRule, version: number): Rules {
  return { key: obligationRulesKey(rule.key), version, due: { day: rule.due }, ladder: rule.ladder, ...common(plan) };
}

function common(plan: Plan): Pick<Rules, 'returns' | 'chaserCooldownWorkdays' | 'campaignEnds' | 'calendar'> {
  const from = shiftYear(plan.starts, -1);
  const to = shiftYear(plan.ends, 1);
  return {
    returns: plan.returns,
    chaserCooldownWorkdays: plan.chaserCooldownWorkdays,
    campaignEnds: plan.ends,
    calendar: calendarSlice(plan.calendar, from, to),
  };
}

function shiftYear(day: string, years: number): string {
  return `${Number(day.slice(0, 4)) + years}${day.slice(4)}`;
}
