import { fileKind, textOf } from './file-kind.ts';
import { fillMerges } from './merges.ts';
import { moneyStyles, showUnits } from './money-formats.ts';
import { refuseUnsafe, scanSheet, sharedStrings } from './sheet-scan.ts';
import { ordinaryLimits, type Cell, type Limits, type Merge, type Sheet, type Workbook } from './sheet.ts';
import { UnreadableFile } from './unreadable.ts';
import { sheetEntries } from './workbook-parts.ts';
import { zipParts, type ZipPart } from './zip-parts.ts';

/**
 * Opens a workbook by its content: .xlsx (row by row, so that 100,000 rows fit in little memory), .xls, .ods and
 * text separated by commas or tabs. The only file that knows the spreadsheet library, which is loaded with the first workbook: a
 * server that shows pages all day does without it.
 * @throws UnreadableFile naming why it cannot be opened: another kind, damaged, encrypted, unsafe, too heavy.
 */
export async function openWorkbook(bytes: Uint8Array, limits: Limits = ordinaryLimits): Promise<Workbook> {
  if (bytes.length > limits.fileBytes)
    throw new UnreadableFile('file_too_heavy', { limit: `${Math.round(limits.fileBytes / 1024 / 1024)} MB` });
  const kind = fileKind(bytes);
  switch (kind) {
    case 'zip':
      return openPacked(bytes, limits);
    case 'ole':
      return openOle(bytes, limits);
    case 'text':
      return openText(bytes, limits);
    case 'empty':
      throw new UnreadableFile('file_empty');
    case 'html':
    case 'xml':
    case 'pdf':
    case 'rtf':
    case 'image':
    case 'binary':
      throw new UnreadableFile('file_kind', { kind });
  }
}

async function openText(bytes: Uint8Array, limits: Limits): Promise<Workbook> {
  const { parseCsv } = await import('hucre');
  return { format: 'csv', sheets: [collected('CSV', false, parseCsv(textOf(bytes)), [], limits)] };
}

async function openPacked(bytes: Uint8Array, limits: Limits): Promise<Workbook> {
  const parts = zipParts(bytes, limits);
  if (parts.has('mimetype') && parts.has('content.xml')) return openOds(bytes, parts, limits);
  const entries = sheetEntries(parts, limits);
  for (const part of parts.values()) if (/\.(xml|rels)$/i.test(part.name)) await refuseUnsafe(part);
  const { streamXlsxRows } = await import('hucre');
  const strings = [...parts.values()].find(({ name }) => /(^|\/)sharedStrings\.xml$/i.test(name));
  const count = strings ? await sharedStrings(strings) : 0;
  const units = moneyStyles([...parts.values()].find(({ name }) => /(^|\/)styles\.xml$/i.test(name)));
  const sheets: Sheet[] = [];
  for (const [index, entry] of entries.entries()) {
    const scan = await scanSheet(entry.part, units);
    if (scan.lastString >= count) throw new UnreadableFile('file_damaged');
    const rows = streamXlsxRows(bytes, { sheet: index });
    const sheet = await readable(() => collect(entry, rows, scan.lastRow, limits));
    showUnits(sheet.rows, scan.shownIn);
    fillMerges(sheet.rows, scan.merges, limits);
    sheets.push({ ...sheet, merges: scan.merges, withoutValue: scan.withoutValue });
  }
  return { format: 'xlsx', sheets };
}

async function openOds(bytes: Uint8Array, parts: Map<string, ZipPart>, limits: Limits): Promise<Workbook> {
  for (const part of parts.values()) if (/\.xml$/i.test(part.name)) await refuseUnsafe(part);
  const { readOds } = await import('hucre');
  const workbook = await readable(() => readOds(bytes));
  return {
    format: 'ods',
    sheets: workbook.sheets.map((sheet) => collected(sheet.name, sheet.hidden === true, sheet.rows, sheet.merges, limits)),
  };
}

/** The old container holds either an .xls or an encrypted .xlsx. */
async function openOle(bytes: Uint8Array, limits: Limits): Promise<Workbook> {
  const names = new TextDecoder('utf-16le').decode(bytes.length % 2 === 0 ? bytes : bytes.subarray(0, -1));
  if (names.includes('EncryptedPackage') || hasPasswordRecord(bytes)) throw new UnreadableFile('file_encrypted');
  if (names.includes('WordDocument')) throw new UnreadableFile('file_kind', { kind: 'doc' });
  const { readXls } = await import('hucre');
  const workbook = await readable(() => readXls(bytes));
  return {
    format: 'xls',
    sheets: workbook.sheets.map((sheet) => collected(sheet.name, sheet.hidden === true, sheet.rows, sheet.merges, limits)),
  };
}

/** An .xls with a password says so in the record after its first (BOF, then FILEPASS); the library would read noise. */
function hasPasswordRecord(bytes: Uint8Array): boolean {
  const first = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).indexOf(Buffer.from('0908100000060500', 'hex'));
  return first >= 0 && bytes[first + 20] === 0x2f && bytes[first + 21] === 0;
}

/** Whatever the library throws means that the file is damaged; its own words go along as the cause. */
async function readable<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (cause) {
    if (cause instanceof UnreadableFile) throw cause;
    const words = cause instanceof Error ? cause.message : '';
    if (/encrypt|FilePass/i.test(words)) throw new UnreadableFile('file_encrypted', {}, cause);
    throw new UnreadableFile(
      /limit|bounds|bomb/i.test(words) ? 'file_too_heavy' : 'file_damaged',
      { limit: '20,000,000 单元格 cells' },
      cause,
    );
  }
}

interface Row {
  index: number;
  values: Cell[];
}

/** Rows until the last that holds a value: what only has a style behind it is not worth reading. */
async function collect(
  { name, hidden }: { name: string; hidden: boolean },
  source: AsyncIterable<Row>,
  lastRow = Infinity,
  limits: Limits,
): Promise<Sheet> {
  const sheet = emptySheet(name, hidden);
  for await (const row of source) if (row.index >= lastRow || !keep(sheet, row, limits)) break;
  sheet.rows.sort((one, other) => one.row - other.row);
  return sheet;
}

function collected(name: string, hidden: boolean, rows: (Cell[] | undefined)[], merges: Merge[] | undefined, limits: Limits): Sheet {
  const sheet = emptySheet(name, hidden);
  for (let index = 0; index < rows.length; index++) if (!keep(sheet, { index, values: rows[index] ?? [] }, limits)) break;
  sheet.merges = merges ?? [];
  fillMerges(sheet.rows, sheet.merges, limits);
  return sheet;
}

function emptySheet(name: string, hidden: boolean): Sheet {
  return { name, hidden, rows: [], merges: [], withoutValue: new Set(), cutRows: false, cutColumns: false };
}

/** Adds a row unless it is blank; answers whether to go on. @throws UnreadableFile beyond the row limit. */
function keep(sheet: Sheet, row: Row, limits: Limits): boolean {
  if (!(row.index >= 0 && row.index <= 1_048_575)) throw new UnreadableFile('file_damaged');
  const last = sheet.rows.at(-1)?.row ?? 0;
  if (row.index + 1 - last > limits.blankRows) {
    sheet.cutRows = true;
    return false;
  }
  if (row.values.every(isBlank)) return true;
  if (row.values.length > limits.columns) {
    if (!row.values.slice(limits.columns).every(isBlank)) sheet.cutColumns = true;
    row.values.length = limits.columns;
    if (row.values.every(isBlank)) return true;
  }
  if (sheet.rows.length >= limits.rows) throw new UnreadableFile('file_too_heavy', { limit: `${limits.rows} 行 rows` });
  sheet.rows.push({ row: row.index + 1, cells: row.values });
  return true;
}

function isBlank(cell: Cell | undefined): boolean {
  return cell === null || cell === undefined || (typeof cell === 'string' && cell.trim() === '');
}
