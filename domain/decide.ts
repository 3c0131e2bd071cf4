import type { Actor } from './actor.ts';
import type { Calendar, Day, Moment } from './calendar.ts';
import { dueDay } from './deadline.ts';
import { DomainError } from './errors.ts';
import {
  acknowledge,
  arm,
  decideExtension,
  dueAfterReturn,
  escalate,
  mustBeDay,
  notBeforeToday,
  requestExtension,
  required,
  tell,
} from './laddered.ts';
import { clockState, type LedgerItem } from './ledger-item.ts';
import { mayNot, type ItemAction } from './may-do.ts';
import type { Rules } from './subject.ts';

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
      notBeforeToday(due, now, calendar);
      const order = item.returns >= rules.returns.limit;
      const returned = { ...item, status: 'returned' as const, returns: item.returns + 1, verification: null };
      if (!order) return arm(returned, 'returned', due, now, calendar);
      return arm(returned, 'ordered', due, now, calendar, [...rules.ladder.opening, ...rules.returns.orderTo]);
    }
    case 'requestExtension':
      return requestExtension(item, command, rules, now, calendar);
    case 'decideExtension':
      return decideExtension(item, command, now, calendar);
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
      return acknowledge(item, clockState(item), command.rung, rules, now, calendar);
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
      return escalate(item, command.rung, rules);
  }
}

/** Actions that only time gives. */
export const timedActions: ReadonlySet<ItemAction> = new Set(['markLate', 'escalate']);
