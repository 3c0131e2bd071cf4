import type { ChildProcess } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { ProcessMark } from './processes.ts';

/** Something the embedded stack runs. */
export interface Service {
  name: string;
  /** Absent for what runs inside this process. */
  mark?: ProcessMark;
  /** Settles when it has ended, wanted or not. */
  ended: Promise<void>;
  /** Ends it cleanly; safe to call twice. */
  stop(): Promise<void>;
}

/** Opens a log file for appending and gives its descriptor to `use`. */
export function withLogFile<T>(file: string, use: (descriptor: number) => T): T {
  mkdirSync(dirname(file), { recursive: true });
  const descriptor = openSync(file, 'a');
  try {
    return use(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** The last lines of a log, for a message to a person. */
export function lastLines(file: string, count = 5): string {
  try {
    return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-count).join('\n');
  } catch {
    return '';
  }
}

export function whenEnded(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve();
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
}

/** A question for loops that wait: has it settled by now? */
export function isSettled(promise: Promise<unknown>): () => boolean {
  let settled = false;
  void promise.finally(() => (settled = true));
  return () => settled;
}
