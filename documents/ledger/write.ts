import type { Day } from '../../domain/calendar.ts';
import { isLedgerField, neededFields } from '../../domain/ledger-field.ts';
import type { Difficulty, LedgerForm } from '../../domain/plan.ts';
import type { Cell } from '../sheet.ts';
import { writeWorkbook, type NewSheet } from '../workbook-write.ts';
import { formNames, type Field } from './columns.ts';
import { fixedDay } from './difficulty.ts';
import { movedDue, readDue } from './due.ts';
import { headLabels } from './preamble.ts';
import type { LedgerRow } from './reading.ts';
import { withoutControlCharacters } from './text.ts';

/** A ledger to be written in the form of annex 3, or the campaign's own. */
export interface WrittenLedger {
  /** The form's title, from the campaign. */
  title: string;
  /** The campaign's form: its labels above and below, its columns, and the mark above its title, e.g. 附件3; without it those of annex 3. */
  form?: Omit<LedgerForm, 'title'> | undefined;
  /** 单位, as the notice addresses it. */
  unit: string;
  date: Day | null;
  items: WrittenItem[];
  /** The campaign's classes: a deadline that was moved to a day of none is written with its class. */
  difficulties?: Difficulty[];
  signatures?: { contact?: string; filledBy?: string; checkedBy?: string };
}

type WrittenItem = Omit<LedgerRow, 'sheet' | 'row'>;

/** A column as written; without a field the system has nothing to write in it. */
interface Column {
  field: Field | undefined;
  label: string;
  width: number;
}

const widths: Record<Field, number> = {
  number: 6,
  institution: 26,
  problem: 36,
  people: 9,
  amount: 14,
  responsible: 10,
  measure: 32,
  due: 14,
  result: 12,
  contact: 22,
  phone: 16,
  systemNumber: 16,
};

const annex3: Omit<LedgerForm, 'title'> = {
  clause: '附件3',
  head: ['单位（机构）', '日期'],
  columns: fields('number', 'institution', 'problem', 'people', 'amount', 'responsible', 'measure', 'due', 'result', 'contact'),
  foot: ['联系人', '填报人', '审核人'],
};

/** Writes a ledger back in its form, with the system's number as a column more: reading it again gives the same items. */
export async function writeLedger(ledger: WrittenLedger): Promise<Uint8Array> {
  const form = ledger.form ?? annex3;
  const columns = columnsOf(form, ledger.items);
  const head = headOf(form, ledger);
  const foot = form.foot.map((label) => `${inert(label)}：${inert(signatureOf(label, ledger.signatures))}`);
  const width = Math.max(columns.length, head.length, foot.length);
  const above: Cell[][] = [[inert(form.clause)], [inert(ledger.title)], spread(head, width), columns.map(({ label }) => label)];
  const rows = function* (): Generator<Cell[]> {
    yield* above;
    for (const item of ledger.items) yield rowOf(item, columns, ledger.difficulties ?? []);
    if (foot.length > 0) yield spread(foot, width);
  };
  const last = above.length + ledger.items.length;
  const sheet: NewSheet = {
    name: '问题台账',
    widths: Array.from({ length: width }, (_, i) => columns[i]?.width ?? 10),
    rows: rows(),
    merges: [
      { startRow: 1, endRow: 1, startCol: 0, endCol: width - 1 },
      ...across(2, head.length, width),
      ...across(last, foot.length, width),
    ],
    looks: new Map([
      [0, 'plain'],
      [1, 'title'],
      [2, 'plain'],
      [3, 'header'],
      [last, 'plain'],
    ]),
    headerRow: above.length,
  };
  return writeWorkbook([sheet]);
}

/** The form's columns in its order; behind them what it has no column for and is needed or told by some item, and the system's number. */
function columnsOf(form: Pick<LedgerForm, 'columns'>, items: WrittenItem[]): Column[] {
  const own = form.columns.map(({ field, title }) => column(isLedgerField(field) ? field : undefined, title));
  const has = (field: Field): boolean => own.some((each) => each.field === field);
  const isTold = (field: Field): boolean => {
    if (field === 'phone') return false;
    if (field === 'contact') return items.some(({ contact, phone }) => contact !== null || (phone !== null && !has('phone')));
    return field !== 'number' && items.some((item) => (values[field](item, []) ?? 0) !== 0);
  };
  const more = (Object.keys(widths) as Field[]).filter(
    (field) => !has(field) && (neededFields.includes(field) || field === 'systemNumber' || isTold(field)),
  );
  return [...own, ...more.map((field) => column(field, formNames[field]))];
}

/** Amounts are always written in yuan, and say so. */
function column(field: Field | undefined, title: string): Column {
  const label = inert(field === 'amount' ? `${title}（元）` : title);
  return { field, label, width: field === undefined ? 14 : widths[field] };
}

/** The labels above the table, the unit's first and the date's last. */
function headOf(form: Pick<LedgerForm, 'head'>, { unit, date }: Pick<WrittenLedger, 'unit' | 'date'>): string[] {
  const labels = headLabels(form.head);
  const others = form.head.filter((label) => label !== labels.unit && label !== labels.date);
  return [
    `${inert(labels.unit ?? '单位')}：${inert(unit)}`,
    ...others.map((label) => `${inert(label)}：`),
    `${inert(labels.date ?? '日期')}：${dateInWords(date)}`,
  ];
}

function signatureOf(
  label: string,
  { contact = '', filledBy = '', checkedBy = '' }: NonNullable<WrittenLedger['signatures']> = {},
): string {
  return { 联系人: contact, 填报人: filledBy, 审核人: checkedBy }[label] ?? '';
}

/** Columns at which each of so many parts of a row begins. */
function begins(parts: number, width: number): number[] {
  return Array.from({ length: parts }, (_, i) => Math.floor((i * width) / parts));
}

function spread(texts: string[], width: number): Cell[] {
  const cells = Array<Cell>(width).fill(null);
  for (const [i, start] of begins(texts.length, width).entries()) cells[start] = texts[i] ?? null;
  return cells;
}

function across(row: number, parts: number, width: number): NewSheet['merges'] {
  const starts = begins(parts, width);
  return starts
    .map((startCol, i) => ({ startRow: row, endRow: row, startCol, endCol: (starts[i + 1] ?? width) - 1 }))
    .filter(({ startCol, endCol }) => endCol > startCol);
}

function rowOf(item: WrittenItem, columns: Column[], difficulties: Difficulty[]): Cell[] {
  const hasPhone = columns.some(({ field }) => field === 'phone');
  return columns.map(({ field }) => {
    if (field === undefined) return null;
    return values[field](field === 'contact' && hasPhone ? { ...item, phone: null } : item, difficulties);
  });
}

const values: Record<Field, (item: WrittenItem, difficulties: Difficulty[]) => Cell> = {
  number: (item) => item.number,
  institution: (item) => text(item.institution),
  problem: (item) => text(item.problem),
  people: (item) => item.people,
  amount: (item) => item.amountYuan,
  responsible: (item) => text(item.responsible),
  measure: (item) => text(item.measure),
  due: (item, difficulties) =>
    dueCell(
      item.dueText === '' ? (item.due ?? '') : item.dueText,
      difficulties.find(({ key }) => key === item.difficulty),
    ),
  result: resultText,
  contact: (item) => text([item.contact, item.phone].filter((part) => part !== null).join(' ')),
  phone: (item) => text(item.phone),
  systemNumber: (item) => text(item.systemNumber),
};

function fields(...names: Field[]): LedgerForm['columns'] {
  return names.map((field) => ({ field, title: formNames[field] }));
}

/** A day becomes a real date, so that Excel can sort by it; every other wording stays as it was. */
function dueCell(dueText: string, difficulty: Difficulty | undefined): Cell {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(dueText) ? new Date(`${dueText}T00:00:00Z`) : undefined;
  if (day && difficulty && fixedDay(difficulty) !== dueText) return text(movedDue(dueText, difficulty));
  return day && !Number.isNaN(day.getTime()) ? day : text(dueText);
}

/** An open item says so only where its time limit claims otherwise. */
function resultText({ done, dueText }: WrittenLedger['items'][number]): string | null {
  if (done) return '已整改';
  return readDue(dueText, 2000, []).doneClaimed ? '未整改' : null;
}

function dateInWords(day: Day | null): string {
  const [year, month, date] = (day ?? '').split('-').map(Number);
  return year && month && date ? `${year}年${month}月${date}日` : '    年  月  日';
}

function text(value: string | null): string | null {
  return value === null || value === '' ? null : inert(value);
}

/** Control characters may not stand in a workbook at all. */
function inert(value: string): string {
  return withoutControlCharacters(value);
}
