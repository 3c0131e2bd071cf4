import { checkCycles } from './checks/cycles.ts';
import { checkDates } from './checks/dates.ts';
import { checkDuplicates } from './checks/duplicates.ts';
import { checkLadders } from './checks/ladders.ts';
import { checkObligations } from './checks/obligations.ts';
import { checkReferences } from './checks/references.ts';
import type { Checking } from './checks/reporting.ts';
import { checkReserved } from './checks/reserved.ts';
import { checkRoles } from './checks/roles.ts';
import type { Draft } from './draft.ts';

/** What no single value shows: whether the parts of a plan fit together. */
export function checkTogether(checking: Checking, draft: Draft): void {
  checkDuplicates(checking);
  checkReserved(checking);
  checkReferences(checking);
  checkRoles(checking);
  checkLadders(checking);
  checkDates(checking);
  checkObligations(checking, draft);
  checkCycles(checking);
}
