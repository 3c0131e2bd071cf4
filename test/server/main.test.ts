import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { freePort } from '../../platform/embedded/ports.ts';
import { run } from '../../server/main.ts';
import { launchedCampaign, type Stage } from '../support/campaign.ts';
import { testConfig } from '../support/stack.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await launchedCampaign('2023-07-13T08:55');
  await stage.enter('weihui', [{}]);
});
afterAll(() => stage.close());
afterEach(() => {
  jest.restoreAllMocks();
});

async function whileServed(use: (address: string, told: () => string) => Promise<void>): Promise<void> {
  let told = '';
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => {
    told += String(text);
    return true;
  });
  const port = await freePort(18_535);
  const stop = new AbortController();
  const ended = run(testConfig({ databaseUrl: stage.url, port }), stop.signal);
  const address = `http://127.0.0.1:${port}`;
  try {
    for (let tries = 0; tries < 100; tries++) {
      if (
        await fetch(`${address}/health`).then(
          (answer) => answer.ok,
          () => false,
        )
      )
        break;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    await use(address, () => told);
  } finally {
    stop.abort();
    await ended;
  }
}

const passwordOf = (username: string, told: string) => new RegExp(`^ +${username} +(\\S+)`, 'm').exec(told)?.[1] ?? '';

async function logIn(address: string, username: string, password: string): Promise<number> {
  const body = JSON.stringify({ username, password });
  return (await fetch(`${address}/api/session`, { method: 'POST', headers: { 'content-type': 'application/json' }, body })).status;
}

describe('the server as a process', () => {
  it('tells the first passwords once, serves until it is stopped, and tells unused ones anew in a demonstration', async () => {
    let first = '';
    await whileServed(async (address, told) => {
      first = told();
      for (const username of ['admin', 'security', 'audit', 'office', 'officer', 'director', 'leader'])
        expect(passwordOf(username, first)).toMatch(/^(\w{4}-){3}\w{4}$/);
      expect(await logIn(address, 'office', passwordOf('office', first))).toBe(200);
    });
    const { rows } = await stage.owner.query<{ unit: string }>(`SELECT unit FROM "user" WHERE username = 'officer'`);
    expect(rows).toEqual([{ unit: 'weihui' }]);
    await stage.owner.query(`UPDATE "user" SET created_at = created_at - interval '1 hour'`);
    await whileServed(async (address, told) => {
      expect(passwordOf('office', told())).toBe('');
      expect(await logIn(address, 'admin', passwordOf('admin', first))).toBe(401);
      expect(await logIn(address, 'admin', passwordOf('admin', told()))).toBe(200);
    });
    await expect(fetch('http://127.0.0.1:18535/health')).rejects.toThrow();
  });
});
