import type { SheetRow } from '../sheet.ts';
import { readAmount } from './amount.ts';
import type { RowCells } from './cells.ts';
import type { Header } from './header.ts';
import { readPeople } from './people-count.ts';
import type { LedgerRow } from './reading.ts';
import { cellText, folded } from './text.ts';

/** Sums kept while a table is read, since its beginning and since its last subtotal. */
export class Totals {
  private all = { people: 0, fen: 0 };
  private part = { people: 0, fen: 0 };
  /** Several total rows may follow each other (本页小计, 累计): all of them sum what stands above the first. */
  private closed = false;

  add(item: LedgerRow): void {
    if (this.closed) this.part = { people: 0, fen: 0 };
    this.closed = false;
    for (const sum of [this.all, this.part]) {
      sum.people += item.people ?? 0;
      sum.fen += Math.round((item.amountYuan ?? 0) * 100);
    }
  }

  /** Compares a total row with what was added; a subtotal counts since the last one. A blank total says nothing. */
  compare(row: SheetRow, cells: RowCells, header: Header, amountPower: number | undefined): void {
    const isPart = row.cells.some((cell) => /小计/.test(folded(cellText(cell))));
    const sums = isPart ? [this.part] : [this.all, this.part];
    const people = header.columns.has('people') ? readPeople(cells.cell('people')).value : null;
    if (people !== null && !sums.some((sum) => sum.people === people)) {
      cells.tell('total_differs', 'people', { name: '涉及人数', text: people, value: (sums[0] ?? this.all).people });
    }
    const given = header.columns.has('amount') ? cells.cell('amount') : null;
    const amount = cellText(given) === '' ? null : readAmount(given, amountPower).value;
    if (amount !== null && !sums.some((sum) => Math.abs(sum.fen - Math.round(amount * 100)) <= 1)) {
      cells.tell('total_differs', 'amount', { name: '资金金额', text: amount, value: (sums[0] ?? this.all).fen / 100 });
    }
    this.closed = true;
  }
}
