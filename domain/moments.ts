import type { Calendar, Moment } from './calendar.ts';
import { agenda } from './agenda.ts';
import { overdueFrom } from './deadline.ts';
import { rungName, type Ladder } from './ladder.ts';
import type { Chased } from './subject.ts';

/** A change that time makes to a subject, and when. */
export type TimedChange = { action: 'markLate'; at: Moment } | { action: 'escalate'; at: Moment; rung: string };

/** What time has already done to a subject. */
export interface TimedState extends Chased {
  id: string;
  /** Whether it was marked late in this arm revision. */
  late: boolean;
  /** Name of the highest escalation rung recorded in this arm revision. */
  escalated: string | null;
}

const spreadMs = 6 * 3_600_000;

/**
 * The next change that time will make, or null when time has nothing left to do. Late from the end of the due day;
 * escalated on the night before a rung's morning, so that pages say it when the letter arrives. Moments that fall
 * together are spread over six hours by the subject's id.
 */
export function nextTimedChange(subject: TimedState, ladder: Ladder, calendar: Calendar): TimedChange | null {
  if (subject.standing !== 'open' || subject.armedAt === null || subject.due === null) return null;
  const delay = spread(subject.id);
  if (!subject.late) return { action: 'markLate', at: Math.max(overdueFrom(subject.due, ladder, calendar) + delay, subject.armedAt) };
  const names = ladder.rungs.map((rung) => rungName(ladder.key, rung.offset));
  const reached = subject.escalated === null ? -1 : names.indexOf(subject.escalated);
  const next = agenda(subject, ladder, calendar).find((entry) => entry.kind === 'escalation' && names.indexOf(entry.rung) > reached);
  if (!next) return null;
  const night = calendar.at(calendar.dayOf(next.at), '00:00') + delay;
  return { action: 'escalate', at: Math.max(night, subject.armedAt), rung: next.rung };
}

/** A fixed share of the night for each subject: FNV-1a of its id. */
function spread(id: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < id.length; i++) hash = Math.imul(hash ^ id.charCodeAt(i), 0x01000193);
  return ((hash >>> 0) % 360) * (spreadMs / 360);
}
