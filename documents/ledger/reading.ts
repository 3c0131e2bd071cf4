import type { Day } from '../../domain/calendar.ts';
import type { Problem } from '../problems.ts';

/** One item as the ledger states it. Null is what the ledger leaves out or what cannot be read; nothing is guessed. */
export interface LedgerRow {
  sheet: string;
  /** The sheet's row, 1-based. */
  row: number;
  /** 序号, which is not identity. */
  number: number | null;
  /** 系统编号, in a ledger that the system exported. */
  systemNumber: string | null;
  institution: string | null;
  problem: string;
  people: number | null;
  /** Exact to the fen; 0 when blank. */
  amountYuan: number | null;
  responsible: string | null;
  measure: string | null;
  /** Null for `at once`. */
  due: Day | null;
  dueText: string;
  /** Key of the plan's class; null, with a fault, when the time limit fits none. */
  difficulty: string | null;
  done: boolean;
  contact: string | null;
  phone: string | null;
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
