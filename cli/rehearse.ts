import { writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Writable } from 'node:stream';
import { bookPage } from '../documents/book/page.ts';
import { bookWorkbook } from '../documents/book/workbook.ts';
import type { LedgerReading } from '../documents/ledger/reading.ts';
import { hasFault } from '../documents/problems.ts';
import { readLedgerSafely } from '../documents/read-in-child.ts';
import type { Day } from '../domain/calendar.ts';
import type { Plan } from '../domain/plan.ts';
import { assumptions, type Assumption } from '../domain/rehearsal/assumption.ts';
import { rehearse as bookOf } from '../domain/rehearsal/rehearse.ts';
import { PlanFaults } from '../plans/fault.ts';
import { loadPlan } from '../plans/load.ts';
import { environmentFault, Fault, inputFault } from '../platform/fault.ts';
import { bookJson } from './book-json.ts';
import { bookText } from './book-text.ts';
import { problemLine } from './ledger-text.ts';
import type { Proof } from './rehearse-proved.ts';
import { rehearsedItems } from './rehearsed-items.ts';

export interface RehearseOptions {
  plan: string;
  ledger?: string[] | undefined;
  /** `on-time` unless told. */
  assume?: string | undefined;
  /** The day on which the ledgers' items are assigned; without it, the ledger's own date. */
  assigned?: string | undefined;
  /** Also run everything through the real workflows and compare what arrives with the book. */
  proved?: boolean | undefined;
  json?: boolean | undefined;
  html?: string | undefined;
  xlsx?: string | undefined;
}

export interface Streams {
  stdout: Writable;
  stderr: Writable;
}

/**
 * `duban rehearse`: prints the book of every reminder and escalation of a campaign, without a database. Answers the exit code:
 * 0 done, 1 the plan, a ledger or an option is wrong (told on standard error) or the proof found differences, 2 the environment is.
 */
export async function rehearse(options: RehearseOptions, { stdout, stderr }: Streams = process): Promise<number> {
  try {
    const assume = assumptionNamed(options.assume ?? 'on-time');
    const plan = await loadPlan(options.plan);
    const readings = await Promise.all((options.ledger ?? []).map((file) => ledgerOf(file, plan)));
    const assigned = options.assigned === undefined ? ledgerDay(readings, plan) : dayNamed(options.assigned);
    const book = bookOf({ plan, items: rehearsedItems(readings), assume, assigned });
    const proof = options.proved === true ? await proveBook(plan, readings, assume, assigned, stderr) : null;
    if (options.html !== undefined) await save(options.html, bookPage(book, plan), stderr);
    if (options.xlsx !== undefined) await save(options.xlsx, await bookWorkbook(book), stderr);
    if (options.json === true) await print(bookJson(book), stdout);
    else if (options.html === undefined && options.xlsx === undefined) await print(bookText(book), stdout);
    return proof === null || proof.differences.length === 0 ? 0 : 1;
  } catch (error) {
    if (error instanceof PlanFaults || error instanceof Fault) {
      stderr.write(`${error.message}\n`);
      return error instanceof Fault ? error.exitCode : 1;
    }
    throw error;
  }
}

async function proveBook(plan: Plan, readings: LedgerReading[], assume: Assumption, assigned: Day, stderr: Writable): Promise<Proof> {
  const { prove } = await import('./rehearse-proved.ts');
  const say = (zh: string, en: string): void => void stderr.write(`${zh} · ${en}\n`);
  const proof = await prove(plan, readings, assume, assigned, say);
  const { messages, deliveries, differences } = proof;
  for (const difference of differences) stderr.write(`${difference}\n`);
  if (differences.length === 0) {
    say(`已证明：${deliveries} 封邮件、${messages} 条消息与书一致`, `proved: ${deliveries} mails, ${messages} messages as in the book`);
  } else say(`未能证明：${differences.length} 处不同`, `not proved: ${differences.length} differences`);
  return proof;
}

function assumptionNamed(name: string): Assumption {
  const found = assumptions.find((assumption) => assumption === name);
  if (found) return found;
  const among = assumptions.join('、');
  throw inputFault(`--assume ${name}：应为 ${among} 之一。`, `--assume ${name}: use one of ${assumptions.join(', ')}.`);
}

function dayNamed(text: string): Day {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  if (!Number.isNaN(time) && new Date(time).toISOString().startsWith(text)) return text;
  throw inputFault(`--assigned ${text}：应为日期，如 2023-07-13。`, `--assigned ${text}: write a day such as 2023-07-13.`);
}

/** The latest date of the ledgers: by then all of them exist. Without any, the campaign's first day. */
function ledgerDay(readings: LedgerReading[], plan: Plan): Day {
  return readings.reduce((latest, { date }) => (date !== null && date > latest ? date : latest), plan.starts);
}

async function ledgerOf(file: string, plan: Plan): Promise<LedgerReading> {
  const reading = await readLedgerSafely(file, plan);
  if (!hasFault(reading.problems)) return reading;
  const name = basename(file);
  const faults = reading.problems.filter(({ severity }) => severity === 'fault').map((fault) => `${name}: ${problemLine(fault)}`);
  throw inputFault(
    `台账 ${name} 有错误，未作演练。请按下列各处改正后重试。`,
    `The ledger ${name} has faults; nothing was rehearsed. Mend these places and try again:\n${faults.join('\n')}`,
  );
}

async function save(file: string, content: string | Uint8Array, stderr: Writable): Promise<void> {
  await writeFile(file, content).catch((cause: unknown) => {
    throw environmentFault(`不能写入 ${file}。请检查文件夹和权限。`, `${file} cannot be written. Check its folder and permissions.`, cause);
  });
  stderr.write(`${file}\n`);
}

/**
 * Waits for a slow reader of standard output, so that a large book never fills the memory and is never cut off; a reader that has
 * seen enough (`| head`) ends it quietly.
 */
async function print(pieces: Iterable<string>, stdout: Writable): Promise<void> {
  let failure: NodeJS.ErrnoException | undefined;
  const fail = (error: NodeJS.ErrnoException): void => {
    failure = error;
  };
  stdout.on('error', fail);
  for (const piece of pieces) {
    if (failure === undefined && !stdout.write(piece)) await drainedOrClosed(stdout);
    if (failure === undefined) continue;
    if (failure.code === 'EPIPE') return;
    throw failure;
  }
}

function drainedOrClosed(stdout: Writable): Promise<void> {
  return new Promise((resolve) => {
    const go = (): void => {
      stdout.off('drain', go).off('close', go);
      resolve();
    };
    stdout.on('drain', go).on('close', go);
  });
}
