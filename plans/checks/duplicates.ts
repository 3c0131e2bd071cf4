import type { Found } from '../find.ts';
import { find } from '../find.ts';
import type { Checking } from './reporting.ts';

/** Lists whose elements are told apart by a field. Lists on one line share their keys. */
const distinct = [
  ['roles[].key'],
  ['ladders[].key'],
  ['difficulties[].key'],
  ['units[].key', 'departments[].key'],
  ['units[].name'],
  ['bodies[].key'],
  ['partners[].key'],
  ['institutionKinds[].key'],
  ['focusAreas[].number'],
  ['phases[].key'],
  ['workItems[].key'],
  ['workItems[].number'],
  ['operations[].key'],
  ['dispositions[].key'],
  ['inspections[].key'],
  ['obligations[].key'],
  ['checklists[].key'],
  ['documents[].key'],
  ['provisions[].key'],
  ['ledgerForm.columns[].field'],
  ['ledgerForm.columns[].title'],
];

/** The same within each element of another list. */
const distinctWithin: [string, string][] = [
  ['phases[]', 'gates[].key'],
  ['checklists[]', 'groups[].number'],
];

export function checkDuplicates(checking: Checking): void {
  for (const patterns of distinct) {
    report(
      checking,
      patterns.flatMap((pattern) => find(checking.data, pattern)),
    );
  }
  for (const [outer, inner] of distinctWithin) {
    for (const { path, value } of find(checking.data, outer)) {
      report(
        checking,
        find(value, inner).map((found) => ({ path: [...path, ...found.path], value: found.value })),
      );
    }
  }
  for (const checklist of find(checking.data, 'checklists[]')) report(checking, rowKeys(checklist));
}

/** A row is known by its number, or by its group's and its own where groups are numbered. */
function rowKeys(checklist: Found): Found[] {
  return find(checklist.value, 'groups[]').flatMap((group) => {
    const number = find(group.value, 'number')[0]?.value;
    return find(group.value, 'rows[].number').map((row) => ({
      path: [...checklist.path, ...group.path, ...row.path],
      value: typeof number === 'number' ? `${number}.${String(row.value)}` : row.value,
    }));
  });
}

function report(checking: Checking, found: Found[]): void {
  const taken = new Set<unknown>();
  for (const { path, value } of found) {
    if (typeof value !== 'string' && typeof value !== 'number') continue;
    if (taken.has(value)) checking.fault(path, `重复：${value} 已经用过 / duplicate: ${value} is already taken`);
    taken.add(value);
  }
}
