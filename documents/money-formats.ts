import { columnLetter, type SheetRow } from './sheet.ts';
import { partText, type ZipPart } from './zip-parts.ts';

/** A unit of money that a number is shown with: `0.00"万元"`. A bare ¥ says the currency, not the unit. */
const unitShown = /(亿|百万|万|千)元|(?<![公单美欧港日])元|[亿万](?![年月日])/;
/** Placeholders behind which a comma divides what is shown by a thousand; `0!.0,` shows yuan in 万 the same way. The value itself is in yuan. */
const divided = /[0#?],+(?![0#?])|!\./;

/** Units that cells of each style (the `s` of a cell) are shown with; styles that show none are left out. */
export function moneyStyles(styles: ZipPart | undefined): Map<number, string> {
  const units = new Map<number, string>();
  if (!styles) return units;
  const text = partText(styles);
  const formats = new Map<string, string>();
  for (const [, attributes = ''] of text.matchAll(/<(?:\w+:)?numFmt\s([^>]*)>/g)) {
    const unit = unitOf(/\bformatCode="([^"]*)"/.exec(attributes)?.[1] ?? '');
    const id = /\bnumFmtId="(\d+)"/.exec(attributes)?.[1];
    if (unit !== undefined && id !== undefined) formats.set(id, unit);
  }
  if (formats.size === 0) return units;
  const cells = /<(?:\w+:)?cellXfs[\s>][\s\S]*?<\/(?:\w+:)?cellXfs>/.exec(text)?.[0] ?? '';
  let style = 0;
  for (const [, attributes = ''] of cells.matchAll(/<(?:\w+:)?xf\s([^>]*)>/g)) {
    const unit = formats.get(/\bnumFmtId="(\d+)"/.exec(attributes)?.[1] ?? '');
    if (unit !== undefined) units.set(style, unit);
    style += 1;
  }
  return units;
}

/** Makes numbers what people read: 1.2 is `1.2万元` where its cell shows that unit. */
export function showUnits(rows: SheetRow[], shownIn: Map<string, string>): void {
  if (shownIn.size === 0) return;
  for (const { row, cells } of rows) {
    for (const [column, cell] of cells.entries()) {
      const unit = typeof cell === 'number' ? shownIn.get(`${columnLetter(column)}${row}`) : undefined;
      if (unit !== undefined) cells[column] = String(cell) + unit;
    }
  }
}

/** By the format for positive numbers, the first of its sections. */
function unitOf(formatCode: string): string | undefined {
  const [format = ''] = formatCode.replaceAll('&quot;', '"').split(';');
  const unit = unitShown.exec(format)?.[0];
  if (unit === undefined) return undefined;
  return divided.test(format.replace(/"[^"]*"/g, '')) ? '元' : unit;
}
