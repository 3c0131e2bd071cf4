/** A cell as the file holds it: `Date` only for a real date (UTC midnight of its day); formulas give their stored value, and numbers that are shown with a unit of money are texts with it. */
export type Cell = string | number | boolean | Date | null;

/** A row that holds something; blank rows are not kept. Merged cells carry the value of the merge's top-left cell. */
export interface SheetRow {
  /** 1-based, as the program that made the file shows it. */
  row: number;
  cells: Cell[];
}

export interface Sheet {
  name: string;
  hidden: boolean;
  rows: SheetRow[];
  /** As the file gives them; the cells are filled already. */
  merges: Merge[];
  /** References (`E7`) of formulas that carry no stored value. */
  withoutValue: Set<string>;
  /** Rows or columns beyond the limits were left unread. */
  cutRows: boolean;
  cutColumns: boolean;
}

export interface Workbook {
  format: 'xlsx' | 'xls' | 'ods' | 'csv';
  sheets: Sheet[];
}

/** 0-based, both ends included. */
export interface Merge {
  startRow: number;
  startCol: number;
  endRow: number;
  endCol: number;
}

/** How much of a file is read before it counts as too heavy. */
export interface Limits {
  /** Bytes of the file itself. */
  fileBytes: number;
  /** Bytes of all its parts once unpacked. */
  unpackedBytes: number;
  /** Unpacked bytes for each packed byte, over the whole file. */
  ratio: number;
  sheets: number;
  /** Rows that hold something, in one sheet. */
  rows: number;
  /** Columns beyond are left out and told. */
  columns: number;
  /** Blank rows in sequence after which the rest of a sheet is left unread and told. */
  blankRows: number;
  /** Cells that merges may fill, in one sheet. */
  mergedCells: number;
}

export const ordinaryLimits: Limits = {
  fileBytes: 64 * 1024 * 1024,
  unpackedBytes: 400 * 1024 * 1024,
  ratio: 150,
  sheets: 60,
  rows: 150_000,
  columns: 100,
  blankRows: 200_000,
  mergedCells: 4_000_000,
};

/** `A` for 0, `AA` for 26. */
export function columnLetter(column: number): string {
  const rest = Math.floor(column / 26);
  return (rest > 0 ? columnLetter(rest - 1) : '') + String.fromCharCode(65 + (column % 26));
}

/** The 0-based place of a reference such as `E7`; nothing when it is not one. */
export function cellPlace(reference: string): { row: number; column: number } | undefined {
  const match = /^\$?([A-Z]{1,3})\$?(\d{1,7})$/.exec(reference);
  if (!match) return undefined;
  const column = Array.from(match[1] ?? '').reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
  return { row: Number(match[2]) - 1, column };
}
