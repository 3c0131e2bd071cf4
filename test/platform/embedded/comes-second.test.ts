import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { getPriority } from 'node:os';
import { afterEach, expect, it } from '@jest/globals';
import { comeSecond } from '../../../platform/embedded/comes-second.ts';

const child = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1000)'], { detached: true, stdio: 'ignore' });
afterEach(() => void child.kill('SIGKILL'));

it('makes every thread of a process give way, and does not mind one that is gone', () => {
  const pid = child.pid ?? 0;
  const before = getPriority(pid);
  comeSecond(pid);
  const tasks = `/proc/${pid}/task`;
  const threads = existsSync(tasks) ? readdirSync(tasks).map(Number) : [pid];
  for (const thread of threads) expect(getPriority(thread)).toBeGreaterThan(before);
  expect(() => comeSecond(2 ** 22 + 1)).not.toThrow();
});
