import type { Day } from '../../domain/calendar.ts';
import type { Difficulty, Plan } from '../../domain/plan.ts';
import type { ProblemCode } from '../problems.ts';
import type { Cell } from '../sheet.ts';
import { dayOf, readDay, serialDay, withoutClock, type ReadDay } from './days.ts';
import { classOfDay, classOfPhrase, classOfThird, fixedDay } from './difficulty.ts';
import { cellText, folded } from './text.ts';

/** A time limit as read. `due` is null for `at once` and for what cannot be read; `doneClaimed` from `（已完成）`. */
export interface ReadDue {
  due: Day | null;
  dueText: string;
  difficulty: string | null;
  doneClaimed: boolean;
  /** Moved by the system to a day that is none of its class's: only an export says so. */
  moved?: true;
  problem?: { code: ProblemCode; details: Record<string, string | number> };
}

const movedNote = /^(.+)[(（]改期至(\d{4}-\d{2}-\d{2})[)）]$/;

/** How an export words a deadline that was moved: with its class, which the day does not tell. */
export function movedDue(day: Day, difficulty: Difficulty): string {
  return `${difficulty.phrases[0] ?? difficulty.name.zh}（改期至${day}）`;
}

const doneNote = /[([【]?(?:已完成|已整改|已经完成|已整改完成|已完成整改|已销号|完成整改)[)\]】]?$/;

/**
 * Reads a time limit: a real date, a date in words, the plan's phrase of a class, `立行立改`, a part of a month.
 * @param year for dates that name none; where such a date then lies outside the campaign (`1月15日` in a ledger of December), the
 *   campaign's year in which it lies within.
 */
export function readDue(cell: Cell, year: number, difficulties: Difficulty[], campaign?: Pick<Plan, 'starts' | 'ends'>): ReadDue {
  const dueText = cellText(cell);
  const plain = folded(withoutClock(dueText)).replace(/[。;；,，.]+$/, '');
  const core = plain.replace(doneNote, '');
  const read: ReadDue = { due: null, dueText, difficulty: null, doneClaimed: core !== plain };
  if (plain === '' || /^[-—/无]+$/.test(plain)) return { ...read, problem: { code: 'due_missing', details: {} } };
  const [, before = '', day = ''] = movedNote.exec(plain) ?? [];
  const moved = before === '' ? undefined : classOfPhrase(before, difficulties);
  if (moved) return { ...read, due: day, dueText: day, difficulty: moved.key, moved: true };
  const phrase = classOfPhrase(core, difficulties);
  if (phrase) return { ...read, due: fixedDay(phrase) ?? null, difficulty: phrase.key };
  const serial = /^\d{5}(\.\d+)?$/.test(core) ? serialDay(Math.floor(Number(core))) : undefined;
  if (serial !== undefined) return { ...fitted(read, serial, difficulties, plain), ...serialDoubt(read, serial, difficulties, plain) };
  const said = readDay(core);
  const meant = said && campaign ? yearMeant(said, year, campaign) : year;
  if (said?.kind === 'day') return fitted(read, dayOf(said, meant), difficulties, plain);
  if (said?.kind === 'third') {
    const fits = classOfThird(said.year ?? meant, said.month, said.third, difficulties);
    if (fits) return { ...read, due: fixedDay(fits) ?? null, difficulty: fits.key };
    return { ...read, problem: noClass(plain, difficulties) };
  }
  return { ...read, problem: { code: 'due_unreadable', details: { text: plain } } };
}

/** The ledger's year, unless the day (or the third's month) lies outside the campaign in it and within the campaign in another of the campaign's years. */
function yearMeant(said: ReadDay, ledgerYear: number, { starts, ends }: Pick<Plan, 'starts' | 'ends'>): number {
  const [first, last] = [starts, ends].map((day) => Number(day.slice(0, 4))) as [number, number];
  if (ledgerYear < first || ledgerYear > last) return ledgerYear;
  const isWithin = (year: number): boolean => {
    const day = said.kind === 'day' ? dayOf(said, year) : dayOf({ kind: 'day', month: said.month, day: 1 }, year).slice(0, 7);
    return day >= starts.slice(0, day.length) && day <= ends.slice(0, day.length);
  };
  const years = Array.from({ length: last - first + 1 }, (_, i) => first + i);
  return [ledgerYear, ...years].find(isWithin) ?? ledgerYear;
}

function fitted(read: ReadDue, due: Day, difficulties: Difficulty[], text: string): ReadDue {
  const fits = classOfDay(due, difficulties);
  return fits ? { ...read, due, difficulty: fits.key } : { ...read, due, problem: noClass(text, difficulties) };
}

/** A serial that fits no class keeps that fault; one that fits is still worth a look. */
function serialDoubt(read: ReadDue, due: Day, difficulties: Difficulty[], text: string): Pick<ReadDue, 'problem'> {
  if (fitted(read, due, difficulties, text).problem) return {};
  return { problem: { code: 'due_serial', details: { text, value: due } } };
}

function noClass(text: string, difficulties: Difficulty[]): NonNullable<ReadDue['problem']> {
  const classes = difficulties
    .map((difficulty) => `${difficulty.name.zh}：${fixedDay(difficulty) ?? difficulty.phrases[0] ?? '—'}`)
    .join('；');
  return { code: 'due_fits_no_class', details: { text, classes } };
}
