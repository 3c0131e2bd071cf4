import type { Actor } from '../actor.ts';
import type { AgendaEntry } from '../agenda.ts';
import type { Calendar, Moment } from '../calendar.ts';
import { decideObligation, type ObligationCommand } from '../decide-obligation.ts';
import { obligationClock, obligationId, owe } from '../obligation.ts';
import type { ObligationRule } from '../plan.ts';
import type { Rules } from '../subject.ts';
import { reactionMs, submission, type Assumption } from './assumption.ts';
import { collectSent, unanswered } from './sent.ts';

/** What somebody does to an obligation, and when. */
export interface ObligationDeed {
  at: Moment;
  by: 'office' | 'unit';
  command: ObligationCommand;
}

export interface ObligationLife {
  sent: AgendaEntry[];
  /** What people do about it, in order. */
  deeds: ObligationDeed[];
}

const unit = 'unit';
const actors: Record<ObligationDeed['by'], Actor> = {
  office: { id: 'office', role: 'coordinator' },
  unit: { id: 'unit', role: 'countyOfficer', unit },
};

/**
 * Everything that is sent about an obligation until it is accepted, if people behave as assumed: its real life by `decideObligation`, and
 * before each change what the postman has sent by then. The same for every unit that owes it.
 */
export function obligationLife(rule: ObligationRule, rules: Rules, assume: Assumption, calendar: Calendar): ObligationLife {
  const { ladder } = rule;
  const sent = collectSent(ladder, calendar);
  let obligation = owe(rule, { id: obligationId(rule, unit), unit, launched: -Infinity, rulesVersion: rules.version }, calendar);
  const deeds: ObligationDeed[] = [];
  const give = (by: ObligationDeed['by'], at: Moment, command: ObligationCommand): void => {
    sent.until(obligationClock(obligation), at);
    obligation = decideObligation(obligation, command, actors[by], { now: at, calendar, rules });
    deeds.push({ at, by, command });
  };

  const submitted = submission(assume, rule.due, obligation.armedAt ?? 0, ladder, calendar);
  if (submitted === null) {
    sent.until(obligationClock(obligation), Infinity);
    return { sent: sent.entries, deeds };
  }
  for (;;) {
    const escalation = unanswered(obligationClock(obligation), ladder, calendar, submitted);
    if (!escalation) break;
    give('office', escalation.at + reactionMs, { action: 'acknowledge', rung: escalation.rung });
  }
  give('unit', submitted, { action: 'submit', note: 'done', evidence: [] });
  const accepted = calendar.opening(calendar.addWorkdays(calendar.dayOf(submitted), 1)) + reactionMs;
  give('office', accepted, { action: 'accept', note: 'seen' });
  return { sent: sent.entries, deeds };
}
