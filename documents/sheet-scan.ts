import { cellPlace, type Merge } from './sheet.ts';
import { UnreadableFile } from './unreadable.ts';
import { partPieces, type ZipPart } from './zip-parts.ts';

/** What the row reader does not tell of a sheet's part. */
export interface SheetScan {
  merges: Merge[];
  /** References of formulas without a stored value. */
  withoutValue: Set<string>;
}

const keepAtMost = 1_000_000;
const findingsAtMost = 200_000;

/**
 * Goes once through a sheet's part, piece by piece, for merges and formulas without value.
 * @throws UnreadableFile `file_unsafe` for a document type (entity bombs), `file_damaged`, `file_too_heavy`.
 */
export async function scanSheet(part: ZipPart): Promise<SheetScan> {
  const scan: SheetScan = { merges: [], withoutValue: new Set() };
  let rest = '';
  for await (const piece of partPieces(part)) {
    const text = rest + piece.toString('latin1');
    if (text.includes('<!')) refuseDocumentType(text);
    const end = Math.max(0, text.lastIndexOf('</row>'), text.lastIndexOf('<mergeCell'));
    collect(text.slice(0, end), scan);
    rest = text.slice(end);
    if (rest.length > keepAtMost) rest = rest.slice(-keepAtMost);
    if (scan.merges.length + scan.withoutValue.size > findingsAtMost)
      throw new UnreadableFile('file_too_heavy', { limit: `${findingsAtMost} 处合并 merges` });
  }
  collect(rest, scan);
  return scan;
}

/** Refuses a part that declares a document type: ours never do, and entities are how one becomes a bomb. */
export async function refuseUnsafe(part: ZipPart): Promise<void> {
  for await (const piece of partPieces(part)) {
    refuseDocumentType(piece.toString('latin1'));
    return;
  }
}

function refuseDocumentType(text: string): void {
  if (/<!(DOCTYPE|ENTITY)/i.test(text)) throw new UnreadableFile('file_unsafe');
}

function collect(text: string, scan: SheetScan): void {
  if (text.includes('mergeCell')) {
    for (const match of text.matchAll(/<(?:\w+:)?mergeCell\s[^>]*?ref="([^"]+)"/g)) {
      const [from, to] = (match[1] ?? '').split(':').map(cellPlace);
      if (from && to) scan.merges.push({ startRow: from.row, startCol: from.column, endRow: to.row, endCol: to.column });
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
