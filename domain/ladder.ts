/** How a message reaches a person. */
export type Channel = 'mail';

/** One step of a ladder. */
export interface Rung {
  /** Workdays from the ladder's day 0 (the deadline's workday); negative before, positive overdue. */
  offset: number;
  /** Roles that hear of it; the first is the one addressed, the others hear it in the same digest. */
  to: string[];
}

/** Who is told what, and when, until a subject is done. Offsets are in workdays; messages leave at the window's opening. */
export interface Ladder {
  /** Prefix of its rungs' names: `complex` gives `complex:-3`. */
  key: string;
  /** What a deadline on a rest day does: its day 0 is the workday `before` (default) or the next one (`after`). */
  restDay: 'before' | 'after';
  /** Roles told of the opening rungs: assigned, returned, decided, transferred, instructed. */
  opening: string[];
  /** In ascending order of offset. */
  rungs: Rung[];
  /** Chasers while a subject is not signed, in workdays after the opening message. */
  unsigned: Rung[];
  /** Told while a requested extension is undecided, in workdays after the request. */
  undecided: Rung[];
  /** Full workdays an escalation may stay unacknowledged before the next level is told. */
  acknowledgeWithin: number;
}

/** `complex:-3`, `complex:0`, `complex:+5`. */
export function rungName(key: string, offset: number): string {
  return `${key}:${offset > 0 ? '+' : ''}${offset}`;
}

/** The role that answers for each overdue rung, lowest first: the levels an escalation climbs. */
export function levels(ladder: Ladder): string[] {
  return [...new Set(ladder.rungs.filter((rung) => rung.offset > 0).flatMap((rung) => rung.to.slice(0, 1)))];
}
