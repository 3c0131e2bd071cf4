import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { executeTimed } from '../../activities/execute-timed.ts';
import type { LedgerItem } from '../../domain/ledger-item.ts';
import { launchedCampaign, type Stage } from '../support/campaign.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await launchedCampaign('2023-07-13T08:55');
  await stage.enter('yanjin', [{ problem: '甲' }, { problem: '乙' }]);
});
afterAll(() => stage.close());

const moment = (local: string) => Date.parse(`${local}:00+08:00`);

async function markLate(problem: string, more: { moment?: number }) {
  const { rows } = await stage.owner.query<{ id: string; life: LedgerItem }>('SELECT id, life FROM ledger_item WHERE problem = $1', [
    problem,
  ]);
  const [row] = rows;
  if (!row) throw new Error(`no item ${problem}`);
  const { life } = row;
  const answer = await executeTimed(stage.deps, {
    id: randomUUID(),
    campaign: stage.plan.id,
    subject: row.id,
    command: { action: 'markLate' },
    expects: { generation: life.generation, revision: life.revision },
    rules: { key: life.difficulty, version: life.rulesVersion },
    at: moment('2023-07-20T09:00'),
    ...more,
  });
  const text = "SELECT at, detail FROM audit WHERE subject = $1 AND action = 'markLate'";
  const audited = await stage.owner.query<{ at: number; detail: Record<string, unknown> }>(text, [row.id]);
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
