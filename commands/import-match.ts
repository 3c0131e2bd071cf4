import { identityOf, resemblance } from '../domain/ledger-identity.ts';
import type { LedgerItem } from '../domain/ledger-item.ts';
import type { DeclaredItem } from '../domain/declared-item.ts';
import type { Doubtful } from './declared-ledger.ts';

/** An item of the ledger as a corrected file is compared with it. */
export interface Known {
  id: string;
  number: number;
  identity: string;
  institution: string | null;
  problem: string;
  people: number;
  amountYuan: number;
  responsibleName: string | null;
  measure: string;
  dueText: string;
  contact: string | null;
  phone: string | null;
  life: LedgerItem;
}

/** A row that becomes an item. */
export interface Fresh {
  row: DeclaredItem;
  /** As `identityOf` makes it. */
  identity: string;
  recurrenceOf: string | null;
}

export interface Matched {
  fresh: Fresh[];
  same: { row: DeclaredItem; item: Known }[];
  doubtful: Doubtful[];
}

/** From this share of common character pairs on, two wordings may be one problem. */
const alike = 0.7;

/**
 * Finds the item of each row: by the system's number, else by county, institution and normalised problem. A row left over that resembles
 * an item left over of the same institution is doubtful. A row whose item is over, but which is itself open, is a recurrence: a new, linked item.
 */
export function matchRows(rows: DeclaredItem[], known: Known[], county: string): Matched {
  const byNumber = new Map(known.map((item) => [String(item.number), item]));
  const byIdentity = new Map<string, Known[]>();
  for (const item of known) listOf(byIdentity, item.identity).push(item);

  const taken = new Set<Known>();
  const take = (item: Known | undefined): Known | undefined => {
    if (!item || taken.has(item)) return undefined;
    taken.add(item);
    return item;
  };
  const same: Matched['same'] = [];
  const fresh: Matched['fresh'] = [];
  const left: Omit<Fresh, 'recurrenceOf'>[] = [];
  for (const row of rows) {
    const identity = identityOf({ county, institution: row.institution, problem: row.problem });
    const byKey = byIdentity.get(identity) ?? [];
    const item = take(row.systemNumber === null ? undefined : byNumber.get(row.systemNumber)) ?? take(byKey.find((one) => !taken.has(one)));
    if (!item) left.push({ row, identity });
    else if (recurs(row, item)) fresh.push({ row, identity, recurrenceOf: item.id });
    else same.push({ row, item });
  }

  const unclaimed = new Map<string | null, Known[]>();
  for (const item of known) if (!taken.has(item)) listOf(unclaimed, item.institution).push(item);
  const questions: Matched['doubtful'] = [];
  for (const { row, identity } of left) {
    const ofTheSame = unclaimed.get(row.institution) ?? [];
    const like = ofTheSame.find((item) => !taken.has(item) && resemblance(item.problem, row.problem) >= alike);
    if (like) {
      taken.add(like);
      questions.push(question(row, like, 'similar'));
    } else fresh.push({ row, identity, recurrenceOf: null });
  }
  return { fresh, same, doubtful: questions };
}

function listOf<K, V>(lists: Map<K, V[]>, key: K): V[] {
  const list = lists.get(key) ?? [];
  lists.set(key, list);
  return list;
}

/** What a person is asked about a row; the row itself is kept, so that the answer can act on it. */
export function question(row: DeclaredItem, item: Known, reason: Doubtful['reason']): Doubtful {
  return {
    row: row.row,
    ...(row.sheet === undefined ? {} : { sheet: row.sheet }),
    item: item.id,
    number: item.number,
    reason,
    declared: row,
  };
}

/** A declared closure read again from a later ledger is still the same item; an open row of a closed item is a recurrence. */
function recurs(row: DeclaredItem, item: Known): boolean {
  return !row.done && (item.life.status === 'closed' || item.life.status === 'voided');
}
