import type { Calendar } from './calendar.ts';
import type { ObligationRule } from './plan.ts';
import type { TimedState } from './moments.ts';

/** Identity of what one unit owes under one rule: `obligation:yanjin:monthly-report:2023-07`. */
export function obligationId(rule: Pick<ObligationRule, 'key'>, unit: string): string {
  return `obligation:${unit}:${rule.key}`;
}

/**
 * What a unit owes, as `agenda()` chases it before anybody has answered. Its ladder begins when its first day opens
 * (09:00 in the reference plan); on a rest day the opening message waits for the next window, and rungs before it are not
 * planned. Nobody signs for an obligation (notice, part six (三): units report by fixed days).
 */
export function obligationSubject(rule: Pick<ObligationRule, 'key' | 'starts' | 'due'>, unit: string, calendar: Calendar): TimedState {
  const armedAt = calendar.opening(rule.starts);
  return {
    id: obligationId(rule, unit),
    armRevision: 1,
    armedAt,
    due: rule.due,
    standing: 'open',
    signed: null,
    notices: [{ rung: 'assigned', at: armedAt, to: [], urgent: false }],
    extension: null,
    acknowledged: [],
    late: false,
    escalated: null,
  };
}
