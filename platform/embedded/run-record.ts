import { closeSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { environmentFault } from '../fault.ts';
import type { Say } from '../say.ts';
import { endProcess, isRunning, markOf, type ProcessMark } from './processes.ts';

/** Where a stack can be reached. */
export interface Addresses {
  databaseUrl: string;
  temporalAddress: string;
  smtpUrl: string;
}

interface Record {
  supervisor: ProcessMark;
  /** Null until everything has started. */
  addresses: Addresses | null;
  /** Server, worker and postman: ended by the next start when the supervisor was killed. */
  children: ProcessMark[];
}

const FILE = 'run.json';

/** The data folder is one run's at a time; the record tells others who has it and where the stack can be reached. */
export class RunRecord {
  readonly #file: string;
  #record: Record;

  private constructor(file: string, record: Record) {
    this.#file = file;
    this.#record = record;
  }

  /** Takes the folder. Throws when a run that lives has it; ends what a killed one left. */
  static async take(dataFolder: string, say: Say): Promise<RunRecord> {
    mkdirSync(dataFolder, { recursive: true });
    const file = join(dataFolder, FILE);
    const supervisor = markOf(process.pid) ?? { pid: process.pid, began: '' };
    const record: Record = { supervisor, addresses: null, children: [] };
    for (let attempt = 0; attempt < 3; attempt += 1) {
      if (created(file, record)) return new RunRecord(file, record);
      const other = read(file);
      if (other && isRunning(other.supervisor)) throw inUse(dataFolder, other.supervisor);
      await endChildren(other?.children ?? [], say);
      rmSync(file, { force: true });
    }
    throw inUse(dataFolder, read(file)?.supervisor ?? supervisor);
  }

  tell(addresses: Addresses): void {
    this.#write({ ...this.#record, addresses });
  }

  adopt(child: ProcessMark): void {
    this.#write({ ...this.#record, children: [...this.#record.children.filter(isRunning), child] });
  }

  release(): void {
    if (read(this.#file)?.supervisor.pid === this.#record.supervisor.pid) rmSync(this.#file, { force: true });
  }

  #write(record: Record): void {
    this.#record = record;
    writeFileSync(`${this.#file}.new`, JSON.stringify(record), { mode: 0o600 });
    renameSync(`${this.#file}.new`, this.#file);
  }
}

/** Where the stack that runs from this data folder can be reached; null when none does. */
export function runningStack(dataFolder: string): Addresses | null {
  const record = read(join(dataFolder, FILE));
  return record && isRunning(record.supervisor) ? record.addresses : null;
}

/** False when the file is there already: of two starts one wins. */
function created(file: string, record: Record): boolean {
  try {
    const descriptor = openSync(file, 'wx', 0o600);
    writeSync(descriptor, JSON.stringify(record));
    closeSync(descriptor);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw environmentFault(
      `数据目录不可写：${file}。请检查权限，或用 DUBAN_DATA 指定其他目录。`,
      `The data folder cannot be written: ${file}. Check its permissions, or name another folder in DUBAN_DATA.`,
      error,
    );
  }
}

function read(file: string): Record | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Record;
  } catch {
    return null;
  }
}

async function endChildren(children: ProcessMark[], say: Say): Promise<void> {
  const left = children.filter(isRunning);
  if (left.length === 0) return;
  const numbers = left.map(({ pid }) => pid).join(', ');
  say(`正在结束上次遗留的进程 ${numbers}`, `Ending processes that a killed run left behind: ${numbers}`);
  await Promise.all(left.map((mark) => endProcess(mark, ['SIGTERM', 'SIGKILL'], 5_000)));
}

function inUse(dataFolder: string, supervisor: ProcessMark) {
  return environmentFault(
    `${dataFolder} 正被另一次运行（进程 ${supervisor.pid}）使用。请先用 Ctrl-C 结束它，或用 DUBAN_DATA 指定其他目录。`,
    `${dataFolder} is in use by another run (process ${supervisor.pid}). Stop that one with Ctrl-C first, or name another folder in DUBAN_DATA.`,
  );
}
