import type { Day } from './calendar.ts';

/** One problem as a ledger declares it. Null is what the ledger leaves out or what cannot be read; nothing is guessed. */
export interface DeclaredItem {
  sheet?: string;
  /** The sheet's row, 1-based. */
  row: number;
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
