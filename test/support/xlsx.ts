import { crc32, deflateRawSync } from 'node:zlib';

/** A cell of a workbook made for a test; `xml` is put in as it is. */
export type MadeCell = string | number | Date | null | { formula: string; value?: string | number } | { error: string } | { xml: string };

export interface MadeSheet {
  name?: string;
  rows: MadeCell[][];
  /** `A2:J2` */
  merges?: string[];
  state?: 'hidden' | 'veryHidden';
  /** Put before the worksheet's own element. */
  prolog?: string;
  /** Replaces the rows' own XML. */
  sheetData?: string;
}

export interface ZipEntry {
  name: string;
  data: string | Uint8Array;
  /** What the directory says the size is, when it lies. */
  declared?: number;
  flags?: number;
}

/** A packed file with exactly these entries. */
export function zip(entries: ZipEntry[]): Uint8Array {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, data, declared, flags = 0 } of entries) {
    const raw = Buffer.from(data);
    const packed = deflateRawSync(raw);
    const title = Buffer.from(name);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(flags, 2);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(crc32(raw), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(declared ?? raw.length, 18);
    common.writeUInt16LE(title.length, 22);
    bodies.push(Buffer.from('PK\x03\x04', 'latin1'), common, title, packed);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    directory.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), common, place, title);
    offset += 30 + title.length + packed.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 0, 'latin1');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...bodies, listed, end]);
}

/** The entries of a small .xlsx; style 1 is a date. */
export function xlsxEntries(sheets: MadeSheet[]): ZipEntry[] {
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const relations = (list: string) =>
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${list}</Relationships>`;
  const list = sheets.map(
    ({ name = `表${sheets.length}`, state }, i) =>
      `<sheet name="${escaped(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"${state ? ` state="${state}"` : ''}/>`,
  );
  return [
    { name: '[Content_Types].xml', data: '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>' },
    { name: '_rels/.rels', data: relations(`<Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/>`) },
    { name: 'xl/workbook.xml', data: `<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${list.join('')}</sheets></workbook>` },
    {
      name: 'xl/_rels/workbook.xml.rels',
      data: relations(
        sheets.map((_, i) => `<Relationship Id="rId${i + 1}" Type="${office}/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`).join('') +
          `<Relationship Id="rIdS" Type="${office}/styles" Target="styles.xml"/>`,
      ),
    },
    {
      name: 'xl/styles.xml',
      data: `<styleSheet xmlns="${main}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>`,
    },
    ...sheets.map((sheet, i) => ({ name: `xl/worksheets/sheet${i + 1}.xml`, data: sheetXml(sheet, main) })),
  ];
}

export function xlsx(...sheets: MadeSheet[]): Uint8Array {
  return zip(xlsxEntries(sheets));
}

function sheetXml({ rows, merges = [], prolog = '', sheetData }: MadeSheet, main: string): string {
  const data =
    sheetData ??
    rows.map((cells, r) => `<row r="${r + 1}">${cells.map((cell, c) => cellXml(cell, `${letter(c)}${r + 1}`)).join('')}</row>`).join('');
  const merged =
    merges.length === 0
      ? ''
      : `<mergeCells count="${merges.length}">${merges.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>`;
  return `<?xml version="1.0"?>${prolog}<worksheet xmlns="${main}"><sheetData>${data}</sheetData>${merged}</worksheet>`;
}

function cellXml(cell: MadeCell, ref: string): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return `<c r="${ref}"><v>${cell}</v></c>`;
  if (typeof cell === 'string') return `<c r="${ref}" t="inlineStr"><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`;
  if (cell instanceof Date) return `<c r="${ref}" s="1"><v>${cell.getTime() / 86_400_000 + 25_569}</v></c>`;
  if ('xml' in cell) return cell.xml.replace('REF', ref);
  if ('error' in cell) return `<c r="${ref}" t="e"><v>${cell.error}</v></c>`;
  const value = cell.value === undefined ? '' : `<v>${escaped(String(cell.value))}</v>`;
  return `<c r="${ref}"${typeof cell.value === 'string' ? ' t="str"' : ''}><f>${escaped(cell.formula)}</f>${value}</c>`;
}

function letter(column: number): string {
  const rest = Math.floor(column / 26);
  return (rest > 0 ? letter(rest - 1) : '') + String.fromCharCode(65 + (column % 26));
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
