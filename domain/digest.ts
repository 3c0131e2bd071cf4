import type { AgendaEntry } from './agenda.ts';
import type { Day, Moment } from './calendar.ts';

/** One thing one person is told: an agenda row as it concerns that person. */
export interface DigestLine {
  /** Opaque; names the line in the message's header and in the send journal. */
  key: string;
  subject: string;
  unit: string;
  armRevision: number;
  rung: string;
  kind: AgendaEntry['kind'];
  at: Moment;
  due: Day | null;
  /** The message speaks to this person; otherwise they are told along with somebody else. */
  addressed: boolean;
  /** The person on leave for whom this one hears. */
  insteadOf: string | null;
  /** The ledger's responsible person, whom nobody of the directory matched. */
  named: string | null;
  /** Name of the role that could not be reached, for which this person hears. */
  unreachedRole: string | null;
}

/** The parts of a digest, in the order they are read. */
export const digestSections = ['overdue', 'today', 'soon', 'assigned', 'escalated'] as const;
export type DigestSection = (typeof digestSections)[number];

/** What a digest says of one subject: its weightiest line, standing for all that fell together. */
export interface DigestMatter {
  line: DigestLine;
  /** How many lines it stands for; more than one after an outage. */
  lines: number;
  late: boolean;
}

export interface ArrangedSection {
  section: DigestSection;
  /** Subjects in it, shown or not. */
  count: number;
  shown: DigestMatter[];
  /** Subjects of each unit, most first; filled when not all are shown. */
  byUnit: { unit: string; count: number }[];
}

const lateAfterMs = 10 * 60_000;
const weights: Record<AgendaEntry['kind'], number> = { notice: 0, chaser: 1, reminder: 2, escalation: 3 };

/** A message frozen more than ten minutes after its moment is late, and says so. */
export function isLate(at: Moment, frozenAt: Moment): boolean {
  return frozenAt - at > lateAfterMs;
}

/** Where a digest shows a line on `today`. An escalation is one for the person it addresses; whoever hears along sees what is overdue. */
export function sectionOf(line: Pick<DigestLine, 'kind' | 'addressed' | 'due'>, today: Day): DigestSection {
  if (line.kind === 'escalation' && line.addressed) return 'escalated';
  if (line.kind === 'notice') return 'assigned';
  if (line.due === null || line.due > today) return 'soon';
  return line.due === today ? 'today' : 'overdue';
}

/**
 * The lines of one person put together for reading: each subject once, by section, at most `limit` of them spelt out;
 * every section keeps its first few when the limit bites, and the rest are counted by unit.
 */
export function arrange(lines: DigestLine[], today: Day, frozenAt: Moment, limit: number): ArrangedSection[] {
  const matters = merge(lines, frozenAt);
  const sections = digestSections
    .map((section) => ({ section, matters: matters.filter(({ line }) => sectionOf(line, today) === section) }))
    .filter((part) => part.matters.length > 0);
  let left = limit - sections.reduce((sum, part) => sum + Math.min(part.matters.length, keptEach), 0);
  return sections.map(({ section, matters: all }) => {
    const kept = Math.min(all.length, keptEach);
    const more = Math.max(0, Math.min(left, all.length - kept));
    left -= more;
    const shown = all.sort(byReading).slice(0, kept + more);
    return { section, count: all.length, shown, byUnit: shown.length < all.length ? countByUnit(all) : [] };
  });
}

const keptEach = 10;

/** One matter a subject: the weightiest line speaks (an escalation before a reminder, the later before the earlier). */
function merge(lines: DigestLine[], frozenAt: Moment): DigestMatter[] {
  const bySubject = new Map<string, DigestMatter>();
  for (const line of lines) {
    const late = isLate(line.at, frozenAt);
    const known = bySubject.get(line.subject);
    if (!known) {
      bySubject.set(line.subject, { line, lines: 1, late });
      continue;
    }
    known.lines += 1;
    known.late ||= late;
    if (weight(line) > weight(known.line) || (weight(line) === weight(known.line) && line.at > known.line.at)) known.line = line;
  }
  return [...bySubject.values()];
}

function weight(line: DigestLine): number {
  return weights[line.kind] * 2 + (line.addressed ? 1 : 0);
}

function byReading(a: DigestMatter, b: DigestMatter): number {
  const dueA = a.line.due ?? '9999';
  const dueB = b.line.due ?? '9999';
  if (dueA !== dueB) return dueA < dueB ? -1 : 1;
  if (a.line.unit !== b.line.unit) return a.line.unit < b.line.unit ? -1 : 1;
  return a.line.subject < b.line.subject ? -1 : 1;
}

function countByUnit(matters: DigestMatter[]): { unit: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const { line } of matters) counts.set(line.unit, (counts.get(line.unit) ?? 0) + 1);
  return [...counts].map(([unit, count]) => ({ unit, count })).sort((a, b) => b.count - a.count || (a.unit < b.unit ? -1 : 1));
}
