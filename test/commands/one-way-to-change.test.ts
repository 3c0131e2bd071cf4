import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execute } from '../../commands/execute.ts';
import { executeObligation } from '../../commands/execute-obligation.ts';
import type { ItemCommand } from '../../domain/decide.ts';
import type { ObligationCommand } from '../../domain/decide-obligation.ts';
import { coordinator, launchedCampaign, officer, type Stage } from '../support/campaign.ts';

let stage: Stage;
const yanjin = officer('yanjin');
const submit: ItemCommand & ObligationCommand = { action: 'submit', note: '七月进展', evidence: [] };
const ask: ItemCommand & ObligationCommand = { action: 'requestExtension', until: '2023-08-10', reason: '等待第三方检测' };

beforeAll(async () => {
  stage = await launchedCampaign('2023-07-13T08:55', { obligations: true });
});
afterAll(() => stage.close());

async function oneItem(): Promise<string> {
  const problem = `问题${randomUUID()}`;
  await stage.enter('yanjin', [{ problem, due: '2023-07-15', dueText: '7月中旬前', difficulty: 'complex' }]);
  return (await stage.owner.query<{ id: string }>('SELECT id FROM ledger_item WHERE problem = $1', [problem])).rows[0]?.id ?? '';
}
async function owed(unit: string, key = 'monthly-report:2023-07'): Promise<string> {
  const { rows } = await stage.owner.query<{ id: string }>('SELECT id FROM obligation WHERE unit = $1 AND key = $2', [unit, key]);
  return rows[0]?.id ?? '';
}
const toItem = (subject: string, command: ItemCommand, id = randomUUID()) =>
  execute({ ...stage.deps, pool: stage.app }, { id, subject, actor: yanjin, command });
const toObligation = (subject: string, command: ObligationCommand, id = randomUUID(), actor = yanjin) =>
  executeObligation({ ...stage.deps, pool: stage.app }, { id, subject, actor, command });

describe('an item and an obligation changed at the same moment', () => {
  it('share a statement, and each is written for itself under its own kind', async () => {
    const [item, obligation] = [await oneItem(), await owed('yanjin')];
    const ids = [randomUUID(), randomUUID()];
    // Rules are read once in a process, and these two are not to wait for theirs.
    await Promise.all([toItem(item, ask), toObligation(obligation, ask)]);
    await stage.owner.query('DELETE FROM wake');
    const answers = await Promise.all([toItem(item, { action: 'sign' }, ids[0]), toObligation(obligation, submit, ids[1])]);
    expect(answers).toMatchObject([{ item: { id: item, status: 'signed' } }, { obligation: { id: obligation, status: 'submitted' } }]);
    const { rows: together } = await stage.owner.query('SELECT count(DISTINCT xmin::text) AS n FROM command WHERE id = ANY ($1)', [ids]);
    expect(together).toEqual([{ n: 1 }]);
    const { rows: woken } = await stage.owner.query('SELECT kind, subject FROM wake ORDER BY kind');
    expect(woken).toEqual([
      { kind: 'item', subject: item },
      { kind: 'obligation', subject: obligation },
    ]);
  });

  it('leave each other alone when the database refuses one of them', async () => {
    const [item, obligation] = [await oneItem(), await owed('yanjin', 'screening')];
    const answers = await Promise.allSettled([
      toItem(item, { action: 'planMeasures', measure: 'a\u0000b' }),
      toObligation(obligation, { action: 'handOver', responsible: null, reason: '人员调整' }),
    ]);
    expect(answers).toMatchObject([{ status: 'rejected' }, { status: 'fulfilled', value: { outcome: 'done' } }]);
  });

  it('are not found under the other kind', async () => {
    const [item, obligation] = [await oneItem(), await owed('yanjin', 'final-summary')];
    const answers = await Promise.all([toItem(obligation, ask), toObligation(item, ask)]);
    expect(answers).toEqual(Array(2).fill({ outcome: 'refused', code: 'not_found', details: {} }));
  });
});

describe('an answer', () => {
  it('is kept in the form it is given in, under the name of its kind', async () => {
    const ids = { item: randomUUID(), obligation: randomUUID() };
    const given = [
      await toItem(await oneItem(), ask, ids.item),
      await toObligation(await owed('yanjin', 'screening'), ask, ids.obligation),
    ];
    const text = 'SELECT answer FROM command WHERE id = ANY ($1) ORDER BY answer ? $2';
    const { rows } = await stage.owner.query<{ answer: object }>(text, [Object.values(ids), 'obligation']);
    expect(rows.map(({ answer }) => answer)).toEqual(given);
    expect(rows.map(({ answer }) => Object.keys(answer).sort())).toEqual([
      ['item', 'outcome', 'receipt'],
      ['obligation', 'outcome', 'receipt'],
    ]);
  });

  it('that an earlier version kept for an obligation is given again', async () => {
    const weihui = officer('weihui');
    const [id, subject] = [randomUUID(), await owed('weihui')];
    const { rows } = await stage.owner.query<{ life: object }>('SELECT life FROM obligation WHERE id = $1', [subject]);
    const kept = { outcome: 'done', obligation: rows[0]?.life, receipt: { cancelled: [], scheduled: [], next: null } };
    await stage.owner.query('INSERT INTO command (id, subject, actor, answer) VALUES ($1, $2, $3, $4)', [id, subject, weihui.id, kept]);
    expect(await toObligation(subject, submit, id, weihui)).toEqual(kept);
  });
});

describe('a subject on hold', () => {
  const handOver = { action: 'handOver', responsible: null, reason: '人员调整' } as const;
  const hold = (table: string, id: string) => stage.owner.query(`UPDATE ${table} SET held = true WHERE id = $1`, [id]);
  const isHeld = async (id: string): Promise<boolean[]> => {
    const text = 'SELECT held FROM ledger_item WHERE id = $1 UNION ALL SELECT held FROM obligation WHERE id = $1';
    return (await stage.owner.query<{ held: boolean }>(text, [id])).rows.map(({ held }) => held);
  };

  it('is let go by the change that writes its agenda, and by none that leaves it: an item', async () => {
    const id = await oneItem();
    await toItem(id, submit);
    await hold('ledger_item', id);
    expect(await toItem(id, handOver)).toMatchObject({ outcome: 'done' });
    expect(await isHeld(id)).toEqual([true]);
    const order = { id: randomUUID(), subject: id, actor: coordinator, command: { action: 'returnItem', reason: '佐证不足' } as const };
    expect(await execute(stage.deps, order)).toMatchObject({ outcome: 'done' });
    expect(await isHeld(id)).toEqual([false]);
  });

  it('is let go by the change that writes its agenda, and by none that leaves it: an obligation', async () => {
    const id = await owed('yanjin', 'stage-summary');
    await toObligation(id, submit);
    await hold('obligation', id);
    expect(await toObligation(id, handOver)).toMatchObject({ outcome: 'done' });
    expect(await isHeld(id)).toEqual([true]);
    expect(await toObligation(id, { action: 'return', reason: '缺少数据' }, randomUUID(), coordinator)).toMatchObject({ outcome: 'done' });
    expect(await isHeld(id)).toEqual([false]);
  });
});
