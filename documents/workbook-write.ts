import { crc32, createDeflateRaw } from 'node:zlib';
import { Readable } from 'node:stream';
import { columnLetter, type Cell, type Merge } from './sheet.ts';

/** How the rows of a written sheet look; `cell` has borders and wraps its text. */
export type Look = 'title' | 'plain' | 'header' | 'cell';

/** A sheet to be written. */
export interface NewSheet {
  name: string;
  /** Widths of the columns, in characters. */
  widths: number[];
  /** 0-based rows with a look of their own; every other is `cell`. */
  looks: Map<number, Look>;
  rows: Iterable<Cell[]>;
  merges: Merge[];
  /** 1-based row repeated at the top of each printed page. */
  headerRow: number;
}

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packaged = 'http://schemas.openxmlformats.org/package/2006';
const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/**
 * Writes an .xlsx for A4 paper across, packing as it goes: 100,000 rows take little memory and never hold the process
 * up for long. Every text is a text: what begins with `= + - @` is marked so that it stays one when it is edited.
 */
export async function writeWorkbook(sheets: NewSheet[]): Promise<Uint8Array> {
  const relation = (id: string, type: string, target: string) => `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"/>`;
  const override = (part: string, type: string) =>
    `<Override PartName="/xl/${part}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.${type}+xml"/>`;
  const relations = (list: string[]) => [`<Relationships xmlns="${packaged}/relationships">`, ...list, '</Relationships>'];
  return packed([
    [
      '[Content_Types].xml',
      [
        `<Types xmlns="${packaged}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>`,
        override('workbook', 'sheet.main'),
        override('styles', 'styles'),
        ...sheets.map((_, index) => override(`worksheets/sheet${index + 1}`, 'worksheet')),
        '</Types>',
      ],
    ],
    ['_rels/.rels', relations([relation('rId1', 'officeDocument', 'xl/workbook.xml')])],
    [
      'xl/workbook.xml',
      [
        `<workbook xmlns="${main}" xmlns:r="${office}"><sheets>`,
        ...sheets.map(({ name }, index) => `<sheet name="${escaped(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`),
        '</sheets><definedNames>',
        ...sheets.map(printTitles),
        '</definedNames></workbook>',
      ],
    ],
    [
      'xl/_rels/workbook.xml.rels',
      relations([
        ...sheets.map((_, index) => relation(`rId${index + 1}`, 'worksheet', `worksheets/sheet${index + 1}.xml`)),
        relation('rIdStyles', 'styles', 'styles.xml'),
      ]),
    ],
    ['xl/styles.xml', [styles()]],
    ...sheets.map((sheet, index): [string, Iterable<string>] => [`xl/worksheets/sheet${index + 1}.xml`, sheetXml(sheet)]),
  ]);
}

function printTitles({ name, headerRow }: NewSheet, index: number): string {
  const rows = `'${escaped(name).replaceAll("'", "''")}'!$${headerRow}:$${headerRow}`;
  return `<definedName name="_xlnm.Print_Titles" localSheetId="${index}">${rows}</definedName>`;
}

/** Places of the looks in the style part; those of a text that could pass for a formula come after. */
const looks = ['plain', 'title', 'header', 'cell', 'date'] as const;

function styles(): string {
  const wrapped = '<alignment vertical="center" wrapText="1"/>';
  const centred = '<alignment horizontal="center" vertical="center" wrapText="1"/>';
  const look: Record<(typeof looks)[number], [string, string]> = {
    plain: ['', '<alignment vertical="center"/>'],
    title: ['fontId="1" applyFont="1"', '<alignment horizontal="center" vertical="center"/>'],
    header: ['fontId="2" applyFont="1" borderId="1" applyBorder="1"', centred],
    cell: ['borderId="1" applyBorder="1"', wrapped],
    date: ['numFmtId="164" applyNumberFormat="1" borderId="1" applyBorder="1"', wrapped],
  };
  const xf = (mark: string) =>
    looks.map((name) => `<xf xfId="0" ${look[name][0]}${mark} applyAlignment="1">${look[name][1]}</xf>`).join('');
  const font = (size: string) => `<font>${size}<name val="宋体"/></font>`;
  const sides = ['left', 'right', 'top', 'bottom'].map((side) => `<${side} style="thin"><color auto="1"/></${side}>`).join('');
  return [
    `<styleSheet xmlns="${main}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>`,
    `<fonts count="3">${font('<sz val="11"/>')}${font('<b/><sz val="18"/>')}${font('<b/><sz val="11"/>')}</fonts>`,
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>',
    `<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border>${sides}<diagonal/></border></borders>`,
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>',
    `<cellXfs count="${looks.length * 2}">${xf('')}${xf(' quotePrefix="1"')}</cellXfs>`,
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
  ].join('');
}

function* sheetXml({ widths, rows, looks: own, merges }: NewSheet): Generator<string> {
  const columns = widths.map((width, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`).join('');
  yield `<worksheet xmlns="${main}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><cols>${columns}</cols><sheetData>`;
  let number = 0;
  for (const cells of rows) {
    const look = own.get(number) ?? 'cell';
    number++;
    // Cells of a table have their borders even when they are blank.
    const width = look === 'cell' || look === 'header' ? widths.length : cells.length;
    let row = `<row r="${number}">`;
    for (let column = 0; column < width; column++) row += cellXml(cells[column] ?? null, `${columnLetter(column)}${number}`, look);
    yield `${row}</row>`;
  }
  const ranges = merges.map(
    ({ startRow, startCol, endRow, endCol }) => `${columnLetter(startCol)}${startRow + 1}:${columnLetter(endCol)}${endRow + 1}`,
  );
  yield '</sheetData>';
  if (ranges.length > 0)
    yield `<mergeCells count="${ranges.length}">${ranges.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>`;
  yield '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/></worksheet>';
}

function cellXml(cell: Cell, ref: string, look: Look): string {
  const style = looks.indexOf(look);
  if (cell === null || cell === '') return look === 'plain' ? '' : `<c r="${ref}" s="${style}"/>`;
  if (typeof cell === 'number') return `<c r="${ref}" s="${style}"><v>${cell}</v></c>`;
  if (cell instanceof Date) return `<c r="${ref}" s="${looks.indexOf('date')}"><v>${cell.getTime() / 86_400_000 + 25_569}</v></c>`;
  const text = String(cell);
  const marked = /^[=+\-@\t\r]/.test(text) ? style + looks.length : style;
  return `<c r="${ref}" s="${marked}" t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`;
}

/** Text for XML; what XML cannot hold is left out, and what readers would take for an escape of theirs is escaped. */
function escaped(text: string): string {
  if (/^[\u4e00-\u9fff\w（）：，。-]*$/.test(text) && !text.includes('_x')) return text;
  return text
    .replace(/[\p{Cc}\p{Cs}\ufffe\uffff]/gu, (character) => (character === '\n' || character === '\t' ? character : ''))
    .replace(/_(?=x[0-9a-fA-F]{4}_)/g, '_x005F_')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** Packs the parts one after another; a part is never whole in memory but packed. */
async function packed(parts: [string, Iterable<string>][]): Promise<Uint8Array> {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, pieces] of parts) {
    let sum = 0;
    let size = 0;
    const counted = function* (): Generator<Buffer> {
      for (const piece of inChunks(pieces)) {
        sum = crc32(piece, sum);
        size += piece.length;
        yield piece;
      }
    };
    const body: Buffer[] = [];
    for await (const piece of Readable.from(counted()).pipe(createDeflateRaw({ level: 5 })) as AsyncIterable<Buffer>) body.push(piece);
    const length = body.reduce((total, piece) => total + piece.length, 0);
    const title = Buffer.from(name);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(8, 4);
    // 1 January 1980: the same ledger gives the same bytes.
    common.writeUInt16LE(0x21, 8);
    common.writeUInt32LE(sum, 10);
    common.writeUInt32LE(length, 14);
    common.writeUInt32LE(size, 18);
    common.writeUInt16LE(title.length, 22);
    bodies.push(Buffer.from('PK\x03\x04', 'latin1'), common, title, ...body);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    directory.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), common, place, title);
    offset += 30 + title.length + length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 0, 'latin1');
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...bodies, list, end]);
}

function* inChunks(pieces: Iterable<string>): Generator<Buffer> {
  let text = declaration;
  for (const piece of pieces) {
    text += piece;
    if (text.length < 128 * 1024) continue;
    yield Buffer.from(text);
    text = '';
  }
  yield Buffer.from(text);
}
