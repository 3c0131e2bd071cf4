import type { Day } from '../../domain/calendar.ts';
import { readAmount } from './amount.ts';
import type { RowCells } from './cells.ts';
import type { Field } from './columns.ts';
import { readContact } from './contact.ts';
import { isDone, readResult } from './done.ts';
import { readDue } from './due.ts';
import { readPeople, type ReadNumber } from './people-count.ts';
import type { LedgerPlan } from './plan.ts';
import type { LedgerRow } from './reading.ts';
import { withDigits } from './numerals.ts';
import { folded } from './text.ts';

/** What a row needs to know of its ledger. */
export interface RowContext {
  sheet: string;
  plan: LedgerPlan;
  /** The ledger's date; years and "already past" are judged by it. */
  date: Day | null;
  amountPower: number | undefined;
  /** Fields that the header has; a missing column is told once, not in every row. */
  has: (field: Field) => boolean;
}

/** Reads one item; every doubt and fault of its cells is told through `cells`. */
export function readItem(row: number, cells: RowCells, context: RowContext): LedgerRow {
  const institution = cells.name('institution');
  const problem = cells.text('problem');
  if (institution === null && context.has('institution')) cells.tell('institution_missing', 'institution');
  if (problem === '' && context.has('problem')) cells.tell('problem_missing', 'problem');
  const responsible = cells.persons('responsible');
  const measure = cells.text('measure');
  if (responsible === null && context.has('responsible')) cells.tell('responsible_missing', 'responsible');
  if (measure === '' && context.has('measure')) cells.tell('measure_missing', 'measure');
  return {
    sheet: context.sheet,
    row,
    number: number(cells),
    systemNumber: cells.name('systemNumber'),
    institution,
    problem,
    people: context.has('people') ? told(readPeople(cells.cell('people')), 'people', cells) : null,
    amountYuan: told(readAmount(cells.cell('amount'), context.amountPower), 'amount', cells),
    responsible,
    measure: measure === '' ? null : measure,
    ...time(cells, context),
    ...contact(cells, context, institution),
  };
}

function number(cells: RowCells): number | null {
  const text = folded(cells.text('number'));
  if (text === '') return null;
  const digits = withDigits(text.replace(/^(no\.?|[(第])/i, '').replace(/[).、项号条]$/, ''));
  if (/^\d{1,9}$/.test(digits)) return Number(digits);
  cells.tell('number_unreadable', 'number', { text });
  return null;
}

function told(read: ReadNumber, field: Field, cells: RowCells): number | null {
  if (read.problem) cells.tell(read.problem.code, field, read.problem.details);
  return read.value;
}

type Time = Pick<LedgerRow, 'due' | 'dueText' | 'difficulty' | 'done'>;

function time(cells: RowCells, { plan, date, has }: RowContext): Time {
  const cell = cells.cell('due');
  const year = Number((date ?? plan.starts).slice(0, 4));
  const read = readDue(cell instanceof Date ? cell : cells.text('due'), year, plan.difficulties, plan);
  if (read.problem && has('due')) cells.tell(read.problem.code, 'due', read.problem.details);
  // A county moves no deadline by writing it down.
  if (read.moved && cells.name('systemNumber') === null) cells.tell('due_unreadable', 'due', { text: cells.text('due') });
  const resultText = cells.text('result');
  const result = readResult(resultText);
  const { done, contradicts } = isDone(result, read.doneClaimed);
  if (result === 'unreadable') cells.tell('result_unreadable', 'result', { text: resultText });
  if (contradicts) cells.tell('result_contradicts', 'result', { text: resultText, value: done ? '已完成 done' : '未完成 not done' });
  if (read.due !== null && date !== null && read.due < date && !done)
    cells.tell('due_before_ledger', 'due', { text: read.due, value: date });
  if (read.due !== null && (read.due < plan.starts || read.due > plan.ends)) cells.tell('due_outside_campaign', 'due', { text: read.due });
  return { due: read.due, dueText: read.dueText, difficulty: read.difficulty, done };
}

function contact(cells: RowCells, { has }: RowContext, institution: string | null): Pick<LedgerRow, 'contact' | 'phone'> {
  const read = readContact(cells.text('contact'), cells.text('phone'));
  if (read.odd !== undefined) cells.tell('phone_malformed', has('phone') ? 'phone' : 'contact', { text: read.odd });
  // Without its institution the row has one doubt for both.
  if (institution !== null && has('contact')) {
    if (read.contact === null) cells.tell('contact_missing', 'contact');
    if (read.phone === null) cells.tell('phone_missing', has('phone') ? 'phone' : 'contact');
  }
  return { contact: read.contact, phone: read.phone };
}
