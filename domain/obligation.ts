import type { Calendar, Day, Moment } from './calendar.ts';
import { overdueFrom } from './deadline.ts';
import type { Laddered } from './laddered.ts';
import type { ObligationRule } from './plan.ts';
import type { TimedState } from './moments.ts';

/**
 * Where an obligation (报送任务) stands: owed 待报 → submitted 已报待审 → accepted 已认可; returned 退回 it is owed again; waived 免报.
 * Accepted and waived are final.
 */
export type ObligationStatus = 'owed' | 'submitted' | 'accepted' | 'waived';

/** What one unit owes under one rule of the plan: everything that rules decide on. Its name is beside it, in the row. */
export interface Obligation extends Laddered {
  id: string;
  /** Key of the unit or department that owes it. */
  unit: string;
  /** Key of the plan's rule, with the period of a recurring one: `monthly-report:2023-07`. */
  key: string;
  rulesVersion: number;
  status: ObligationStatus;
  /** Rises when Postgres is restored from a backup: a newer generation wins over any revision. */
  generation: number;
  /** Rises with every change. */
  revision: number;
  due: Day;
  /** Opaque id of the person of the unit who was charged with it; null while it is the unit's contact. */
  responsible: string | null;
  submittedAt: Moment | null;
  /** Actor who submitted: may not accept. */
  submittedBy: string | null;
  endedAt: Moment | null;
}

/** Identity of what one unit owes under one rule: `obligation:yanjin:monthly-report:2023-07`. */
export function obligationId(rule: Pick<ObligationRule, 'key'>, unit: string): string {
  return `obligation:${unit}:${rule.key}`;
}

/** Key of a rule's slice of the plan, among those of the classes of difficulty. */
export function obligationRulesKey(key: string): string {
  return `obligation:${key}`;
}

/**
 * An obligation as it is entered. Its ladder begins when its first day opens (09:00 in the reference plan), or at `launched` where that
 * is later; on a rest day the opening message waits for the next window, and rungs before it are not planned. Nobody signs for an
 * obligation (notice, part six (三): units report by fixed days).
 */
export function owe(
  rule: Pick<ObligationRule, 'key' | 'starts' | 'due'>,
  { id, unit, launched, rulesVersion }: { id: string; unit: string; launched: Moment; rulesVersion: number },
  calendar: Calendar,
): Obligation {
  const armedAt = Math.max(calendar.opening(rule.starts), launched);
  return {
    id,
    unit,
    key: rule.key,
    rulesVersion,
    status: 'owed',
    generation: 0,
    revision: 1,
    armRevision: 1,
    armedAt,
    due: rule.due,
    responsible: null,
    submittedAt: null,
    submittedBy: null,
    returns: 0,
    extension: null,
    extensions: 0,
    notices: [{ rung: 'assigned', at: armedAt, to: [], urgent: false }],
    told: 0,
    acknowledged: [],
    late: false,
    escalated: null,
    endedAt: null,
  };
}

/** Whether an obligation was over before the system began to run: its last day lay wholly before `launched` (docs/decisions/007). */
export function wasBefore(rule: Pick<ObligationRule, 'due' | 'ladder'>, launched: Moment, calendar: Calendar): boolean {
  return overdueFrom(rule.due, rule.ladder, calendar) <= launched;
}

/** What a unit owes, as `agenda()` chases it before anybody has answered and where the system ran from the start. */
export function obligationSubject(rule: Pick<ObligationRule, 'key' | 'starts' | 'due'>, unit: string, calendar: Calendar): TimedState {
  return obligationClock(owe(rule, { id: obligationId(rule, unit), unit, launched: -Infinity, rulesVersion: 1 }, calendar));
}

export function isSettled({ status }: Pick<Obligation, 'status'>): boolean {
  return status === 'accepted' || status === 'waived';
}

/** What the clock needs of an obligation, and the whole of what its workflow is told: see `clockState` of a ledger item. */
export function obligationClock(obligation: Obligation): TimedState & { generation: number; revision: number } {
  return {
    id: obligation.id,
    generation: obligation.generation,
    revision: obligation.revision,
    armRevision: obligation.armRevision,
    armedAt: obligation.armedAt,
    due: obligation.due,
    standing: obligationStanding(obligation.status),
    signed: null,
    notices: obligation.notices,
    extension: obligation.extension,
    acknowledged: obligation.acknowledged,
    late: obligation.late,
    escalated: obligation.escalated,
  };
}

export function obligationStanding(status: ObligationStatus): TimedState['standing'] {
  switch (status) {
    case 'owed':
      return 'open';
    case 'submitted':
      return 'answered';
    case 'accepted':
    case 'waived':
      return 'over';
  }
}
