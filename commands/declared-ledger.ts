import type { Actor } from '../domain/actor.ts';
import type { DeclaredItem } from '../domain/declared-item.ts';

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
    unmatchedPeople: number;
  };
  problems: DeclaredLedger['problems'];
  /** Rows that may be an item already known under another wording: a person confirms, nothing was done with them. */
  doubtful: Doubtful[];
}
