import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Stage } from './stage.ts';

const run = promisify(execFile);

export interface BareStarts {
  /** Starts of an empty workflow that the server accepts in a second. */
  perSecond: number;
  /** The same until each of them has run. */
  donePerSecond: number;
}

/** What the very server can do at best: `count` empty workflows started from a process of its own. */
export async function bareStarts(stage: Pick<Stage, 'config'>, count: number): Promise<BareStarts> {
  const program = fileURLToPath(new URL('./bare-process.js', import.meta.url));
  if (!existsSync(program)) throw new Error('run the bench from its build: npm run bench');
  const { stdout } = await run(process.execPath, [program, stage.config.temporal.address ?? '', String(count)]);
  const { started, done } = JSON.parse(stdout) as { started: number; done: number };
  return { perSecond: count / started, donePerSecond: count / done };
}
