import type { Actor } from '../domain/actor.ts';
import type { DeclaredItem } from '../domain/declared-item.ts';
import type { ErrorCode } from '../domain/errors.ts';
import type { ItemAction } from '../domain/may-do.ts';

export interface DeclaredLedger {
  unitKey: string | null;
  items: DeclaredItem[];
  problems: { row: number | null; code: string; severity: string }[];
}

/** A row that a person must decide on: it resembles the item, or gives it another class. */
export interface Doubtful {
  row: number;
  sheet?: string;
  item: string;
  number: number;
  reason: 'similar' | 'reclassified';
  /** The row as read. */
  declared: DeclaredItem;
  /** What was decided, once it was. */
  decided?: 'same' | 'new' | 'dismissed';
}

/** A difference that the ledger did not take, and the rule that refused it: somebody acted in between, or the row asks for what cannot be. */
export interface RefusedChange {
  sheet?: string;
  row: number;
  item: string;
  number: number;
  action: ItemAction;
  refusal: ErrorCode;
}

export interface ImportOptions {
  campaign: string;
  actor: Actor;
  fileName: string;
  /** SHA-256 of the file, hex. */
  fileHash: string;
}

/** What an import did. A rejected file has changed nothing. */
export interface ImportSummary {
  batch: string;
  state: 'imported' | 'rejected' | 'unchanged';
  counts: {
    rows: number;
    entered: number;
    open: number;
    declared: number;
    changed: number;
    unchanged: number;
    doubtful: number;
    /** Rows of which at least one difference was refused. */
    refused: number;
    unmatchedPeople: number;
  };
  problems: DeclaredLedger['problems'];
  /** Rows that may be an item already known under another wording: a person confirms, nothing was done with them. */
  doubtful: Doubtful[];
  /** Differences that were refused, each with its row. */
  refused: RefusedChange[];
}

/** A refused difference as the batch keeps it, among the problems of its file. */
export function refusedProblem(change: RefusedChange): RefusedChange & { code: typeof changeRefused; severity: string } {
  return { ...change, code: changeRefused, severity: 'doubt' };
}

export const changeRefused = 'change_refused';
