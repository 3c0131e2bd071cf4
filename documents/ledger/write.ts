import type { Day } from '../../domain/calendar.ts';
import type { Difficulty, LedgerForm } from '../../domain/plan.ts';
import type { Cell } from '../sheet.ts';
import { writeWorkbook, type NewSheet } from '../workbook-write.ts';
import { formNames, type Field } from './columns.ts';
import { fixedDay } from './difficulty.ts';
import { movedDue, readDue } from './due.ts';
import type { LedgerRow } from './reading.ts';
import { withoutControlCharacters } from './text.ts';

/** A ledger to be written in the form of annex 3. */
export interface WrittenLedger {
  /** The form's title, from the campaign. */
  title: string;
  /** What the campaign's form calls its columns, and the mark above its title, e.g. 附件3; without it those of annex 3. */
  form?: Pick<LedgerForm, 'columns' | 'clause'> | undefined;
  /** 单位, as the notice addresses it. */
  unit: string;
  date: Day | null;
  items: Omit<LedgerRow, 'sheet' | 'row'>[];
  /** The campaign's classes: a deadline that was moved to a day of none is written with its class. */
  difficulties?: Difficulty[];
  signatures?: { contact?: string; filledBy?: string; checkedBy?: string };
}

const columns: { field: Field; width: number }[] = [
  { field: 'number', width: 6 },
  { field: 'institution', width: 26 },
  { field: 'problem', width: 36 },
  { field: 'people', width: 9 },
  { field: 'amount', width: 14 },
  { field: 'responsible', width: 10 },
  { field: 'measure', width: 32 },
  { field: 'due', width: 14 },
  { field: 'result', width: 12 },
  { field: 'contact', width: 22 },
  { field: 'systemNumber', width: 16 },
];

/** Writes annex 3 back in its form, with the system's number as an eleventh column: reading it again gives the same items. */
export async function writeLedger(ledger: WrittenLedger): Promise<Uint8Array> {
  const blanks = (count: number): null[] => Array<null>(count).fill(null);
  const { contact = '', filledBy = '', checkedBy = '' } = ledger.signatures ?? {};
  const above: Cell[][] = [
    [inert(ledger.form ? ledger.form.clause : '附件3')],
    [inert(ledger.title)],
    [`单位（机构）：${inert(ledger.unit)}`, ...blanks(6), `日期：${dateInWords(ledger.date)}`],
    columns.map(({ field }) => labelOf(field, ledger.form)),
  ];
  const below: Cell[] = [
    `联系人：${inert(contact)}`,
    ...blanks(2),
    `填报人：${inert(filledBy)}`,
    ...blanks(2),
    `审核人：${inert(checkedBy)}`,
  ];
  const rows = function* (): Generator<Cell[]> {
    yield* above;
    for (const item of ledger.items) yield rowOf(item, ledger.difficulties ?? []);
    yield below;
  };
  const across = (row: number, startCol: number, endCol: number) => ({ startRow: row, endRow: row, startCol, endCol });
  const last = above.length + ledger.items.length;
  const end = columns.length - 1;
  const sheet: NewSheet = {
    name: '问题台账',
    widths: columns.map(({ width }) => width),
    rows: rows(),
    merges: [across(1, 0, end), across(2, 0, 6), across(2, 7, end), across(last, 0, 2), across(last, 3, 5), across(last, 6, end)],
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

/** Amounts are always written in yuan, and say so. */
function labelOf(field: Field, form: WrittenLedger['form']): string {
  const title = form?.columns.find((column) => column.field === field)?.title ?? formNames[field];
  return field === 'amount' ? `${title}（元）` : title;
}

function rowOf(item: WrittenLedger['items'][number], difficulties: Difficulty[]): Cell[] {
  return [
    item.number,
    text(item.institution),
    text(item.problem),
    item.people,
    item.amountYuan,
    text(item.responsible),
    text(item.measure),
    dueCell(
      item.dueText === '' ? (item.due ?? '') : item.dueText,
      difficulties.find(({ key }) => key === item.difficulty),
    ),
    resultText(item),
    text([item.contact, item.phone].filter((part) => part !== null).join(' ')),
    text(item.systemNumber),
  ];
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
