import { cellPlace, type Merge } from './sheet.ts';
import { UnreadableFile } from './unreadable.ts';
import { partPieces, type ZipPart } from './zip-parts.ts';

/** What the row reader does not tell of a sheet's part. */
export interface SheetScan {
  merges: Merge[];
  /** References of formulas without a stored value. */
  withoutValue: Set<string>;
  /** Units of money by the references of the cells with a value whose style shows one. */
  shownIn: Map<string, string>;
  /** The last row with a value, when the file numbers its rows; styles often reach on to the sheet's end. */
  lastRow: number | undefined;
  /** The highest shared string that a cell names. */
  lastString: number;
}

const keepAtMost = 1_000_000;
const findingsAtMost = 200_000;
const sumsAtMost = 1_000_000;

/**
 * Goes once through a sheet's part, piece by piece, for merges, formulas without value, units that formats show, and where its values end.
 * @param units that a cell's style shows, by the style's place
 * @throws UnreadableFile `file_unsafe` for a document type (entity bombs), `file_damaged` also when it is cut off, `file_too_heavy`.
 */
export async function scanSheet(part: ZipPart, units: Map<number, string>): Promise<SheetScan> {
  const scan: SheetScan = { merges: [], withoutValue: new Set(), shownIn: new Map(), lastRow: undefined, lastString: -1 };
  let rest = '';
  for await (const piece of partPieces(part)) {
    const text = rest + piece.toString('latin1');
    if (text.includes('<!')) refuseDocumentType(text);
    const end = Math.max(0, text.lastIndexOf('</row>'), text.lastIndexOf('<mergeCell'));
    collect(text.slice(0, end), scan, units);
    rest = text.slice(end);
    if (rest.length > keepAtMost) rest = rest.slice(-keepAtMost);
    if (scan.merges.length + scan.withoutValue.size > findingsAtMost)
      throw new UnreadableFile('file_too_heavy', { limit: `${findingsAtMost} 处合并 merges` });
    if (scan.shownIn.size > sumsAtMost) throw new UnreadableFile('file_too_heavy', { limit: `${sumsAtMost} 个金额单元格 cells with sums` });
  }
  collect(rest, scan, units);
  if (!/<\/(\w+:)?worksheet>\s*$/.test(rest) && !/<(\w+:)?(chartsheet|dialogsheet|macrosheet)[\s>]/.test(rest))
    throw new UnreadableFile('file_damaged');
  return scan;
}

/** Refuses a part that declares a document type: ours never do, and entities are how one becomes a bomb. It stands before the first element. */
export async function refuseUnsafe(part: ZipPart): Promise<void> {
  let rest = '';
  for await (const piece of partPieces(part)) {
    const text = rest + piece.toString('latin1');
    refuseDocumentType(text);
    // In UTF-16 nobody here would see one.
    if (/^(\xff\xfe|\xfe\xff)|^<\0|^\0</.test(text)) throw new UnreadableFile('file_damaged');
    if (/<[a-z_]/i.test(text)) return;
    rest = text.slice(-20);
  }
}

/** How many shared strings a part holds. @throws UnreadableFile `file_damaged` when it is cut off. */
export async function sharedStrings(part: ZipPart): Promise<number> {
  let count = 0;
  let rest = '';
  for await (const piece of partPieces(part)) {
    const text = rest + piece.toString('latin1');
    const end = Math.max(0, text.lastIndexOf('<'));
    const whole = text.slice(0, end);
    for (let at = whole.indexOf('si>'); at >= 0; at = whole.indexOf('si>', at + 3)) if (isOpening(whole, at)) count++;
    for (let at = whole.indexOf('si/>'); at >= 0; at = whole.indexOf('si/>', at + 4)) if (isOpening(whole, at)) count++;
    rest = text.slice(end);
  }
  if (!/<(\/(\w+:)?sst>|(\w+:)?sst[^>]*\/>)\s*$/.test(rest)) throw new UnreadableFile('file_damaged');
  return count;
}

function isOpening(text: string, at: number): boolean {
  return text[at - 1] === '<' || (text[at - 1] === ':' && text[text.lastIndexOf('<', at) + 1] !== '/');
}

function refuseDocumentType(text: string): void {
  if (/<!(DOCTYPE|ENTITY)/i.test(text)) throw new UnreadableFile('file_unsafe');
}

function collect(text: string, scan: SheetScan, units: Map<number, string>): void {
  const value = Math.max(text.lastIndexOf('<v>'), text.lastIndexOf('<is>'), text.lastIndexOf('<v '), text.lastIndexOf('<f'));
  if (value >= 0) {
    const row = /^<row\s[^>]*?\br="(\d+)"/.exec(text.slice(text.lastIndexOf('<row ', value), value))?.[1];
    if (row !== undefined) scan.lastRow = Math.max(scan.lastRow ?? 0, Number(row));
  }
  for (const match of text.matchAll(/ t="s"[^>]*><v>(\d+)</g)) scan.lastString = Math.max(scan.lastString, Number(match[1]));
  if (text.includes('mergeCell')) {
    for (const match of text.matchAll(/<(?:\w+:)?mergeCell\s[^>]*?ref="([^"]+)"/g)) {
      const [from, to] = (match[1] ?? '').split(':').map(cellPlace);
      if (from && to) scan.merges.push({ startRow: from.row, startCol: from.column, endRow: to.row, endCol: to.column });
    }
  }
  if (units.size > 0) {
    // Without its own end: a cell that has only a style is `<c …/>`, often down to the sheet's last row.
    for (const [, attributes = ''] of text.matchAll(/<(?:\w+:)?c\s([^>/]*)>/g)) {
      const unit = units.get(Number(/\bs="(\d+)"/.exec(attributes)?.[1] ?? -1));
      const reference = /\br="([A-Z]+\d+)"/.exec(attributes)?.[1];
      if (unit !== undefined && reference !== undefined) scan.shownIn.set(reference, unit);
    }
  }
  for (let at = nextFormula(text, 0); at >= 0; at = nextFormula(text, at + 2)) {
    const cell = text.slice(text.lastIndexOf('<c ', at), text.indexOf('</c>', at));
    const reference = /\sr="([A-Z]+\d+)"/.exec(cell)?.[1];
    const isText = /^<c [^>]*\st="str"/.test(cell);
    if (reference && !isText && !/<v[^>]*>[^<]+<\/v>/.test(cell)) scan.withoutValue.add(reference);
  }
}

function nextFormula(text: string, from: number): number {
  for (let at = text.indexOf('<f', from); at >= 0; at = text.indexOf('<f', at + 2)) {
    if (text[at + 2] === '>' || text[at + 2] === ' ' || text[at + 2] === '/') return at;
  }
  return -1;
}
