import type { AgendaEntry } from './agenda.ts';
import type { Day, Moment } from './calendar.ts';
import type { DigestSection } from './digest.ts';
import type { Status } from './ledger-item.ts';
import type { ObligationStatus } from './obligation.ts';

/** Everything a digest is rendered from. Texts are as people wrote them: rendering makes them inert. */
export interface DigestInput {
  campaign: string;
  /** Who sends it, as the plan's issuer. */
  issuer: string;
  /** Numbers of the plan under which the office answers. */
  phones: string[];
  zone: string;
  frozenAt: Moment;
  today: Day;
  /** Leaves at any hour: instructions and urgent matters. */
  urgent: boolean;
  recipient: string;
  /** Distinct subjects. */
  total: number;
  sections: DigestPart[];
  /** The page with everything that is not spelt out. */
  listLink: string;
}

export interface DigestPart {
  section: DigestSection;
  count: number;
  entries: DigestEntry[];
  /** Names of units and their counts, where not all is spelt out. */
  byUnit: { unit: string; count: number }[];
}

/** What a digest is about: a problem of the ledger, or something a unit owes. */
export type MatterText =
  | { subject: 'item'; number: number; institution: string | null; problem: string; status: Status }
  | { subject: 'obligation'; name: string; kind: string; status: ObligationStatus };

/** One subject in one digest. */
export interface DigestEntry {
  what: MatterText;
  unit: string;
  kind: AgendaEntry['kind'];
  rung: string;
  at: Moment;
  due: Day | null;
  addressed: boolean;
  late: boolean;
  /** Lines that fell together and are told as one. */
  lines: number;
  returns: number;
  insteadOf: string | null;
  named: string | null;
  unreachedRole: string | null;
  /** What the ladder does next when nothing is done. */
  next: { at: Moment; role: string; climbs: boolean } | null;
  /** For an escalation: how it came to this. */
  history: { assignedAt: Moment | null; reminded: number; lastAct: { action: string; at: Moment } | null } | null;
  link: string;
  /** Where an escalation is acknowledged; opening it does nothing yet. */
  acknowledgeLink: string | null;
}

export interface RenderedDigest {
  subject: string;
  html: string;
  text: string;
}

export type RenderDigest = (input: DigestInput) => RenderedDigest;
