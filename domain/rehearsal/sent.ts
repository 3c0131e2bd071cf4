import { agenda, type AgendaEntry } from '../agenda.ts';
import type { Calendar, Moment } from '../calendar.ts';
import type { Ladder } from '../ladder.ts';
import type { Chased } from '../subject.ts';

/** What has left about one subject, collected as the postman sends it: each rung once in an arm revision. */
export interface Sent {
  entries: AgendaEntry[];
  /** Lets everything leave that falls due before `moment` while the subject stands as it does; what a change at `moment` stops stays. */
  until: (subject: Chased, moment: Moment) => void;
}

export function collectSent(ladder: Ladder, calendar: Calendar): Sent {
  const entries: AgendaEntry[] = [];
  const gone = new Set<string>();
  return {
    entries,
    until: (subject, moment) => {
      for (const entry of agenda(subject, ladder, calendar)) {
        const key = `${subject.armRevision} ${entry.rung}`;
        if (entry.at >= moment || gone.has(key)) continue;
        gone.add(key);
        entries.push(entry);
      }
    },
  };
}

/** The first escalation that would leave before `before` and that nobody has acknowledged. */
export function unanswered(subject: Chased, ladder: Ladder, calendar: Calendar, before: Moment): AgendaEntry | undefined {
  return agenda(subject, ladder, calendar).find(
    (entry) => entry.kind === 'escalation' && entry.at < before && !subject.acknowledged.includes(entry.rung),
  );
}
