import type { Day } from '../../domain/calendar.ts';
import type { DeclaredItem } from '../../domain/declared-item.ts';
import type { Problem } from '../problems.ts';

/** A row as read from a sheet. */
export interface LedgerRow extends DeclaredItem {
  sheet: string;
  /** 序号, which is not identity. */
  number: number | null;
}

/** A ledger as read: what would be imported, and every problem. Any `fault` means that nothing is. */
export interface LedgerReading {
  /** The unit's name in the plan; null, with a fault, when it is not known. */
  county: string | null;
  /** Its key in the plan. */
  unitKey: string | null;
  /** 单位 as written. */
  unit: string;
  /** The ledger's 日期. */
  date: Day | null;
  items: LedgerRow[];
  problems: Problem[];
}
