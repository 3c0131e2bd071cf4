import type { Day } from '../../domain/calendar.ts';
import { problem, type Problem } from '../problems.ts';
import type { Sheet, SheetRow } from '../sheet.ts';
import { rowCells } from './cells.ts';
import type { Header } from './header.ts';
import { headerAt } from './header.ts';
import { headerProblems } from './header-problems.ts';
import { readItem, type RowContext } from './item.ts';
import type { OwnForm } from './own-form.ts';
import type { LedgerPlan } from './plan.ts';
import type { LedgerRow } from './reading.ts';
import { rowKind } from './row-kind.ts';
import { sharedFigures } from './shared-figures.ts';
import { spellOutDittos } from './dittos.ts';
import { cellText } from './text.ts';
import { Totals } from './totals.ts';

/** What the tables of a sheet share. */
export interface SheetContext {
  plan: LedgerPlan;
  date: Day | null;
  form: OwnForm;
  /** From `单位：万元` above the table; a unit in the header wins. */
  amountPower: number | undefined;
}

/** Reads a sheet from its header on: items until a signature row, further tables after it, repeated headers anywhere. */
export function readTables(sheet: Sheet, start: number, first: Header, context: SheetContext, problems: Problem[]): LedgerRow[] {
  const items: LedgerRow[] = [];
  let header = first;
  let totals = new Totals();
  let ended = false;
  let shared = sharedFigures(sheet, header);
  let above: SheetRow | undefined;
  problems.push(...headerProblems(sheet.name, header, context.form));
  for (let index = afterHeader(sheet.rows, start, header); index < sheet.rows.length; index++) {
    const row = sheet.rows[index];
    if (!row) continue;
    const again = mayBeHeader(row, header) ? headerAt(sheet.rows, index, context.form.titles) : undefined;
    if (again) {
      if (ended) totals = new Totals();
      ended = false;
      header = again;
      shared = sharedFigures(sheet, header);
      above = undefined;
      index = afterHeader(sheet.rows, index, again) - 1;
      continue;
    }
    const kind = rowKind(row, header, context.form.foot);
    const cells = rowCells(sheet, row, header, problems);
    const amountPower = header.amountPower ?? context.amountPower;
    if (kind === 'signature') ended = true;
    else if (ended && !(kind === 'item' && isFull(row, header))) {
      if (kind === 'item') cells.tell('row_after_end', undefined);
    } else if (kind === 'total') totals.compare(row, cells, header, amountPower);
    else if (kind === 'banner') cells.tell('row_skipped', undefined, { text: row.cells.map(cellText).find((text) => text !== '') ?? '' });
    else if (kind === 'item') {
      const columns = header.columns;
      const rowContext: RowContext = {
        sheet: sheet.name,
        plan: context.plan,
        date: context.date,
        amountPower,
        has: (field) => columns.has(field),
      };
      if (ended) cells.tell('item_after_end', undefined);
      spellOutDittos(row, above);
      above = row;
      const item = readItem(row.row, cells, rowContext);
      for (const { field, first, last } of shared.get(row.row) ?? [])
        if ((field === 'people' ? item.people : item.amountYuan) !== 0) cells.tell('figure_shared', field, { first, last });
      items.push(item);
      totals.add(item);
    }
  }
  if (sheet.cutRows) problems.push(problem('rows_not_read', { sheet: sheet.name, row: sheet.rows.at(-1)?.row ?? 1 }));
  return items;
}

/** Signatures may stand below each printed page; what has all that an item needs is one, also behind them. */
function isFull(row: SheetRow, header: Header): boolean {
  const texts = (['institution', 'problem', 'due'] as const).map((field) => cellText(row.cells[header.columns.get(field)?.[0] ?? -1]));
  return texts.every((text) => text !== '') && new Set(texts).size === texts.length;
}

function afterHeader(rows: SheetRow[], start: number, header: Header): number {
  let index = start;
  while ((rows[index]?.row ?? Infinity) <= header.lastRow) index++;
  return index;
}

/** A repeated header has a label where the number, the institution or the problem would be; looked at first, as most rows are items. */
function mayBeHeader(row: SheetRow, header: Header): boolean {
  const number = row.cells[header.columns.get('number')?.[0] ?? -1];
  return (
    typeof number !== 'number' &&
    row.cells.some((cell) => typeof cell === 'string' && /[问問][题題]|[机機][构構]|序\s*[号號]/.test(cell)) &&
    row.cells.every((cell) => typeof cell !== 'number')
  );
}
