import type { Unit } from '../../domain/plan.ts';
import { problem, type Problem } from '../problems.ts';
import { ordinaryLimits, type Limits, type Sheet, type Workbook } from '../sheet.ts';
import { UnreadableFile } from '../unreadable.ts';
import { openWorkbook } from '../workbook.ts';
import { duplicates } from './duplicates.ts';
import { headerAt, type Header } from './header.ts';
import { ownForm, type OwnForm } from './own-form.ts';
import type { LedgerPlan } from './plan.ts';
import { readPreamble, type Preamble } from './preamble.ts';
import type { LedgerReading } from './reading.ts';
import { readTables } from './table.ts';
import { unitsNamed } from './unit.ts';

/** Rows of a sheet among which its header must be. */
const headerWithin = 60;
const problemsAtMost = 5_000;

/**
 * Reads a ledger in the form of annex 3 as people fill it in: what would be imported, and every problem with its place.
 * Never throws for what the file holds: a file that is no workbook is a reading with a fault.
 */
export async function readLedger(
  bytes: Uint8Array,
  options: { fileName: string; plan: LedgerPlan; limits?: Limits },
): Promise<LedgerReading> {
  try {
    return readWorkbook(await openWorkbook(bytes, options.limits), options.plan, options.limits ?? ordinaryLimits);
  } catch (error) {
    if (error instanceof UnreadableFile) return unreadLedger([problem(error.code, { column: options.fileName }, error.detail)]);
    throw error;
  }
}

/** A reading of nothing, for a file that could not be read at all. */
export function unreadLedger(problems: Problem[]): LedgerReading {
  return { county: null, unitKey: null, unit: '', date: null, items: [], problems };
}

interface Found {
  sheet: Sheet;
  start: number;
  header: Header;
  preamble: Preamble;
}

function readWorkbook(workbook: Workbook, plan: LedgerPlan, limits: Limits): LedgerReading {
  const problems: Problem[] = [];
  const form = ownForm(plan.ledgerForm);
  const found = ledgerSheets(workbook, { limits, form }, problems);
  if (found.length === 0) {
    problems.push(workbook.format === 'csv' ? problem('file_kind', {}, { kind: 'text' }) : problem('ledger_missing', {}));
    return unreadLedger(problems);
  }
  const reading: LedgerReading = { ...unreadLedger(problems), ...readUnit(found, plan, problems) };
  reading.date = readDate(found, plan, problems);
  for (const { sheet, start, header, preamble } of found) {
    const context = { plan, form, date: preamble.day ?? reading.date, amountPower: preamble.amountPower };
    for (const item of readTables(sheet, start, header, context, problems)) reading.items.push(item);
  }
  for (const each of duplicates(reading.items)) problems.push(each);
  if (reading.items.length === 0) problems.push(problem('ledger_without_items', {}));
  return { ...reading, problems: listed(problems, workbook) };
}

/** The sheets with a ledger's header; hidden ones and others are told and left out. */
function ledgerSheets(workbook: Workbook, { limits, form }: { limits: Limits; form: OwnForm }, problems: Problem[]): Found[] {
  const found: Found[] = [];
  for (const sheet of workbook.sheets) {
    if (sheet.rows.length === 0) continue;
    if (sheet.hidden) {
      problems.push(problem('sheet_hidden', { sheet: sheet.name }, { name: sheet.name }));
      continue;
    }
    const start = sheet.rows.slice(0, headerWithin).findIndex((_, index) => headerAt(sheet.rows, index, form.titles) !== undefined);
    const header = start < 0 ? undefined : headerAt(sheet.rows, start, form.titles);
    if (!header) {
      problems.push(problem('sheet_not_ledger', { sheet: sheet.name }, { name: sheet.name }));
      continue;
    }
    if (sheet.cutColumns) problems.push(problem('columns_not_read', { sheet: sheet.name }, { limit: limits.columns }));
    found.push({ sheet, start, header, preamble: readPreamble(sheet.rows.slice(0, start), form.unit) });
  }
  return found;
}

/** The one unit all sheets report for: from 单位, else from the title. */
function readUnit(found: Found[], plan: LedgerPlan, problems: Problem[]): Pick<LedgerReading, 'county' | 'unitKey' | 'unit'> {
  let unit: Unit | undefined;
  let text = '';
  for (const { sheet, preamble } of found) {
    if (preamble.unit === '') continue;
    const place = { sheet: sheet.name, column: '单位' };
    const named = unitsNamed(preamble.unit, plan.units);
    const one = named[0];
    text ||= preamble.unit;
    if (!one) problems.push(problem('unit_unknown', place, { text: preamble.unit }));
    else if (named.length > 1)
      problems.push(problem('unit_ambiguous', place, { text: preamble.unit, names: named.map(({ name }) => name).join('、') }));
    else if (unit && unit.key !== one.key) problems.push(problem('unit_differs', place, { text: preamble.unit, name: unit.name }));
    else unit = one;
  }
  if (text === '') unit = fromTitle(found, plan, problems);
  return { county: unit?.name ?? null, unitKey: unit?.key ?? null, unit: text };
}

function fromTitle(found: Found[], plan: LedgerPlan, problems: Problem[]): Unit | undefined {
  const sheet = found[0]?.sheet.name ?? '';
  const named = new Set(found.flatMap(({ preamble }) => unitsNamed(preamble.title, plan.units)));
  const [one] = named;
  if (!one || named.size > 1) {
    problems.push(problem('unit_missing', { sheet, column: '单位' }));
    return undefined;
  }
  problems.push(problem('unit_from_title', { sheet, column: '单位' }, { name: one.name }));
  return one;
}

function readDate(found: Found[], plan: LedgerPlan, problems: Problem[]): LedgerReading['date'] {
  const unreadable = found.filter(({ preamble }) => preamble.date !== '' && preamble.day === undefined);
  for (const { sheet, preamble } of unreadable)
    problems.push(problem('date_unreadable', { sheet: sheet.name, column: '日期' }, { text: preamble.date }));
  const dated = found.filter(({ preamble }) => preamble.day !== undefined);
  for (const { sheet, preamble } of dated) {
    const day = preamble.day ?? '';
    if (day < plan.starts || day > plan.ends)
      problems.push(problem('date_outside_campaign', { sheet: sheet.name, column: '日期' }, { text: day }));
  }
  if (dated.length === 0 && unreadable.length === 0)
    problems.push(problem('date_missing', { sheet: found[0]?.sheet.name ?? '', column: '日期' }));
  return dated[0]?.preamble.day ?? null;
}

/** In the order of the file, faults never lost to the limit of how many are listed. */
function listed(problems: Problem[], workbook: Workbook): Problem[] {
  const order = new Map(workbook.sheets.map((sheet, index) => [sheet.name, index]));
  const at = (each: Problem): number => order.get(each.sheet ?? '') ?? -1;
  const sorted = [...problems].sort((one, other) => at(one) - at(other) || (one.row ?? 0) - (other.row ?? 0));
  if (sorted.length <= problemsAtMost) return sorted;
  const faultsFirst = [...sorted.filter(({ severity }) => severity === 'fault'), ...sorted.filter(({ severity }) => severity === 'doubt')];
  return [...faultsFirst.slice(0, problemsAtMost), problem('problems_not_listed', {}, { count: sorted.length - problemsAtMost })];
}
