import type { Cell, Limits, Merge, SheetRow } from './sheet.ts';
import { UnreadableFile } from './unreadable.ts';

/**
 * Gives every cell of a merge the value of its top-left cell, as the person who made the file saw it; what lies
 * underneath is dropped. Only rows that hold something are filled, so a merge never brings a blank row to life.
 * @throws UnreadableFile `file_too_heavy` when merges would fill more cells than the limit.
 */
export function fillMerges(rows: SheetRow[], merges: Merge[], limits: Limits): void {
  let filled = 0;
  for (const merge of merges) {
    const lastColumn = Math.min(merge.endCol, limits.columns - 1);
    const first = firstAtOrAfter(rows, merge.startRow + 1);
    const top = rows[first];
    const value: Cell = top?.row === merge.startRow + 1 ? (top.cells[merge.startCol] ?? null) : null;
    for (let index = first; index < rows.length; index++) {
      const row = rows[index];
      if (!row || row.row > merge.endRow + 1) break;
      filled += Math.max(0, lastColumn - merge.startCol + 1);
      if (filled > limits.mergedCells)
        throw new UnreadableFile('file_too_heavy', { limit: `${limits.mergedCells} 合并单元格 merged cells` });
      for (let column = merge.startCol; column <= lastColumn; column++) setCell(row, column, value);
    }
  }
}

function setCell(row: SheetRow, column: number, value: Cell): void {
  while (row.cells.length <= column) row.cells.push(null);
  row.cells[column] = value;
}

function firstAtOrAfter(rows: SheetRow[], row: number): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rows[middle]?.row ?? 0) < row) low = middle + 1;
    else high = middle;
  }
  return low;
}
