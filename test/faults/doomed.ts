import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { projectFolder } from '../../platform/root.ts';

/** A process that will be killed. It says a word a line on standard output, and hears one JSON value a line. */
export interface Doomed {
  tell(order: unknown): void;
  /** The next line it says; null once it has ended. */
  heard(): Promise<string | null>;
  /** kill -9, and waits until it is gone. */
  kill(): Promise<void>;
}

/**
 * Starts processes of one kind ahead of time: loading a program takes longer than what it is killed in.
 * @param file in test/support
 */
export function doomedOnes(file: string): { next(): Promise<Doomed>; close(): Promise<void> } {
  let ahead = start(file);
  return {
    next: async () => {
      const one = ahead;
      // Before anything is awaited: two who ask at once must not be given the same.
      ahead = start(file);
      if ((await one.heard()) !== 'ready') throw new Error(`${file} did not start`);
      return one;
    },
    close: () => ahead.kill(),
  };
}

function start(file: string): Doomed {
  const support = join(projectFolder, 'test', 'support');
  const child = spawn(process.execPath, ['--import', join(support, 'run-typescript.mjs'), join(support, file)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  // What is told to one that has been killed is lost, as it is to any that dies.
  child.stdin.on('error', () => undefined);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    tell: (order) => child.stdin.write(`${JSON.stringify(order)}\n`),
    heard: async () => {
      const line = await lines.next();
      return line.done === true ? null : line.value;
    },
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
