import type { SheetRow } from '../sheet.ts';

const ditto = /^\s*(同上|同上行|同前|[〃″"“”＂])\s*$/;

/** Puts what stands above in the place of `同上` and its marks; with nothing above, they say nothing. */
export function spellOutDittos(row: SheetRow, above: SheetRow | undefined): void {
  for (const [column, cell] of row.cells.entries()) {
    if (typeof cell === 'string' && cell.length < 10 && ditto.test(cell)) row.cells[column] = above?.cells[column] ?? null;
  }
}
