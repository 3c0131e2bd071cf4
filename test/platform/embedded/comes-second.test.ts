import { execFileSync, spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { getPriority } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from '@jest/globals';
import { comeSecond } from '../../../platform/embedded/comes-second.ts';
import { projectFolder } from '../../../platform/root.ts';

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

it('gives way to those it was started with, however low they stand', () => {
  const program = `
    import { getPriority } from 'node:os';
    import { comeSecond } from './platform/embedded/comes-second.ts';
    const before = getPriority();
    comeSecond(process.pid);
    process.stdout.write(JSON.stringify([before, getPriority()]));`;
  const typescript = join(projectFolder, 'test', 'support', 'run-typescript.mjs');
  const node = [process.execPath, '--import', typescript, '--input-type=module', '-e', program];
  const [before = 0, after] = JSON.parse(execFileSync('nice', ['-n', '10', ...node], { cwd: projectFolder, encoding: 'utf8' })) as number[];
  expect(after).toBe(Math.min(19, before + 3));
});
