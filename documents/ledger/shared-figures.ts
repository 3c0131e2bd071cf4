import type { Sheet } from '../sheet.ts';
import type { Field } from './columns.ts';
import type { Header } from './header.ts';

const figures: Field[] = ['people', 'amount'];

/** For rows whose number of people or amount is one merged figure for several rows: the first and last of these, by row and field. */
export type SharedFigures = Map<number, { field: Field; first: number; last: number }[]>;

export function sharedFigures(sheet: Sheet, header: Header): SharedFigures {
  const shared: SharedFigures = new Map();
  for (const field of figures) {
    const column = header.columns.get(field)?.[0];
    if (column === undefined) continue;
    for (const { startRow, startCol, endRow, endCol } of sheet.merges) {
      const [first, last] = [startRow + 1, endRow + 1];
      if (column < startCol || column > endCol || last === first || first <= header.lastRow) continue;
      shared.set(first, [...(shared.get(first) ?? []), { field, first, last }]);
    }
  }
  return shared;
}
