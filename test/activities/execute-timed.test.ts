import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { executeTimed } from '../../activities/execute-timed.ts';
import type { TimedOrder } from '../../activities/types.ts';
import type { LedgerItem } from '../../domain/ledger-item.ts';
import { launchedCampaign, type Stage } from '../support/campaign.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await launchedCampaign('2023-07-13T08:55');
  await stage.enter('yanjin', [{ problem: '甲' }, { problem: '乙' }, { problem: '丙' }, { problem: '丁' }]);
});
afterAll(() => stage.close());

const moment = (local: string) => Date.parse(`${local}:00+08:00`);

async function orderFor(problem: string, command: TimedOrder['command'], id: string = randomUUID()): Promise<TimedOrder> {
  const { rows } = await stage.owner.query<{ life: LedgerItem }>('SELECT life FROM ledger_item WHERE problem = $1', [problem]);
  const life = rows[0]?.life;
  if (!life) throw new Error(`no item ${problem}`);
  const { generation, revision, difficulty, rulesVersion } = life;
  const rules = { key: difficulty, version: rulesVersion };
  return {
    id,
    campaign: stage.plan.id,
    subject: life.id,
    command,
    expects: { generation, revision },
    rules,
    at: moment('2023-07-20T09:00'),
  };
}

async function markLate(problem: string, more: { moment?: number }) {
  const order = await orderFor(problem, { action: 'markLate' });
  const answer = await executeTimed(stage.deps, { ...order, ...more });
  const text = "SELECT at, detail FROM audit WHERE subject = $1 AND action = 'markLate'";
  const audited = await stage.owner.query<{ at: number; detail: Record<string, unknown> }>(text, [order.subject]);
  return { outcome: answer.outcome, ...audited.rows[0] };
}

describe("a command of time's, given late", () => {
  it('is audited at the moment it was done, with the moment it stood for', async () => {
    stage.setNow('2023-07-20T09:00');
    expect(await markLate('甲', { moment: moment('2023-07-16T00:12') })).toMatchObject({
      outcome: 'done',
      at: moment('2023-07-20T09:00'),
      detail: { moment: moment('2023-07-16T00:12') },
    });
  });

  it('does without in a workflow that began under an earlier build', async () => {
    const late = await markLate('乙', {});
    expect(late).toMatchObject({ outcome: 'done', at: moment('2023-07-20T09:00') });
    expect(late.detail).not.toHaveProperty('moment');
  });
});

describe("a command of time's, repeated", () => {
  it('is carried out once however often its activity is repeated', async () => {
    const late = await orderFor('丙', { action: 'markLate' });
    const first = await executeTimed(stage.deps, late);
    expect(first).toMatchObject({ outcome: 'done', state: { late: true } });
    expect(await executeTimed(stage.deps, late)).toEqual(first);
    const audited = await stage.owner.query("SELECT 1 FROM audit WHERE action = 'markLate' AND subject = $1", [late.subject]);
    expect(audited.rowCount).toBe(1);
  });

  it('is another command when a workflow put back to an earlier time gives it under an id it has used', async () => {
    const id = randomUUID();
    await executeTimed(stage.deps, await orderFor('丁', { action: 'escalate', rung: 'general:+1' }, id));
    const again = await executeTimed(stage.deps, await orderFor('丁', { action: 'escalate', rung: 'general:+2' }, id));
    expect(again).toMatchObject({ outcome: 'done', state: { escalated: 'general:+2' } });
  });
});
