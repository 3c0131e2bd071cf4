import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { projectFolder } from '../../platform/root.ts';

const support = join(projectFolder, 'test', 'support');

const { header } = process.report.getReport() as { header: { glibcVersionRuntime?: string } };
const onGlibc = header.glibcVersionRuntime === undefined ? it.skip : it;

/** By the C library's heap: what a process holds there in pieces is given back only when it is asked to. */
onGlibc('gives back at rest what it took at work, though a little of it is kept', async () => {
  const words = ['--import', join(support, 'run-typescript.mjs'), join(support, 'resting-process.ts')];
  const { stdout } = await promisify(execFile)(process.execPath, words);
  const { atWork, atRest, kept } = JSON.parse(stdout) as { atWork: number; atRest: number; kept: number };
  expect(kept).toBe(60);
  expect(atWork - atRest).toBeGreaterThan(60_000_000);
});
