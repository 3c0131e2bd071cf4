import type { SheetRow } from '../sheet.ts';
import { amountUnit, fieldOfLabel, isFormLabel, isSubLabel, type Field, type Titles } from './columns.ts';
import { cellText, folded } from './text.ts';

/** Where a ledger's table begins and which column is which. */
export interface Header {
  /** 1-based rows it takes; items follow the last. */
  firstRow: number;
  lastRow: number;
  /** 0-based columns of each field, in order; only `contact` and `phone` use more than one. */
  columns: Map<Field, number[]>;
  /** The labels as written, by column, for messages. */
  labels: Map<number, string>;
  /** Power of ten that turns the amount column into yuan, when the header names a unit. */
  amountPower: number | undefined;
  /** Columns with a label that is none of the form's. */
  ignored: number[];
  repeated: Field[];
}

const fewest = 4;

/** The header that begins at `rows[index]`, of one row or two; nothing when it is no ledger's header. */
export function headerAt(rows: SheetRow[], index: number, titles: Titles): Header | undefined {
  const upper = rows[index];
  if (!upper) return undefined;
  const lower = rows[index + 1];
  const one = headerOf(upper, undefined, titles);
  // A row that is a header by itself is not the second half of the row above it, unless that is one too.
  if (lower && lower.row === upper.row + 1 && isSubHeader(upper, lower, titles) && (one ?? !headerOf(lower, undefined, titles))) {
    const two = headerOf(upper, lower, titles);
    if (two && two.columns.size >= (one?.columns.size ?? 0)) return two;
  }
  return one;
}

/** A label as a person reads it: on one line. */
function labelText(label: string): string {
  return label.replace(/\s+/g, '');
}

function headerOf(upper: SheetRow, lower: SheetRow | undefined, titles: Titles): Header | undefined {
  const header: Header = {
    firstRow: upper.row,
    lastRow: (lower ?? upper).row,
    columns: new Map(),
    labels: new Map(),
    amountPower: undefined,
    ignored: [],
    repeated: [],
  };
  const width = Math.max(upper.cells.length, lower?.cells.length ?? 0);
  for (let column = 0; column < width; column++) {
    const above = cellText(upper.cells[column]);
    const below = lower ? cellText(lower.cells[column]) : '';
    place(header, column, { above, below, titles });
  }
  const found = header.columns;
  return found.size >= fewest && (found.has('problem') || (found.has('institution') && found.has('due'))) ? header : undefined;
}

function place(header: Header, column: number, { above, below, titles }: { above: string; below: string; titles: Titles }): void {
  const own = below === '' || folded(below) === folded(above) ? above : below;
  if (own === '' && above === '') return;
  const label = own === above || above === '' ? own : `${above}${own}`;
  header.labels.set(column, labelText(label));
  const field = fieldOfLabel(own, own === above ? '' : above, titles);
  if (!field) {
    header.ignored.push(column);
    return;
  }
  const columns = header.columns.get(field);
  const earlier = columns?.[0];
  if (columns && (field === 'contact' || field === 'phone')) columns.push(column);
  else if (earlier === undefined) header.columns.set(field, [column]);
  else {
    header.repeated.push(field);
    // 整改期限 beside 完成时间: the form's own word is the one that is meant.
    if (!isFormLabel(label, field, titles) || isFormLabel(header.labels.get(earlier) ?? '', field, titles)) return;
    header.columns.set(field, [column]);
    if (field === 'amount') header.amountPower = undefined;
  }
  if (field === 'amount') header.amountPower ??= amountUnit(bracketed(label));
}

/** The unit of a header stands in brackets, after a dash or comma, or alone below. */
function bracketed(label: string): string {
  return folded(label).replace(/^(资金|补贴|涉及)*(金额|资金|数额)/, '');
}

/** A second header row holds only labels, at least one of them new. */
function isSubHeader(upper: SheetRow, lower: SheetRow, titles: Titles): boolean {
  let fresh = false;
  for (const [column, cell] of lower.cells.entries()) {
    const below = cellText(cell);
    if (below === '' || folded(below) === folded(cellText(upper.cells[column]))) continue;
    if (typeof cell !== 'string' || below.length > 20 || !isSubLabel(below, cellText(upper.cells[column]), titles)) return false;
    fresh = true;
  }
  return fresh;
}
