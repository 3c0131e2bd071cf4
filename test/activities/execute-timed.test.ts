import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { executeTimed } from '../../activities/execute-timed.ts';
import type { TimedOrder } from '../../activities/types.ts';
import type { LedgerItem } from '../../domain/ledger-item.ts';
import { launchedCampaign, type Stage } from '../support/campaign.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await launchedCampaign('2023-07-13T08:55');
  await stage.enter('yanjin', [{ problem: '甲', due: '2023-07-15', dueText: '7月中旬前', difficulty: 'complex' }]);
  stage.setNow('2023-07-20T10:00');
});
afterAll(() => stage.close());

async function order(id: string, command: TimedOrder['command']): Promise<TimedOrder> {
  const { rows } = await stage.owner.query<{ life: LedgerItem }>('SELECT life FROM ledger_item');
  const life = rows[0]?.life;
  if (!life) throw new Error('no item');
  const { generation, revision, difficulty, rulesVersion } = life;
  const rules = { key: difficulty, version: rulesVersion };
  return { id, campaign: stage.plan.id, subject: life.id, command, expects: { generation, revision }, rules, at: stage.deps.now() };
}

describe('a command of time', () => {
  it('is carried out once however often its activity is repeated', async () => {
    const late = await order(randomUUID(), { action: 'markLate' });
    const first = await executeTimed(stage.deps, late);
    expect(first).toMatchObject({ outcome: 'done', state: { late: true } });
    expect(await executeTimed(stage.deps, late)).toEqual(first);
    expect((await stage.owner.query("SELECT 1 FROM audit WHERE action = 'markLate'")).rowCount).toBe(1);
  });

  it('is another command when a workflow put back to an earlier time gives it under an id it has used', async () => {
    const id = randomUUID();
    await executeTimed(stage.deps, await order(id, { action: 'escalate', rung: 'complex:+1' }));
    const again = await executeTimed(stage.deps, await order(id, { action: 'escalate', rung: 'complex:+3' }));
    expect(again).toMatchObject({ outcome: 'done', state: { escalated: 'complex:+3' } });
  });
});
