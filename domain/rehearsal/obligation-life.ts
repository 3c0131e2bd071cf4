import type { AgendaEntry } from '../agenda.ts';
import type { Calendar } from '../calendar.ts';
import { obligationSubject } from '../obligation.ts';
import type { ObligationRule } from '../plan.ts';
import type { Chased } from '../subject.ts';
import { submission, type Assumption } from './assumption.ts';
import { collectSent, unanswered } from './sent.ts';

/** Everything that is sent about an obligation until it is answered, if people behave as assumed; the same for every unit that owes it. */
export function obligationLife(rule: ObligationRule, assume: Assumption, calendar: Calendar): AgendaEntry[] {
  const { ladder } = rule;
  const sent = collectSent(ladder, calendar);
  const open: Chased = obligationSubject(rule, '', calendar);
  const submitted = submission(assume, rule.due, open.armedAt ?? 0, ladder, calendar);
  if (submitted === null) {
    sent.until(open, Infinity);
    return sent.entries;
  }
  let acknowledging = open;
  for (;;) {
    const escalation = unanswered(acknowledging, ladder, calendar, submitted);
    if (!escalation) break;
    acknowledging = { ...acknowledging, acknowledged: [...acknowledging.acknowledged, escalation.rung] };
  }
  sent.until(acknowledging, submitted);
  return sent.entries;
}
