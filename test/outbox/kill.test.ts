import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { FaultPoint } from '../../commands/outbox/deps.ts';
import { projectFolder } from '../../platform/root.ts';
import { openStage, type OutboxStage } from '../support/outbox.ts';

let stage: OutboxStage;
beforeEach(async () => {
  stage = await openStage();
  const li = await stage.person('李', 'yanjin', []);
  await stage.item({ responsible: li });
  stage.at('2023-07-04T09:00');
});
afterEach(() => stage.close());

const abort = (at: FaultPoint) => (point: FaultPoint) => {
  if (point === at) throw new Error(`killed at ${at}`);
};

describe('a postman that dies', () => {
  it.each<FaultPoint>(['claimed', 'frozen', 'leased', 'sending'])('at "%s" leaves a message that goes once', async (point) => {
    await expect(stage.tick({ at: abort(point), leaseMs: 1, concurrency: 1 })).rejects.toThrow('killed');
    await stage.restart();
    await pause(20);
    await stage.tick();
    await stage.tick();
    expect(await stage.mail()).toEqual(['李: 1 assigned']);
  });

  it('after the 250 and before noting it repeats the same message, once', async () => {
    await expect(stage.tick({ at: abort('accepted'), leaseMs: 1, concurrency: 1 })).rejects.toThrow('killed');
    await stage.restart();
    await pause(20);
    await stage.tick();
    await stage.tick();
    const received = stage.take();
    expect(received).toHaveLength(2);
    expect(new Set(received.map(({ messageId }) => messageId)).size).toBe(1);
  });

  it.each<FaultPoint>(['journaled', 'recorded'])('at "%s" repeats nothing: the send journal knows', async (point) => {
    await expect(stage.tick({ at: abort(point), leaseMs: 1, concurrency: 1 })).rejects.toThrow('killed');
    await stage.restart();
    await pause(20);
    await stage.tick();
    expect(await stage.mail()).toEqual(['李: 1 assigned']);
    const { rows } = await stage.owner.query<{ state: string }>('SELECT state FROM delivery');
    expect(rows).toEqual([{ state: 'sent' }]);
  });

  it('keeps its message from others while its lease runs', async () => {
    await expect(stage.tick({ at: abort('sending'), leaseMs: 60_000 })).rejects.toThrow('killed');
    stage.at('2023-07-04T12:00');
    expect(await stage.tick()).toMatchObject({ sent: 0 });
  });
});

describe('a postman killed with kill -9', () => {
  it.each<FaultPoint>(['claimed', 'frozen', 'sending', 'accepted'])(
    'at "%s" loses nothing and doubles at most what was under way',
    async (point) => {
      await killedAt(point);
      await stage.restart();
      await pause(20);
      await stage.tick();
      await stage.tick();
      const received = stage.take();
      expect(received).toHaveLength(point === 'accepted' ? 2 : 1);
      expect(new Set(received.map(({ messageId }) => messageId)).size).toBe(1);
    },
  );
});

/** A real process that stops at the point and is killed there. */
async function killedAt(point: FaultPoint): Promise<void> {
  const settings = {
    databaseUrl: stage.databaseUrl,
    smtpUrl: stage.smtp.url,
    journalFile: stage.journalFile,
    now: stage.deps.now(),
    point,
  };
  const child = spawn(
    process.execPath,
    [
      '--import',
      join(projectFolder, 'test/support/run-typescript.mjs'),
      join(projectFolder, 'test/support/doomed-postman.ts'),
      JSON.stringify(settings),
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const ended = new Promise((resolve) => child.once('exit', resolve));
  await new Promise<void>((resolve, reject) => {
    child.stdout.once('data', () => resolve());
    child.once('exit', () => reject(new Error('the postman ended before the point was reached')));
  });
  child.kill('SIGKILL');
  await ended;
}
