import type { Day } from '../../domain/calendar.ts';
import type { Cell, SheetRow } from '../sheet.ts';
import { amountUnit } from './columns.ts';
import { fullDay, withoutClock } from './days.ts';
import { cellText, folded } from './text.ts';
import { inSimplified } from './traditional.ts';

/** What stands above a table: the title, the reporting unit and the date, each as written and '' when absent. */
export interface Preamble {
  title: string;
  unit: string;
  date: string;
  /** The date, when it can be read. */
  day: Day | undefined;
  /** From `单位：万元`, which names the amounts' unit and no office. */
  amountPower: number | undefined;
}

const unitLabel = /(?:填报|报送|上报|主管|编制)?(?:单位|机构)(?:\((?:机构|单位|盖章|公章|签章)\)|名称)*[::]/;
const dateLabel = /(?:(?:填报|填表|报送|上报|统计|截止|制表)?(?:日期|时间))[::]/;
const otherLabels = /(?:联系人|填报人|审核人|负责人|联系电话|制表人|签发人)[::]/;

/** Which labels of a form's head stand before the reporting unit and the date. A label that is no known word for the unit is taken for it where none is. */
export function headLabels(head: string[]): { unit?: string; date?: string } {
  const is = (known: RegExp) => (label: string) => known.test(`${folded(label)}:`);
  const date = head.find(is(dateLabel));
  const unit = head.find(is(unitLabel)) ?? head.find((label) => label !== date && !is(otherLabels)(label));
  return { ...(unit === undefined ? {} : { unit }), ...(date === undefined ? {} : { date }) };
}

/**
 * Reads the rows above a header; of repeated labels the first with a value counts.
 * @param ownUnit what the campaign's own form calls the reporting unit
 */
export function readPreamble(rows: SheetRow[], ownUnit?: string): Preamble {
  const units = ownUnit === undefined ? unitLabel : new RegExp(`${unitLabel.source}|${ownUnit.replace(/[^\p{L}\p{N}]/gu, '\\$&')}:`);
  const preamble: Preamble = { title: '', unit: '', date: '', day: undefined, amountPower: undefined };
  for (const row of rows) {
    const cells = distinct(row.cells);
    for (const [index, cell] of cells.entries()) readCell(preamble, cell, cells[index + 1], units);
  }
  return preamble;
}

/** Whether a row repeats what stands above a table: a title, the annex's number, unit or date, a note. */
export function isPreambleRow(cells: Cell[]): boolean {
  const texts = distinct(cells).map((cell) => folded(cellText(cell)));
  const first = texts[0] ?? '';
  if (/^(附件|附表|附)\d*[::]?$/.test(first)) return true;
  if (/^(注|备注|说明|填表说明|填报说明)[::]/.test(first)) return true;
  if (startsWith(unitLabel, first) || startsWith(dateLabel, first) || /^单位[::](万元|元)$/.test(first)) return true;
  return texts.length === 1 && /台账|一览表|统计表|清单$/.test(first);
}

function startsWith(label: RegExp, text: string): boolean {
  return text.search(label) === 0;
}

function readCell(preamble: Preamble, cell: Cell, next: Cell | undefined, units: RegExp): void {
  const text = inSimplified(folded(withoutClock(cellText(cell))));
  const measure = /(?:金额)?单位[::]?(?:人民币)?(万元|千元|元|亿元)\)?$/.exec(text);
  if (measure) preamble.amountPower ??= amountUnit(measure[1] ?? '');
  const unit = measure && measure.index === 0 ? undefined : valueAfter(units, text, next, units);
  if (unit !== undefined && preamble.unit === '') preamble.unit = unit;
  const date = valueAfter(dateLabel, text, next, units);
  if (date !== undefined && preamble.date === '') setDate(preamble, date);
  if (unit === undefined && date === undefined) {
    if (preamble.date === '' && fullDay(text) !== undefined) setDate(preamble, text);
    else if (preamble.title === '' && /台账|清单|一览表|统计表/.test(text)) preamble.title = text;
  }
}

function setDate(preamble: Preamble, text: string): void {
  // A form left blank: 年 月 日.
  if (/^[年月日_\-/]*$/.test(text)) return;
  preamble.date = text;
  preamble.day = fullDay(text);
}

/** What follows a label in its cell, up to the next label, or the next cell when the label stands alone; nothing without the label. */
function valueAfter(label: RegExp, text: string, next: Cell | undefined, units: RegExp): string | undefined {
  const match = label.exec(text);
  if (!match) return undefined;
  let value = text.slice(match.index + match[0].length);
  for (const other of [units, dateLabel, otherLabels]) {
    const end = value.search(other);
    if (end >= 0) value = value.slice(0, end);
  }
  if (value !== '') return value.replace(/[_;；。]+$/, '');
  const following = folded(cellText(next ?? null));
  return /[::]/.test(following) ? '' : following;
}

/** The cells that hold something, a merged value once. */
function distinct(cells: Cell[]): Cell[] {
  const held = cells.filter((cell) => cellText(cell) !== '');
  return held.filter((cell, index) => index === 0 || cellText(cell) !== cellText(held[index - 1]));
}
