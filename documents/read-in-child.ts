import { fork, type ChildProcess } from 'node:child_process';
import { access, constants, readFile, stat as statOf } from 'node:fs/promises';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { unreadLedger } from './ledger/read.ts';
import type { LedgerPlan } from './ledger/plan.ts';
import type { LedgerReading, LedgerRow } from './ledger/reading.ts';
import { problem, type ProblemCode } from './problems.ts';

/** What the child is asked. */
export interface ChildJob {
  path: string;
  fileName: string;
  plan: LedgerPlan;
}

/** What the child answers, in this order: the head once, items in pieces, the end. */
export type ChildWord = { kind: 'head'; head: Omit<LedgerReading, 'items'> } | { kind: 'items'; items: LedgerRow[] } | { kind: 'end' };

export interface ChildLimits {
  /** Of the process's own processor time. */
  timeoutMs?: number;
  /** Of the whole process, not only its heap. */
  memoryMb?: number;
  /** The name people know the file by, when `path` is a temporary one. */
  fileName?: string;
}

const lookEveryMs = 20;
const patience = 4;
/** Killed a little before its limit: it grows on between two looks. */
const margin = 0.9;

/**
 * Reads a ledger in a process of its own, which is killed when it takes too long or too much memory; that is then a
 * fault in the same shape as every other. The process gets no environment and opens no connection.
 * @throws Error when the compiled child is not there: a matter of the installation, not of the file.
 */
export async function readLedgerSafely(path: string, plan: LedgerPlan, limits: ChildLimits = {}): Promise<LedgerReading> {
  const { timeoutMs = 10_000, memoryMb = 512, fileName = basename(path) } = limits;
  const refused = (code: ProblemCode, detail: Record<string, string | number>): LedgerReading =>
    unreadLedger([problem(code, { column: fileName }, detail)]);
  if ((await whyMissing(childFile())) !== undefined)
    throw new Error(`程序没有编译完整，请运行 npm run build / the build is incomplete, run npm run build: ${childFile()}`);
  const missing = await whyMissing(path);
  if (missing !== undefined) return refused('file_missing', { detail: missing });

  const child = fork(childFile(), [], {
    // The heap's share leaves room for what lies outside it; jest's and others' options are not ours to pass on.
    execArgv: [`--max-old-space-size=${Math.floor(memoryMb * 0.75)}`],
    env: {},
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const watch = watchOver(child, { timeoutMs, memoryMb });
  try {
    return await answered(child, { path, fileName, plan: onlyLedgerPlan(plan) });
  } catch (error) {
    if (watch.exceeded === 'time') return refused('file_too_heavy', { limit: `${timeoutMs / 1000} s` });
    const isOutOfMemory = watch.exceeded === 'memory' || child.signalCode === 'SIGABRT' || child.exitCode === 134;
    if (isOutOfMemory) return refused('file_too_heavy', { limit: `${memoryMb} MB` });
    return refused('file_unreadable', { detail: error instanceof Error ? error.message : String(error) });
  } finally {
    watch.stop();
    child.kill('SIGKILL');
  }
}

/** The compiled child beside this file; from source (tests) the one in `dist/`, which `npm run build` makes. */
function childFile(): string {
  const isSource = import.meta.url.endsWith('.ts');
  return fileURLToPath(
    isSource ? new URL('../dist/documents/ledger-child.js', import.meta.url) : new URL('./ledger-child.js', import.meta.url),
  );
}

async function answered(child: ChildProcess, job: ChildJob): Promise<LedgerReading> {
  return new Promise((resolve, reject) => {
    let reading: LedgerReading | undefined;
    let words = '';
    child.stderr?.on('data', (piece: Buffer) => {
      words = (words + piece.toString('utf8')).slice(-2000);
    });
    child.on('message', (word: ChildWord) => {
      if (word.kind === 'head') reading = { ...word.head, items: [] };
      else if (word.kind === 'items') for (const item of word.items) reading?.items.push(item);
      else if (reading) resolve({ ...unreadLedger([]), ...reading, items: reading.items, problems: reading.problems });
    });
    child.once('error', reject);
    child.once('close', (code, signal) => {
      reject(new Error(words.trim().split('\n')[0] ?? (signal === null ? `exit ${String(code)}` : signal)));
    });
    child.send(job, (error) => {
      if (error) reject(error);
    });
  });
}

interface Watch {
  exceeded: 'time' | 'memory' | undefined;
  stop: () => void;
}

/**
 * Kills the child when it holds or takes more than it may. Time is the child's own processor time, so that a busy
 * machine refuses no sound file; by the clock it may take `patience` times as long. Where the system does not tell
 * (no /proc), the heap's limit and the clock hold alone, the clock without patience.
 */
function watchOver(child: ChildProcess, { timeoutMs, memoryMb }: { timeoutMs: number; memoryMb: number }): Watch {
  const started = performance.now();
  const watch: Watch = { exceeded: undefined, stop: () => clearInterval(timer) };
  const look = async (): Promise<void> => {
    const used = await usage(child.pid);
    const elapsed = performance.now() - started;
    if ((used?.residentMb ?? 0) > memoryMb * margin) watch.exceeded ??= 'memory';
    else if ((used?.processorMs ?? elapsed) > timeoutMs || elapsed > timeoutMs * patience) watch.exceeded ??= 'time';
    if (watch.exceeded) child.kill('SIGKILL');
  };
  const timer = setInterval(() => void look(), lookEveryMs);
  return watch;
}

/** What a process has used so far, as Linux tells it; processor time comes in hundredths of a second. */
async function usage(pid: number | undefined): Promise<{ residentMb: number; processorMs: number } | undefined> {
  try {
    const [status, stat] = await Promise.all([
      readFile(`/proc/${String(pid)}/status`, 'utf8'),
      readFile(`/proc/${String(pid)}/stat`, 'utf8'),
    ]);
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return {
      residentMb: Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) / 1024,
      processorMs: (Number(fields[11]) + Number(fields[12])) * 10,
    };
  } catch {
    return undefined;
  }
}

/** Why a path cannot be read; a pipe or device is never opened. */
async function whyMissing(path: string): Promise<string | undefined> {
  try {
    const found = await statOf(path);
    if (!found.isFile()) return 'not a file';
    await access(path, constants.R_OK);
    return undefined;
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  }
}

/** A caller may hold a whole plan; the child gets what it needs. */
function onlyLedgerPlan({ units, difficulties, starts, ends, calendar, ledgerForm }: LedgerPlan): LedgerPlan {
  return { units, difficulties, starts, ends, calendar, ...(ledgerForm ? { ledgerForm } : {}) };
}
