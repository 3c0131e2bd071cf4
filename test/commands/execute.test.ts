import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { actorSetting, execute, type Answer } from '../../commands/execute.ts';
import { withActor } from '../../platform/database.ts';
import type { Actor } from '../../domain/actor.ts';
import type { ItemCommand } from '../../domain/decide.ts';
import { coordinator, launchedCampaign, officer, type Stage } from '../support/campaign.ts';

let stage: Stage;
const county = officer('yanjin');

beforeAll(async () => {
  stage = await launchedCampaign('2023-07-13T08:55');
});
afterAll(() => stage.close());

async function oneItem(): Promise<string> {
  const problem = `问题${randomUUID()}`;
  await stage.enter('yanjin', [{ problem, due: '2023-07-15', dueText: '7月中旬前', difficulty: 'complex' }]);
  return (await stage.owner.query<{ id: string }>('SELECT id FROM ledger_item WHERE problem = $1', [problem])).rows[0]?.id ?? '';
}

const give = (subject: string, actor: Actor, command: ItemCommand, id = randomUUID()): Promise<Answer> =>
  execute(stage.deps, { id, subject, actor, command });

async function unclaimed(subject: string): Promise<string[]> {
  const text = 'SELECT rung FROM agenda WHERE subject = $1 AND claimed_at IS NULL ORDER BY at, rung';
  return (await stage.owner.query<{ rung: string }>(text, [subject])).rows.map((row) => row.rung);
}

async function count(table: 'audit' | 'wake' | 'command', subject: string): Promise<number> {
  const { rows } = await stage.owner.query<{ n: number }>(`SELECT count(*) AS n FROM ${table} WHERE subject = $1`, [subject]);
  return rows[0]?.n ?? 0;
}

describe('execute', () => {
  it('writes state, audit, agenda and wake row together when a county submits', async () => {
    const item = await oneItem();
    expect(await unclaimed(item)).toContain('complex:+1');
    const answer = await give(item, county, { action: 'submit', note: '已整改', evidence: [] });
    expect(answer).toMatchObject({ outcome: 'done', item: { status: 'submitted', revision: 2 } });
    expect(await unclaimed(item)).toEqual([]);
    expect(await count('audit', item)).toBe(2);
    expect(await count('wake', item)).toBe(2);
  });

  it('answers a repeated command with its first answer and changes nothing more', async () => {
    const item = await oneItem();
    const id = randomUUID();
    const first = await give(item, county, { action: 'sign' }, id);
    const second = await give(item, county, { action: 'sign' }, id);
    expect(second).toEqual(first);
    expect(await count('audit', item)).toBe(2);
  });

  it('takes the commands of the county an item was transferred to, which sees nothing of what was before', async () => {
    const item = await oneItem();
    await give(item, coordinator, { action: 'transfer', county: 'weihui', reason: '属地调整' });
    const answer = await execute(
      { ...stage.deps, pool: stage.app },
      { id: randomUUID(), subject: item, actor: officer('weihui'), command: { action: 'sign' } },
    );
    expect(answer).toMatchObject({ outcome: 'done', item: { status: 'signed' } });
    const { rows } = await stage.owner.query<{ seq: number }>('SELECT seq FROM audit WHERE subject = $1 ORDER BY seq', [item]);
    expect(rows.map(({ seq }) => seq)).toEqual([1, 2, 3]);
  });

  it('gives one of many simultaneous repeats the work and all of them the answer', async () => {
    const item = await oneItem();
    const id = randomUUID();
    const answers = await Promise.all(Array.from({ length: 12 }, () => give(item, county, { action: 'sign' }, id)));
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(answers[0]?.outcome).toBe('done');
    expect(await count('audit', item)).toBe(2);
  });

  it('does not hand the answer of one subject to somebody who asks with its id for another', async () => {
    const [one, other] = [await oneItem(), await oneItem()];
    const id = randomUUID();
    await give(one, county, { action: 'sign' }, id);
    expect(await give(other, county, { action: 'sign' }, id)).toEqual({ outcome: 'refused', code: 'command_reused', details: {} });
  });

  it('audits a refused command, keeps its answer, and changes nothing', async () => {
    const item = await oneItem();
    const before = await unclaimed(item);
    const id = randomUUID();
    const refused = await give(item, coordinator, { action: 'close', note: '', verified: true }, id);
    expect(refused).toMatchObject({ outcome: 'refused', code: 'wrong_status' });
    expect(await give(item, coordinator, { action: 'close', note: '', verified: true }, id)).toEqual(refused);
    const { rows } = await stage.owner.query('SELECT result FROM audit WHERE subject = $1 ORDER BY seq', [item]);
    expect(rows).toEqual([{ result: 'done' }, { result: 'refused:wrong_status' }]);
    expect(await unclaimed(item)).toEqual(before);
  });

  it('finds nothing for an officer of another county', async () => {
    const item = await oneItem();
    expect(await give(item, officer('huojia'), { action: 'sign' })).toEqual({ outcome: 'refused', code: 'not_found', details: {} });
  });

  it('keeps every one of many simultaneous changes of one item, in order', async () => {
    const item = await oneItem();
    const changes = Array.from({ length: 20 }, (_, n) => give(item, county, { action: 'planMeasures', measure: `措施${n}` }));
    for (const answer of await Promise.all(changes)) expect(answer.outcome).toBe('done');
    const { rows } = await stage.owner.query<{ seq: number; revision: number }>(
      `SELECT seq, (life ->> 'revision')::int AS revision FROM audit WHERE subject = $1 ORDER BY seq`,
      [item],
    );
    expect(rows.map((row) => row.revision)).toEqual(Array.from({ length: 21 }, (_, n) => n + 1));
  });

  it('tells whoever decided on an older state what the state is now', async () => {
    const item = await oneItem();
    await give(item, county, { action: 'sign' });
    const order = {
      id: randomUUID(),
      subject: item,
      actor: { id: 'engine', role: 'engine' as const },
      command: { action: 'markLate' as const },
    };
    const answer = await execute(stage.deps, { ...order, expects: { generation: 0, revision: 1 } });
    expect(answer).toMatchObject({ outcome: 'moved', item: { revision: 2, late: false } });
    expect(await count('command', item)).toBe(1);
  });

  it('cancels the old deadline and plans the new one when an extension is approved', async () => {
    const item = await oneItem();
    await give(item, county, { action: 'requestExtension', until: '2023-07-28', reason: '等待第三方检测' });
    const answer = await give(item, coordinator, { action: 'decideExtension', approved: true, reason: '同意' });
    expect(answer).toMatchObject({ outcome: 'done', item: { due: '2023-07-28', armRevision: 2 } });
    const { rows } = await stage.owner.query<{ at: number }>("SELECT at FROM agenda WHERE subject = $1 AND rung = 'complex:+1'", [item]);
    expect(rows.map((row) => new Date(row.at).toISOString())).toEqual(['2023-07-31T01:00:00.000Z']);
  });

  it('chains every act to the one before by a hash that an edit breaks', async () => {
    const item = await oneItem();
    await give(item, county, { action: 'sign' });
    const broken = `SELECT count(*) AS n FROM (SELECT a.*, lag(hash, 1, '') OVER (ORDER BY seq) AS before FROM audit a WHERE subject = $1) AS c
      WHERE previous <> before OR hash <> duban_audit_hash(previous, campaign, unit, subject, seq, at, actor, role, action, result, detail, life)`;
    const faults = async () => (await stage.owner.query<{ n: number }>(broken, [item])).rows[0]?.n;
    expect(await faults()).toBe(0);
    await stage.owner.query(`UPDATE audit SET detail = '{"forged": true}' WHERE subject = $1 AND seq = 1`, [item]);
    expect(await faults()).toBe(1);
  });
});

describe('the second wall', () => {
  it('shows no row without an actor, and only its own county to an officer', async () => {
    await oneItem();
    await stage.enter('huojia', [{ problem: `问题${randomUUID()}` }]);
    expect((await stage.app.query('SELECT 1 FROM ledger_item')).rowCount).toBe(0);
    const seen = await withActor(stage.app, actorSetting(officer('huojia')), (client) =>
      client.query<{ county: string }>('SELECT DISTINCT county FROM ledger_item'),
    );
    expect(seen.rows).toEqual([{ county: 'huojia' }]);
  });

  it('lets the application neither change nor delete what was audited', async () => {
    const item = await oneItem();
    const act = (text: string) => withActor(stage.app, actorSetting(coordinator), (client) => client.query(text, [item]));
    await expect(act("UPDATE audit SET result = 'x' WHERE subject = $1")).rejects.toThrow(/permission denied/);
    await expect(act('DELETE FROM audit WHERE subject = $1')).rejects.toThrow(/permission denied/);
    await expect(act('DELETE FROM ledger_item WHERE id = $1')).rejects.toThrow(/permission denied/);
  });
});
