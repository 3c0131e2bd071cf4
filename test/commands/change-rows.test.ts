import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execute, type Answer } from '../../commands/execute.ts';
import type { Actor } from '../../domain/actor.ts';
import type { ItemCommand } from '../../domain/decide.ts';
import { coordinator, launchedCampaign, officer, type Stage } from '../support/campaign.ts';

let stage: Stage;
const yanjin = officer('yanjin');

beforeAll(async () => {
  stage = await launchedCampaign('2023-07-13T08:55');
});
afterAll(() => stage.close());

async function items(count: number, unit = 'yanjin'): Promise<string[]> {
  const series = randomUUID();
  await stage.enter(
    unit,
    Array.from({ length: count }, (_, n) => ({ problem: `问题${series}第${n}号`, institution: `${series}${n}` })),
  );
  const text = 'SELECT id FROM ledger_item WHERE institution LIKE $1 ORDER BY number';
  return (await stage.owner.query<{ id: string }>(text, [`${series}%`])).rows.map(({ id }) => id);
}

const give = (subject: string, actor: Actor, command: ItemCommand, id = randomUUID()): Promise<Answer> =>
  execute({ ...stage.deps, pool: stage.app }, { id, subject, actor, command });

/** Transactions that the commands were written by. */
async function transactions(ids: string[]): Promise<number> {
  const text = 'SELECT count(DISTINCT xmin::text) AS n FROM command WHERE id = ANY ($1)';
  return (await stage.owner.query<{ n: number }>(text, [ids])).rows[0]?.n ?? 0;
}

async function audited(subject: string): Promise<string[]> {
  const text = 'SELECT action, result FROM audit WHERE subject = $1 ORDER BY seq';
  const { rows } = await stage.owner.query<{ action: string; result: string }>(text, [subject]);
  return rows.map(({ action, result }) => `${action} ${result}`);
}

describe('commands given at the same moment', () => {
  it('share a transaction, and each has its own answer, audit row and actor', async () => {
    const subjects = [...(await items(5)), ...(await items(5, 'weihui'))];
    const ids = subjects.map(() => randomUUID());
    const by = (n: number) => (n < 5 ? yanjin : officer('weihui'));
    const answers = await Promise.all(subjects.map((subject, n) => give(subject, by(n), { action: 'sign' }, ids[n])));
    expect(answers.map((answer) => answer.outcome === 'done' && answer.item.id)).toEqual(subjects);
    expect(await transactions(ids)).toBeLessThan(subjects.length);
    const { rows } = await stage.owner.query('SELECT actor FROM audit WHERE subject = ANY ($1) AND seq = 2 ORDER BY unit DESC', [subjects]);
    expect(rows.map(({ actor }: { actor: string }) => actor)).toEqual(subjects.map((_, n) => by(n).id));
  });

  it('see with the eyes of their own actor only', async () => {
    const [own, others] = [await items(3), await items(3, 'weihui')];
    const answers = await Promise.all([...own, ...others].map((subject) => give(subject, yanjin, { action: 'sign' })));
    expect(answers.slice(0, 3).map(({ outcome }) => outcome)).toEqual(['done', 'done', 'done']);
    for (const answer of answers.slice(3)) expect(answer).toEqual({ outcome: 'refused', code: 'not_found', details: {} });
    for (const subject of others) expect(await audited(subject)).toEqual(['import done']);
  });

  it('are all kept when two of them are for one item: the second is decided on what the first made of it', async () => {
    const [subject = '', ...others] = await items(4);
    const answers = await Promise.all([
      give(subject, yanjin, { action: 'sign' }),
      give(subject, yanjin, { action: 'planMeasures', measure: '补录学员信息' }),
      ...others.map((one) => give(one, yanjin, { action: 'sign' })),
    ]);
    expect(answers.filter(({ outcome }) => outcome === 'done')).toHaveLength(answers.length);
    expect((await audited(subject)).sort()).toEqual(['import done', 'planMeasures done', 'sign done']);
  });

  it('are one change when they are the same command twice', async () => {
    const [subject = '', ...others] = await items(3);
    const id = randomUUID();
    const [first, second] = await Promise.all([
      give(subject, yanjin, { action: 'sign' }, id),
      give(subject, yanjin, { action: 'sign' }, id),
      ...others.map((one) => give(one, yanjin, { action: 'sign' })),
    ]);
    expect(first.outcome).toBe('done');
    expect(second).toEqual(first);
    expect(await audited(subject)).toEqual(['import done', 'sign done']);
  });

  it('leave the others alone when one of them bears the id of another', async () => {
    const subjects = await items(4);
    const id = randomUUID();
    const answers = await Promise.all(subjects.map((one, n) => give(one, yanjin, { action: 'sign' }, n < 2 ? id : randomUUID())));
    expect(answers.slice(2).map(({ outcome }) => outcome)).toEqual(['done', 'done']);
    expect(
      answers
        .slice(0, 2)
        .map((answer) => (answer.outcome === 'refused' ? answer.code : answer.outcome))
        .sort(),
    ).toEqual(['command_reused', 'done']);
  });

  it('leave the others alone when the database refuses one of them', async () => {
    const [spoilt = '', ...others] = await items(4);
    const bad = give(spoilt, yanjin, { action: 'planMeasures', measure: 'a\u0000b' });
    const answers = await Promise.allSettled([bad, ...others.map((one) => give(one, yanjin, { action: 'sign' }))]);
    expect(answers[0].status).toBe('rejected');
    for (const answer of answers.slice(1)) expect(answer).toMatchObject({ status: 'fulfilled', value: { outcome: 'done' } });
    expect(await audited(spoilt)).toEqual(['import done']);
    expect(await give(spoilt, yanjin, { action: 'sign' })).toMatchObject({ outcome: 'done' });
  });

  it('do not wait for one of them whose letter the postman is just freezing', async () => {
    const [held = '', ...others] = await items(4);
    const postman = await stage.owner.connect();
    await postman.query('BEGIN');
    await postman.query('SELECT 1 FROM agenda WHERE subject = $1 FOR UPDATE', [held]);
    let isDone = false;
    const waiting = give(held, coordinator, { action: 'void', reason: '重复登记' }).finally(() => (isDone = true));
    const answers = await Promise.all(others.map((one) => give(one, yanjin, { action: 'sign' })));
    const later = await Promise.all(others.map((one) => give(one, yanjin, { action: 'planMeasures', measure: '补录' })));
    expect([...answers, ...later].every(({ outcome }) => outcome === 'done')).toBe(true);
    expect(isDone).toBe(false);
    await postman.query('COMMIT');
    postman.release();
    expect(await waiting).toMatchObject({ outcome: 'done', item: { status: 'voided' } });
  });
});
