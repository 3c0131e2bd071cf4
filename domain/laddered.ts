import type { Calendar, Day, Moment } from './calendar.ts';
import { agenda } from './agenda.ts';
import { overdueFrom } from './deadline.ts';
import { DomainError, type ErrorCode } from './errors.ts';
import { rungName } from './ladder.ts';
import { isInstruction, leaves, type Arming, type Chased, type ExtensionRequest, type Notice, type Rules } from './subject.ts';

/** What a ledger item and an obligation have alike: where they stand on their ladder, and what moved them. */
export interface Laddered {
  /** Rises with assignment, return, extension, reclassification, transfer and an amendment that moves a date. */
  armRevision: number;
  armedAt: Moment | null;
  due: Day | null;
  returns: number;
  extension: ExtensionRequest | null;
  /** Extensions asked for, decided or not. */
  extensions: number;
  notices: Notice[];
  /** Counts what people were told by hand, so that each notice has a name of its own. */
  told: number;
  /** Names of the escalation rungs acknowledged in this arm revision. */
  acknowledged: string[];
  late: boolean;
  /** Name of the highest escalation rung recorded in this arm revision. */
  escalated: string | null;
}

/**
 * Begins the ladder anew: a new arm revision with its opening notice, and nothing left of what the old one had reached,
 * but an instruction that has yet to leave. One that is due stays with the postman (migration 0007).
 */
export function arm<T extends Laddered>(
  subject: T,
  reason: Arming | 'ordered',
  due: Day,
  now: Moment,
  calendar: Calendar,
  to: string[] = [],
): T {
  const instructions = subject.notices.filter((notice) => isInstruction(notice) && leaves(notice, calendar) > now);
  return {
    ...subject,
    armRevision: subject.armRevision + 1,
    armedAt: now,
    due,
    notices: [{ rung: reason, at: now, to, urgent: false }, ...instructions],
    acknowledged: [],
    late: false,
    escalated: null,
  };
}

/** Adds something people are told in the next window, at once when urgent. */
export function tell<T extends Laddered>(subject: T, rung: string, now: Moment, urgent = false): T {
  return { ...subject, notices: [...subject.notices, { rung, at: now, to: [], urgent }] };
}

/** A return leaves the plan's grace at least: a deadline that lies farther keeps its day. */
export function dueAfterReturn(subject: Pick<Laddered, 'due'>, rules: Rules, now: Moment, calendar: Calendar): Day {
  const grace = calendar.addWorkdays(calendar.dayOf(now), rules.returns.graceWorkdays);
  return subject.due === null || subject.due < grace ? grace : subject.due;
}

/**
 * Extensions are asked for before expiry, to a later day within the campaign (product.md, part 7).
 * @throws DomainError `reason_required`, `day_invalid`, `extension_pending`, `day_not_later`, `extension_after_due`, `day_outside_campaign`
 */
export function requestExtension<T extends Laddered>(
  subject: T,
  command: { until: Day; reason: string },
  rules: Rules,
  now: Moment,
  calendar: Calendar,
): T {
  required(command.reason, 'reason_required');
  mustBeDay(command.until);
  if (subject.extension) throw new DomainError('extension_pending');
  if (subject.due === null || command.until <= subject.due) throw new DomainError('day_not_later', { due: subject.due ?? '' });
  if (now >= overdueFrom(subject.due, rules.ladder, calendar)) throw new DomainError('extension_after_due', { due: subject.due });
  if (command.until > rules.campaignEnds) throw new DomainError('day_outside_campaign', { ends: rules.campaignEnds });
  const number = subject.extensions + 1;
  return { ...subject, extensions: number, extension: { number, requestedAt: now, until: command.until } };
}

/** An approved extension begins the ladder anew for its day; a refused one is told. @throws DomainError `reason_required`, `extension_missing` */
export function decideExtension<T extends Laddered>(
  subject: T,
  command: { approved: boolean; reason: string },
  now: Moment,
  calendar: Calendar,
): T {
  required(command.reason, 'reason_required');
  if (!subject.extension) throw new DomainError('extension_missing');
  if (command.approved) return arm({ ...subject, extension: null }, 'decided', subject.extension.until, now, calendar);
  return tell({ ...subject, extension: null }, `decided:${subject.extension.number}`, now);
}

/**
 * Acknowledging an escalation that has been due stops its climb, not the calendar.
 * @param chased the subject as `agenda()` reads it · @throws DomainError `already_acknowledged`, `rung_unknown`
 */
export function acknowledge<T extends Laddered>(
  subject: T,
  chased: Chased,
  rung: string,
  rules: Rules,
  now: Moment,
  calendar: Calendar,
): T {
  if (subject.acknowledged.includes(rung)) throw new DomainError('already_acknowledged', { rung });
  const known = agenda(chased, rules.ladder, calendar).some(
    (entry) => entry.kind === 'escalation' && entry.rung === rung && entry.at <= now,
  );
  if (!known) throw new DomainError('rung_unknown', { rung });
  return { ...subject, acknowledged: [...subject.acknowledged, rung] };
}

/** Notes the highest overdue rung that time has reached. @throws DomainError `rung_unknown` for one the ladder has not */
export function escalate<T extends Laddered>(subject: T, rung: string, { ladder }: Rules): T {
  if (!ladder.rungs.some(({ offset }) => offset > 0 && rungName(ladder.key, offset) === rung))
    throw new DomainError('rung_unknown', { rung });
  return { ...subject, escalated: rung };
}

export function required(text: string, code: Extract<ErrorCode, `${string}_required`>): void {
  if (text.trim() === '') throw new DomainError(code);
}

export function mustBeDay(text: string): void {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(time) || !new Date(time).toISOString().startsWith(text)) throw new DomainError('day_invalid', { day: text });
}

export function notBeforeToday(day: Day, now: Moment, calendar: Calendar): void {
  if (day < calendar.dayOf(now)) throw new DomainError('day_not_later', { due: day });
}
