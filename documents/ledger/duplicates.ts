import { identityOf } from '../../domain/ledger-identity.ts';
import { problem, type Problem } from '../problems.ts';
import type { LedgerRow } from './reading.ts';

/** A doubt for every row that repeats an earlier one's institution and problem. Rows without institution say too little to compare. */
export function duplicates(items: LedgerRow[]): Problem[] {
  const seen = new Map<string, LedgerRow>();
  const problems: Problem[] = [];
  for (const item of items) {
    if (item.institution === null || item.problem === '') continue;
    const identity = identityOf({ county: '', institution: item.institution, problem: item.problem });
    const first = seen.get(identity);
    if (first) problems.push(problem('row_duplicate', item, { first: first.row, name: first.sheet }));
    else seen.set(identity, item);
  }
  return problems;
}
