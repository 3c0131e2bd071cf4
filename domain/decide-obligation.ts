import type { Actor } from './actor.ts';
import type { Day, Moment } from './calendar.ts';
import type { Circumstances } from './decide.ts';
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
import { mayNotOblige } from './may-do-obligation.ts';
import { obligationClock, type Obligation } from './obligation.ts';

/** A command and what it carries. Free texts (reasons, notes) are audited, not part of the state. */
export type ObligationCommand =
  | { action: 'submit'; note: string; evidence: string[] }
  | { action: 'accept'; note: string }
  | { action: 'return'; reason: string; due?: Day }
  | { action: 'waive'; reason: string }
  | { action: 'requestExtension'; until: Day; reason: string }
  | { action: 'decideExtension'; approved: boolean; reason: string }
  | { action: 'acknowledge'; rung: string }
  /** Null: nobody in particular, the unit's contact. */
  | { action: 'handOver'; responsible: string | null; reason: string }
  /** `moment`: when time was to do it; later than that after an outage or a moved clock. */
  | { action: 'markLate'; moment?: Moment }
  | { action: 'escalate'; rung: string; moment?: Moment };

/**
 * The obligation after the command (notice, part six (三): what is reported late or badly is chased and done again). Pure.
 * A submission before the first day is taken: what is done early is never chased.
 * @throws DomainError with the code of the rule that refuses; nothing has changed then.
 */
export function decideObligation(
  obligation: Obligation,
  command: ObligationCommand,
  actor: Actor,
  circumstances: Circumstances,
): Obligation {
  const refusal = mayNotOblige(actor, command.action, obligation);
  if (refusal) throw new DomainError(refusal, { action: command.action, status: obligation.status });
  const next = apply(obligation, command, actor, circumstances);
  return { ...next, revision: obligation.revision + 1 };
}

function apply(obligation: Obligation, command: ObligationCommand, actor: Actor, { now, calendar, rules }: Circumstances): Obligation {
  switch (command.action) {
    case 'submit':
      required(command.note, 'report_required');
      return { ...obligation, status: 'submitted', submittedAt: now, submittedBy: actor.id, extension: null };
    case 'accept':
      return { ...obligation, status: 'accepted', endedAt: now };
    case 'return': {
      required(command.reason, 'reason_required');
      if (command.due !== undefined) mustBeDay(command.due);
      const due = command.due ?? dueAfterReturn(obligation, rules, now, calendar);
      notBeforeToday(due, now, calendar);
      return arm({ ...obligation, status: 'owed', returns: obligation.returns + 1 }, 'returned', due, now, calendar);
    }
    case 'waive':
      required(command.reason, 'reason_required');
      return { ...obligation, status: 'waived', endedAt: now, extension: null };
    case 'requestExtension':
      return requestExtension(obligation, command, rules, now, calendar);
    case 'decideExtension':
      return decideExtension(obligation, command, now, calendar);
    case 'acknowledge':
      return acknowledge(obligation, obligationClock(obligation), command.rung, rules, now, calendar);
    case 'handOver':
      required(command.reason, 'reason_required');
      if (obligation.status === 'submitted') return { ...obligation, responsible: command.responsible };
      return tell({ ...obligation, responsible: command.responsible, told: obligation.told + 1 }, `handedOver:${obligation.told + 1}`, now);
    case 'markLate':
      return { ...obligation, late: true };
    case 'escalate':
      return escalate(obligation, command.rung, rules);
  }
}
