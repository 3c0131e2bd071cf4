import type { Moment } from './calendar.ts';
import type { Laddered } from './laddered.ts';
import type { TimedState } from './moments.ts';

/**
 * Where an item stands: registered 登记 → assigned 交办 → signed 签收 → rectifying 整改中 → submitted 待核查 → closed 销号,
 * with returned 退回重改 and voided 作废. Closed and voided are final: a recurrence is a new, linked item.
 */
export type Status = 'registered' | 'assigned' | 'signed' | 'rectifying' | 'submitted' | 'returned' | 'closed' | 'voided';

/** Everything of a ledger item that rules decide on. What it says (problem, people, money) is beside it, in the row. */
export interface LedgerItem extends Laddered {
  id: string;
  /** Key of the unit that answers for it. */
  county: string;
  status: Status;
  /** Class of difficulty and the version of its rules. */
  difficulty: string;
  rulesVersion: number;
  /** Rises when Postgres is restored from a backup: a newer generation wins over any revision. */
  generation: number;
  /** Rises with every change. */
  revision: number;
  assignedAt: Moment | null;
  /** Opaque id of the responsible person in the directory; null while nobody was matched. */
  responsible: string | null;
  measured: boolean;
  submittedAt: Moment | null;
  /** Actor who rectified: may neither verify nor close. */
  submittedBy: string | null;
  verification: { by: string; at: Moment } | null;
  chasedAt: Moment | null;
  /** Imported as done: closed as the county declared it, verified by nobody. */
  declared: boolean;
  endedAt: Moment | null;
}

/** An item as it enters the ledger, before anybody is charged with it. */
export function register(
  { id, county, difficulty, due, responsible }: Pick<LedgerItem, 'id' | 'county' | 'difficulty' | 'due' | 'responsible'>,
  rulesVersion: number,
): LedgerItem {
  // Every key by name: spreading into a literal of this size costs a hundred times as much, for each of ten thousand rows.
  return {
    id,
    county,
    difficulty,
    due,
    responsible,
    rulesVersion,
    status: 'registered',
    generation: 0,
    revision: 0,
    armRevision: 0,
    armedAt: null,
    assignedAt: null,
    measured: false,
    submittedAt: null,
    submittedBy: null,
    verification: null,
    returns: 0,
    extension: null,
    extensions: 0,
    notices: [],
    told: 0,
    acknowledged: [],
    late: false,
    escalated: null,
    chasedAt: null,
    declared: false,
    endedAt: null,
  };
}

export function isOver(item: Pick<LedgerItem, 'status'>): boolean {
  return item.status === 'closed' || item.status === 'voided';
}

/** What the clock needs of an item: the argument of `agenda()` and `nextTimedChange()`, and the whole of what its workflow is told. */
export function clockState(item: LedgerItem): TimedState & { generation: number; revision: number } {
  return {
    id: item.id,
    generation: item.generation,
    revision: item.revision,
    armRevision: item.armRevision,
    armedAt: item.armedAt,
    due: item.due,
    standing: standing(item.status),
    signed: item.status === 'registered' ? null : item.status !== 'assigned',
    notices: item.notices,
    extension: item.extension,
    acknowledged: item.acknowledged,
    late: item.late,
    escalated: item.escalated,
  };
}

export function standing(status: Status): TimedState['standing'] {
  switch (status) {
    case 'registered':
      return 'waiting';
    case 'assigned':
    case 'signed':
    case 'rectifying':
    case 'returned':
      return 'open';
    case 'submitted':
      return 'answered';
    case 'closed':
    case 'voided':
      return 'over';
  }
}
