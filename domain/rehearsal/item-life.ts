import type { Actor } from '../actor.ts';
import type { AgendaEntry } from '../agenda.ts';
import type { Calendar, Day, Moment } from '../calendar.ts';
import { decide, type ItemCommand } from '../decide.ts';
import { clockState, register, type LedgerItem } from '../ledger-item.ts';
import type { Rules } from '../subject.ts';
import { reactionMs, submission, type Assumption } from './assumption.ts';
import { collectSent, unanswered } from './sent.ts';

/** What somebody does to an item, and when. */
export interface Deed {
  at: Moment;
  by: 'office' | 'county';
  command: ItemCommand;
}

export interface ItemLife {
  sent: AgendaEntry[];
  /** What people do after the assignment, in order. */
  deeds: Deed[];
}

const actors: Record<Deed['by'], Actor> = {
  office: { id: 'office', role: 'coordinator' },
  county: { id: 'county', role: 'countyOfficer', unit: 'county' },
};

/**
 * Everything that is sent about one ledger item from its assignment to its end, if people behave as assumed: the item's real
 * life by `decide`, and before each change what the postman has sent by then. What time records by itself (late, escalated)
 * is left out: it changes no message. `due` is the ledger's own deadline, null for the class's.
 */
export function itemLife(rules: Rules, due: Day | null, assigned: Moment, assume: Assumption, calendar: Calendar): ItemLife {
  const { ladder } = rules;
  const sent = collectSent(ladder, calendar);
  let item: LedgerItem = register({ id: 'item', county: 'county', difficulty: rules.key, due, responsible: null }, rules.version);
  const deeds: Deed[] = [];
  const give = (by: Deed['by'], at: Moment, command: ItemCommand): void => {
    sent.until(clockState(item), at);
    item = decide(item, command, actors[by], { now: at, calendar, rules });
    if (command.action !== 'assign') deeds.push({ at, by, command });
  };

  give('office', assigned, { action: 'assign' });
  const submitted = item.due === null ? null : submission(assume, item.due, assigned, ladder, calendar);
  if (submitted === null) {
    sent.until(clockState(item), Infinity);
    return { sent: sent.entries, deeds };
  }
  const signed = calendar.openingOnOrAfter(assigned) + reactionMs;
  give('county', signed, { action: 'sign' });
  give('county', signed, { action: 'planMeasures', measure: 'planned' });
  for (;;) {
    const escalation = unanswered(clockState(item), ladder, calendar, submitted);
    if (!escalation) break;
    give('office', escalation.at + reactionMs, { action: 'acknowledge', rung: escalation.rung });
  }
  give('county', submitted, { action: 'submit', note: 'done', evidence: [] });
  const verified = calendar.opening(calendar.addWorkdays(calendar.dayOf(submitted), 1)) + reactionMs;
  give('office', verified, { action: 'close', note: 'verified', verified: true });
  return { sent: sent.entries, deeds };
}
