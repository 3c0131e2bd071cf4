import type { Actor } from './actor.ts';
import type { Calendar, Day, Moment } from './calendar.ts';
import { dueDay, overdueFrom } from './deadline.ts';
import { DomainError } from './errors.ts';
import type { LedgerItem } from './ledger-item.ts';
import { mayNot, type ItemAction } from './may-do.ts';
import { agenda } from './agenda.ts';
import { rungName } from './ladder.ts';
import { clockState } from './ledger-item.ts';
import { isInstruction, leaves, type Arming, type Rules } from './subject.ts';

/** A command and what it carries. Free texts (reasons, notes) are audited, not part of the state. */
export type ItemCommand =
  | { action: 'assign'; responsible?: string }
  | { action: 'sign' }
  | { action: 'planMeasures'; measure: string }
  | { action: 'submit'; note: string; evidence: string[] }
  | { action: 'verify'; note: string }
  | { action: 'returnItem'; reason: string; due?: Day }
  | { action: 'requestExtension'; until: Day; reason: string }
  | { action: 'decideExtension'; approved: boolean; reason: string }
  | { action: 'reclassify'; difficulty: string; reason: string }
  | { action: 'transfer'; county: string; reason: string; responsible?: string }
  | { action: 'instruct'; text: string; urgent: boolean }
  | { action: 'acknowledge'; rung: string }
  | { action: 'chase' }
  /** Null: the named person is not in the directory; the unit's contact hears instead. */
  | { action: 'handOver'; responsible: string | null; reason: string }
  | { action: 'correct'; content: Record<string, string | number | null> }
  | { action: 'void'; reason: string }
  | { action: 'close'; note: string; verified: boolean }
  /** `moment`: when time was to do it; later than that after an outage or a moved clock. */
  | { action: 'markLate'; moment?: Moment }
  | { action: 'escalate'; rung: string; moment?: Moment };

/** What a decision may look at besides the item: the moment, the calendar, and the rules of the class the item has or is moved to. */
export interface Circumstances {
  now: Moment;
  calendar: Calendar;
  /** Rules of the item's class; of the new class for `reclassify`. */
  rules: Rules;
}

/**
 * The item after the command. Pure: the same arguments give the same answer.
 * @throws DomainError with the code of the rule that refuses; nothing has changed then.
 */
export function decide(item: LedgerItem, command: ItemCommand, actor: Actor, circumstances: Circumstances): LedgerItem {
  const refusal = mayNot(actor, command.action, item);
  if (refusal) throw new DomainError(refusal, { action: command.action, status: item.status });
  const next = apply(item, command, actor, circumstances);
  return { ...next, revision: item.revision + 1 };
}

function apply(item: LedgerItem, command: ItemCommand, actor: Actor, { now, calendar, rules }: Circumstances): LedgerItem {
  switch (command.action) {
    case 'assign': {
      const due = item.due ?? dueDay(rules.due, now, calendar);
      const responsible = command.responsible ?? item.responsible;
      return arm({ ...item, status: 'assigned', responsible, assignedAt: now }, 'assigned', due, now, calendar);
    }
    case 'sign':
      return { ...item, status: 'signed' };
    case 'planMeasures':
      required(command.measure, 'measure_required');
      return { ...item, status: 'rectifying', measured: true };
    case 'submit':
      if (!item.measured) throw new DomainError('measure_required');
      required(command.note, 'evidence_required');
      return { ...item, status: 'submitted', submittedAt: now, submittedBy: actor.id, verification: null, extension: null };
    case 'verify':
      return { ...item, verification: { by: actor.id, at: now } };
    case 'returnItem': {
      required(command.reason, 'reason_required');
      if (command.due !== undefined) mustBeDay(command.due);
      const due = command.due ?? dueAfterReturn(item, rules, now, calendar);
      laterThanToday(due, now, calendar);
      const order = item.returns >= rules.returns.limit;
      const returned = { ...item, status: 'returned' as const, returns: item.returns + 1, verification: null };
      if (!order) return arm(returned, 'returned', due, now, calendar);
      return arm(returned, 'ordered', due, now, calendar, [...rules.ladder.opening, ...rules.returns.orderTo]);
    }
    case 'requestExtension':
      return requestExtension(item, command, rules, now, calendar);
    case 'decideExtension': {
      required(command.reason, 'reason_required');
      if (!item.extension) throw new DomainError('extension_missing');
      if (command.approved) return arm({ ...item, extension: null }, 'decided', item.extension.until, now, calendar);
      return tell({ ...item, extension: null }, `decided:${item.extension.number}`, now);
    }
    case 'reclassify': {
      required(command.reason, 'reason_required');
      if (command.difficulty === item.difficulty) throw new DomainError('same_difficulty', { difficulty: item.difficulty });
      const moved = { ...item, difficulty: rules.key, rulesVersion: rules.version, extension: null };
      return arm(moved, 'reclassified', dueDay(rules.due, now, calendar), now, calendar);
    }
    case 'transfer': {
      required(command.reason, 'reason_required');
      if (command.county === item.county) throw new DomainError('same_county');
      const moved = {
        ...item,
        county: command.county,
        responsible: command.responsible ?? null,
        status: 'assigned' as const,
        extension: null,
      };
      return arm(moved, 'transferred', item.due ?? dueDay(rules.due, now, calendar), now, calendar);
    }
    case 'instruct':
      required(command.text, 'reason_required');
      return tell({ ...item, told: item.told + 1 }, `instructed:${item.told + 1}`, now, command.urgent);
    case 'acknowledge':
      return acknowledge(item, command.rung, rules, now, calendar);
    case 'chase': {
      const waited = item.chasedAt === null ? null : calendar.addWorkdays(calendar.dayOf(item.chasedAt), rules.chaserCooldownWorkdays);
      if (waited !== null && calendar.dayOf(now) < waited) throw new DomainError('chaser_too_soon', { from: waited });
      return tell({ ...item, told: item.told + 1, chasedAt: now }, `chased:${item.told + 1}`, now);
    }
    case 'handOver':
      required(command.reason, 'reason_required');
      if (item.status === 'registered' || item.status === 'submitted') return { ...item, responsible: command.responsible };
      return tell({ ...item, responsible: command.responsible, told: item.told + 1 }, `handedOver:${item.told + 1}`, now);
    case 'correct':
      return item;
    case 'void':
      required(command.reason, 'reason_required');
      return { ...item, status: 'voided', endedAt: now, extension: null };
    case 'close': {
      const verification = command.verified ? { by: actor.id, at: now } : item.verification;
      if (!verification) throw new DomainError('verification_missing');
      return { ...item, status: 'closed', verification, endedAt: now };
    }
    case 'markLate':
      return { ...item, late: true };
    case 'escalate':
      if (!rules.ladder.rungs.some(({ offset }) => offset > 0 && rungName(rules.ladder.key, offset) === command.rung)) {
        throw new DomainError('rung_unknown', { rung: command.rung });
      }
      return { ...item, escalated: command.rung };
  }
}

/**
 * Begins the ladder anew: a new arm revision with its opening notice, and nothing left of what the old one had reached,
 * but an instruction that has yet to leave. One that is due stays with the postman (migration 0007).
 */
function arm(item: LedgerItem, reason: Arming | 'ordered', due: Day, now: Moment, calendar: Calendar, to: string[] = []): LedgerItem {
  const instructions = item.notices.filter((notice) => isInstruction(notice) && leaves(notice, calendar) > now);
  return {
    ...item,
    armRevision: item.armRevision + 1,
    armedAt: now,
    due,
    notices: [{ rung: reason, at: now, to, urgent: false }, ...instructions],
    acknowledged: [],
    late: false,
    escalated: null,
  };
}

function tell(item: LedgerItem, rung: string, now: Moment, urgent = false): LedgerItem {
  return { ...item, notices: [...item.notices, { rung, at: now, to: [], urgent }] };
}

/** A return whose deadline has passed gives the plan's grace; one that still has time keeps its day. */
function dueAfterReturn(item: LedgerItem, rules: Rules, now: Moment, calendar: Calendar): Day {
  const grace = calendar.addWorkdays(calendar.dayOf(now), rules.returns.graceWorkdays);
  return item.due === null || item.due < grace ? grace : item.due;
}

/** Extensions are asked for before expiry, to a later day within the campaign (product.md, part 7). */
function requestExtension(
  item: LedgerItem,
  command: { until: Day; reason: string },
  rules: Rules,
  now: Moment,
  calendar: Calendar,
): LedgerItem {
  required(command.reason, 'reason_required');
  mustBeDay(command.until);
  if (item.extension) throw new DomainError('extension_pending');
  if (item.due === null || command.until <= item.due) throw new DomainError('day_not_later', { due: item.due ?? '' });
  if (now >= overdueFrom(item.due, rules.ladder, calendar)) throw new DomainError('extension_after_due', { due: item.due });
  if (command.until > rules.campaignEnds) throw new DomainError('day_outside_campaign', { ends: rules.campaignEnds });
  const number = item.extensions + 1;
  return { ...item, extensions: number, extension: { number, requestedAt: now, until: command.until } };
}

/** Acknowledging an escalation that has been due stops its climb, not the calendar. */
function acknowledge(item: LedgerItem, rung: string, rules: Rules, now: Moment, calendar: Calendar): LedgerItem {
  if (item.acknowledged.includes(rung)) throw new DomainError('already_acknowledged', { rung });
  const known = agenda(clockState(item), rules.ladder, calendar).some(
    (entry) => entry.kind === 'escalation' && entry.rung === rung && entry.at <= now,
  );
  if (!known) throw new DomainError('rung_unknown', { rung });
  return { ...item, acknowledged: [...item.acknowledged, rung] };
}

function required(text: string, code: 'reason_required' | 'measure_required' | 'evidence_required'): void {
  if (text.trim() === '') throw new DomainError(code);
}

function mustBeDay(text: string): void {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(time) || !new Date(time).toISOString().startsWith(text)) throw new DomainError('day_invalid', { day: text });
}

function laterThanToday(day: Day, now: Moment, calendar: Calendar): void {
  if (day < calendar.dayOf(now)) throw new DomainError('day_not_later', { due: day });
}

/** Actions that only time gives. */
export const timedActions: ReadonlySet<ItemAction> = new Set(['markLate', 'escalate']);
