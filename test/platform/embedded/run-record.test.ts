import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { isRunning, markOf } from '../../../platform/embedded/processes.ts';
import { RunRecord, runningStack } from '../../../platform/embedded/run-record.ts';
import { sayNothing } from '../../../platform/say.ts';
import { runFolder } from '../../support/shared.ts';

const addresses = { databaseUrl: 'postgresql://127.0.0.1/duban', temporalAddress: '127.0.0.1:7233', smtpUrl: 'smtp://127.0.0.1:25' };

describe('the record of a run', () => {
  it('lets one run have the data folder, and tells others where its stack is', async () => {
    const folder = newFolder();
    const record = await RunRecord.take(folder, sayNothing);
    expect(runningStack(folder)).toBeNull();
    record.tell(addresses);
    expect(runningStack(folder)).toEqual(addresses);
    await expect(RunRecord.take(folder, sayNothing)).rejects.toMatchObject({
      exitCode: 2,
      en: expect.stringContaining(String(process.pid)),
    });
    record.release();
    expect(runningStack(folder)).toBeNull();
    (await RunRecord.take(folder, sayNothing)).release();
  });

  it('takes over from a killed run and ends the processes it left', async () => {
    const folder = newFolder();
    const left = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1000)'], { stdio: 'ignore' });
    const mark = markOf(left.pid ?? 0);
    if (!mark) throw new Error('the process did not start');
    // The number of this very process, begun at another time: as when a killed run's number has been given again.
    writeFileSync(join(folder, 'run.json'), JSON.stringify({ supervisor: { pid: process.pid, began: '1' }, addresses, children: [mark] }));
    expect(runningStack(folder)).toBeNull();
    const record = await RunRecord.take(folder, sayNothing);
    expect(isRunning(mark)).toBe(false);
    record.release();
  });
});

function newFolder(): string {
  const folder = join(runFolder(), randomUUID());
  mkdirSync(folder);
  return folder;
}
