import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { execute } from '../../commands/execute.ts';
import type { ItemNews, News } from '../../commands/news.ts';
import { relayLag, relayRound, runRelay, type RelayDeps } from '../../commands/relay.ts';
import { launchedCampaign, officer, type Stage } from '../support/campaign.ts';

let stage: Stage;
let told: News[];
let deps: RelayDeps;
const silent = { info: () => undefined, warn: () => undefined };

beforeEach(async () => {
  stage = await launchedCampaign('2023-07-13T08:55');
  told = [];
  const tell = (news: News) => {
    told.push(news);
    return Promise.resolve();
  };
  deps = { pool: stage.pool, tell, log: silent };
});
afterEach(() => stage.close());

function itemsTold(): ItemNews[] {
  return told.filter((news) => news.kind === 'item');
}

async function ids(): Promise<string[]> {
  return (await stage.owner.query<{ id: string }>('SELECT id FROM ledger_item ORDER BY number')).rows.map((row) => row.id);
}

async function sign(id: string): Promise<void> {
  const answer = await execute(stage.deps, { id: crypto.randomUUID(), subject: id, actor: officer('weibin'), command: { action: 'sign' } });
  expect(answer.outcome).toBe('done');
}

describe('the relay', () => {
  it('tells the campaign, the import and every open item of it, and leaves no row behind', async () => {
    await stage.enter('weibin', [{ problem: '甲' }, { problem: '乙' }, { problem: '丙', done: true }]);
    await relayRound(deps);
    expect(told.map((news) => news.kind).sort()).toEqual(['campaign', 'import', 'item', 'item']);
    expect(await relayLag(stage.pool)).toEqual({ waiting: 0, oldestMs: 0 });
  });

  it('carries the rules and the clock with an item, so that its workflow can be started from nothing', async () => {
    await stage.enter('weibin', [{ problem: '甲' }]);
    await relayRound(deps);
    const [item] = itemsTold();
    expect(item?.state).toMatchObject({ standing: 'open', generation: 0 });
    expect(item?.rules.key).toBe('general');
    expect(item?.rules.ladder.rungs.length).toBeGreaterThan(0);
    const offset = (await stage.owner.query<{ offset_ms: number }>('SELECT offset_ms FROM clock')).rows[0]?.offset_ms;
    expect(item?.offsetMs).toBe(offset);
  });

  it('keeps what an item carries under 4 KB and free of people', async () => {
    await stage.enter('weibin', [{ problem: '甲', difficulty: 'difficult' }]);
    await relayRound(deps);
    const carried = JSON.stringify(itemsTold()[0]);
    expect(Buffer.byteLength(carried)).toBeLessThan(4_096);
    for (const word of ['钱某', '孙某', '19900000000', '某培训学校']) expect(carried).not.toContain(word);
  });

  it('tells an item once for many changes, with the newest of them', async () => {
    await stage.enter('weibin', [{ problem: '甲' }]);
    const [id = ''] = await ids();
    await sign(id);
    const plan = { action: 'planMeasures', measure: '更新公示牌' } as const;
    await execute(stage.deps, { id: crypto.randomUUID(), subject: id, actor: officer('weibin'), command: plan });
    await relayRound(deps);
    expect(itemsTold()).toHaveLength(1);
    expect(itemsTold()[0]?.state).toMatchObject({ revision: 3, signed: true });
  });

  it('keeps the rows of what could not be told, and tells them later', async () => {
    await stage.enter('weibin', [{ problem: '甲' }, { problem: '乙' }]);
    const round = await relayRound({ ...deps, tell: () => Promise.reject(new Error('Temporal is down')) });
    expect(round).toMatchObject({ told: 0, failed: 4 });
    expect((await relayLag(stage.pool)).waiting).toBe(4);
    await relayRound(deps);
    expect(itemsTold()).toHaveLength(2);
  });

  it('lets two relays share the rows without telling any subject twice at a time', async () => {
    await stage.enter(
      'weibin',
      Array.from({ length: 700 }, (_, n) => ({ problem: `问题${n}`, row: n + 5 })),
    );
    const rounds = await Promise.all([relayRound(deps), relayRound(deps), relayRound(deps)]);
    expect(rounds.every((round) => round.taken > 0)).toBe(true);
    const names = told.map((news) => news.subject);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toHaveLength(702);
  });

  it('goes on by itself after Postgres ended every connection, and hears of new rows', async () => {
    const ending = new AbortController();
    const relaying = runRelay(deps, ending.signal);
    try {
      await stage.enter('weibin', [{ problem: '甲' }]);
      await until(() => itemsTold().length === 1);
      await stage.owner.query(
        'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = current_database()',
      );
      await stage.enter('weibin', [{ problem: '乙' }]).catch(() => stage.enter('weibin', [{ problem: '乙' }]));
      await until(() => itemsTold().length >= 2);
      await until(async () => (await relayLag(stage.pool)).waiting === 0);
    } finally {
      ending.abort();
      await relaying;
    }
  });
});

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 20));
}
