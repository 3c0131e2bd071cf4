import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** The folder of this run of tests, made by jest's global set-up. */
export function runFolder(): string {
  const folder = process.env['DUBAN_TEST_RUN'];
  if (folder === undefined) throw new Error('run tests through "npm run jest": the global set-up makes the folder they share');
  return folder;
}

/** Made by the first test file that asks, read by all others of the run; files running side by side wait for each other. */
export async function oncePerRun<T>(name: string, make: () => Promise<T>): Promise<T> {
  const made = join(runFolder(), `${name}.json`);
  const lock = join(runFolder(), `${name}.lock`);
  while (!existsSync(made)) {
    if (!took(lock)) {
      await pause(100);
      continue;
    }
    try {
      if (!existsSync(made)) {
        const value = await make();
        writeFileSync(`${made}.new`, JSON.stringify(value));
        renameSync(`${made}.new`, made);
      }
    } finally {
      rmSync(lock, { recursive: true, force: true });
    }
  }
  return JSON.parse(readFileSync(made, 'utf8')) as T;
}

/** Hands a server to the run: it is ended when the run is, not when the test file that started it is. */
export function leaveToRun(name: string, mark: { pid: number } | undefined): void {
  const folder = join(runFolder(), 'servers');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.json`), JSON.stringify(mark));
}

function took(lock: string): boolean {
  try {
    mkdirSync(lock);
    return true;
  } catch {
    return false;
  }
}
