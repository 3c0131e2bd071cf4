import { html, type Html } from './html.ts';

export interface Column<Row> {
  head: string;
  cell: (row: Row) => string | number | Html | Html[];
  /** `n`: numbers, to the right, heading too. Others: how the cells read. */
  style?: 'n' | 'who' | 'titles' | 'name' | 'bars';
}

interface Frame {
  caption?: string;
  /** Cells of the closing row. */
  foot?: (string | number)[];
}

/** A table of the book: what each column says of a row. */
export function table<Row>(columns: Column<Row>[], rows: Iterable<Row>, { caption, foot }: Frame = {}): Html {
  const heads = columns.map(({ head, style }) => (style === 'n' ? html`<th class="n">${head}</th>` : html`<th>${head}</th>`));
  const filled = (row: Row) =>
    columns.map(({ cell, style }) => (style ? html`<td class="${style}">${cell(row)}</td>` : html`<td>${cell(row)}</td>`));
  const line = (row: Row) =>
    html`<tr>
      ${filled(row)}
    </tr>`;
  const total = (value: string | number, i: number) => (i === 0 ? html`<th>${value}</th>` : html`<td class="n">${value}</td>`);
  return html`<table>
    ${
      caption === undefined
        ? html``
        : html`<caption>
            ${caption}
          </caption>`
    }
    <thead>
      <tr>
        ${heads}
      </tr>
    </thead>
    <tbody>
      ${[...rows].map(line)}
    </tbody>
    ${
      foot === undefined
        ? html``
        : html`<tfoot>
            <tr>
              ${foot.map(total)}
            </tr>
          </tfoot>`
    }
  </table>`;
}
