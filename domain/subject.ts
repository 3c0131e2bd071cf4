import type { Calendar, CalendarData, Day, Moment } from './calendar.ts';
import type { DueRule } from './deadline.ts';
import type { Ladder } from './ladder.ts';

/** Rungs that tell of an act instead of a day; what follows a colon counts those of one kind. */
export const toldRungs = [
  'assigned',
  'returned',
  'decided',
  'reclassified',
  'transferred',
  'amended',
  'ordered',
  'instructed',
  'chased',
  'handedOver',
] as const;

export type ToldRung = (typeof toldRungs)[number];

/** What began the present revision of a subject's ladder; its opening rung carries this name. */
export type Arming = Extract<ToldRung, 'assigned' | 'returned' | 'decided' | 'reclassified' | 'transferred' | 'amended'>;

/** Something people are told once in the next window (urgent: at once): an opening rung, a decision, an instruction. */
export interface Notice {
  /** Unique within the arm revision: `assigned`, `returned`, `instructed:2`. */
  rung: string;
  at: Moment;
  /** Empty: the ladder's opening roles. */
  to: string[];
  urgent: boolean;
}

/** A leader's instruction (批示), tracked until the subject is over. */
export function isInstruction(notice: Pick<Notice, 'rung'>): boolean {
  return notice.rung.startsWith('instructed:');
}

/** When a notice leaves: urgent ones at once, others when the next window opens. */
export function leaves(notice: Notice, calendar: Calendar): Moment {
  return notice.urgent ? notice.at : calendar.openingOnOrAfter(notice.at);
}

/** An extension that was asked for and not yet decided. */
export interface ExtensionRequest {
  /** 1 for the subject's first request, 2 for the next: names its rungs. */
  number: number;
  requestedAt: Moment;
  until: Day;
}

/** The part of a subject that `agenda()` reads: when its ladder began, what has happened since, and nothing personal. */
export interface Chased {
  /** Rises with each change of the plan or the people that begins the ladder anew; part of every message's key. */
  armRevision: number;
  armedAt: Moment | null;
  due: Day | null;
  /** `open`: is chased. `answered`: waits for somebody to review it, nobody is chased. `over`: nothing more is ever sent. */
  standing: 'waiting' | 'open' | 'answered' | 'over';
  /** Whether somebody has signed for it in this arm revision; null where signing is not asked. */
  signed: boolean | null;
  notices: Notice[];
  extension: ExtensionRequest | null;
  /** Names of the escalation rungs that were acknowledged in this arm revision. */
  acknowledged: string[];
}

/** The slice of a plan that one subject lives by: at most 4 KB, no personal data, carried in its workflow's input. */
export interface Rules {
  /** The class of difficulty, or the obligation's key. */
  key: string;
  /** Rises with every amendment. */
  version: number;
  due: DueRule;
  ladder: Ladder;
  returns: { limit: number; graceWorkdays: number; orderTo: string[] };
  chaserCooldownWorkdays: number;
  campaignEnds: Day;
  calendar: CalendarData;
}
