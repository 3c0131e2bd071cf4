import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Client } from '@temporalio/client';
import { engine } from '../../commands/actors.ts';
import { inventDirectory } from '../../commands/demo.ts';
import { examine } from '../../commands/doctor/examine.ts';
import type { Finding } from '../../commands/doctor/finding.ts';
import { execute } from '../../commands/execute.ts';
import { relayLag } from '../../commands/relay.ts';
import type { ItemCommand } from '../../domain/decide.ts';
import { openTemporal } from '../../platform/temporal.ts';
import { run } from '../../worker/main.ts';
import { campaignWorkflowId, itemWorkflowId } from '../../workflows/ids.ts';
import { subjectState, taskQueue } from '../../workflows/messages.ts';
import { coordinator, launchedCampaign, officer, type Stage } from '../support/campaign.ts';
import { freshNamespace } from '../support/namespace.ts';
import { testConfig } from '../support/stack.ts';
import { quietRuntime } from '../support/time-skipping.ts';

let stage: Stage;
let client: Client;
let items: string[];
let stopWorking: () => Promise<void>;

beforeAll(async () => {
  quietRuntime();
  stage = await launchedCampaign('2023-07-13T08:00');
  await inventDirectory(stage.deps, stage.plan);
  const { address, namespace } = await freshNamespace();
  const addresses = testConfig({ databaseUrl: stage.url, temporalAddress: address });
  const config = { ...addresses, temporal: { ...addresses.temporal, namespace } };
  client = await openTemporal(config);
  const ending = new AbortController();
  const working = run(config, ending.signal);
  stopWorking = async () => {
    ending.abort();
    await working;
  };
  await stage.enter(
    'yanjin',
    Array.from({ length: 40 }, (_, n) => ({ problem: `问题${n}`, due: '2023-10-15', dueText: '10月中旬', difficulty: 'difficult' })),
  );
  items = (await stage.owner.query<{ id: string }>('SELECT id FROM ledger_item ORDER BY number')).rows.map(({ id }) => id);
  await settled();
  await stopReconciling();
}, 120_000);
afterAll(async () => {
  await stopWorking();
  await client.connection.close();
  await stage.close();
});

const look = (repair = false): Promise<Finding[]> => examine({ pool: stage.pool, temporal: client, repair, now: stage.deps.now() });
const workflow = (item: string) => client.workflow.getHandle(itemWorkflowId(stage.plan.id, item));
const known = async (item: string) => (await workflow(item).query(subjectState)).state;
const row = async (item: string) =>
  (await stage.owner.query<{ life: { revision: number; generation: number } }>('SELECT life FROM ledger_item WHERE id = $1', [item]))
    .rows[0]?.life;

function nth(place: number): string {
  const item = items[place];
  if (item === undefined) throw new Error(`there is no item ${place}`);
  return item;
}

async function give(item: string, command: ItemCommand, actor = officer('yanjin')): Promise<void> {
  await execute(stage.deps, { id: randomUUID(), subject: item, actor, command });
}

/** The worker's own comparing, at its start and every ten minutes, would mend before the doctor looks. */
async function stopReconciling(): Promise<void> {
  const schedule = client.schedule.getHandle('reconcile');
  await until(async () => (await schedule.describe()).info.recentActions.length > 0);
  await schedule.pause();
  await until(async () => (await schedule.describe()).info.runningActions.length === 0);
}

/** Until every workflow has been told what its row says. */
async function settled(): Promise<void> {
  await until(async () => (await relayLag(stage.pool)).waiting === 0);
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds().catch(() => false))) await pause(50);
}

describe('the doctor of workflows', () => {
  it('finds nothing amiss while people change one item after the other', async () => {
    const done = new AbortController();
    const changing = items.slice(10).map(async (item) => {
      for (let turn = 0; !done.signal.aborted; turn++) {
        await give(item, turn % 2 === 0 ? { action: 'submit', note: '已整改', evidence: [] } : { action: 'sign' });
        await give(item, { action: 'returnItem', reason: '再改' }, coordinator);
        await pause(100);
      }
    });
    try {
      expect(await look()).toEqual([]);
      expect(await look(true)).toEqual([]);
    } finally {
      done.abort();
      await Promise.all(changing);
      await settled();
    }
  });

  it('starts a workflow that was terminated, and the campaign’s own', async () => {
    await workflow(nth(0)).terminate('lost');
    await client.workflow.getHandle(campaignWorkflowId(stage.plan.id)).terminate('lost');
    const found = { ailment: 'workflow_missing', remedy: 'mended' };
    expect(await look(true)).toMatchObject([
      { ...found, subject: nth(0) },
      { ...found, subject: `campaign:${stage.plan.id}` },
    ]);
    await settled();
    expect(await look()).toEqual([]);
    expect(await known(nth(0))).toMatchObject({ revision: (await row(nth(0)))?.revision });
  });

  it('tells a workflow that is behind its row', async () => {
    // Time's commands wake nobody: the workflow that gives them has the answer. This one is given by none.
    stage.setNow('2023-10-20T10:00');
    await give(nth(1), { action: 'markLate' }, engine);
    stage.setNow('2023-07-13T08:00');
    const { revision = 0 } = (await row(nth(1))) ?? {};
    expect((await look()).filter(({ subject }) => subject === nth(1))).toMatchObject([
      { ailment: 'workflow_behind', detail: { knows: revision - 1, is: revision }, remedy: 'mendable' },
    ]);
    await look(true);
    await settled();
    expect((await known(nth(1))).revision).toBe(revision);
    expect(await look()).toEqual([]);
  });

  it('lets an older row win over a workflow that knows more: its generation rises', async () => {
    const item = nth(2);
    const before = await row(item);
    await give(item, { action: 'sign' });
    await settled();
    await until(async () => (await known(item)).revision === (before?.revision ?? 0) + 1);
    // The database as it was before: row, audit trail and agenda.
    await stage.owner.query(`DELETE FROM audit WHERE subject = $1 AND seq = (SELECT max(seq) FROM audit WHERE subject = $1)`, [item]);
    await stage.owner.query(`UPDATE ledger_item SET life = $2, status = 'assigned', revision = $3 WHERE id = $1`, [
      item,
      JSON.stringify(before),
      before?.revision,
    ]);
    expect((await look(true)).filter(({ ailment }) => ailment !== 'agenda_missing')).toMatchObject([
      { ailment: 'workflow_ahead', subject: item, remedy: 'mended' },
    ]);
    await settled();
    await until(async () => (await known(item)).generation === 1);
    expect(await known(item)).toMatchObject({ generation: 1, revision: before?.revision });
    expect(await look()).toEqual([]);
  });

  it('ends a workflow whose item is over, and one whose item is not in the ledger', async () => {
    const over = nth(3);
    const { rules } = (await stage.owner.query<{ rules: object }>(`SELECT rules FROM rules WHERE key = 'difficult' LIMIT 1`)).rows[0] ?? {};
    const state = await known(over);
    await give(over, { action: 'void', reason: '重复' }, coordinator);
    await settled();
    await until(async () => (await workflow(over).describe()).status.name === 'COMPLETED');
    const gone = randomUUID();
    for (const id of [over, gone]) {
      const args = [{ campaign: stage.plan.id, state: { ...state, id }, rules, offsetMs: stage.deps.now() - Date.now() }];
      await client.workflow.start('ledgerItem', { workflowId: itemWorkflowId(stage.plan.id, id), taskQueue, args });
    }
    await until(async () => (await look()).length === 2);
    expect((await look(true)).map(({ ailment, subject, remedy }) => `${ailment} ${subject} ${remedy}`).sort()).toEqual(
      [over, itemWorkflowId(stage.plan.id, gone)].map((subject) => `workflow_stray ${subject} mended`).sort(),
    );
    await until(async () => (await workflow(over).describe()).status.name === 'COMPLETED');
    expect((await workflow(gone).describe()).status.name).toBe('TERMINATED');
    expect(await look()).toEqual([]);
  });

  it('tells of a worker that does not answer, and of news that waits', async () => {
    await stopWorking();
    await stage.owner.query(
      `INSERT INTO wake (kind, campaign, subject, created_at) SELECT 'item', campaign, id::text, now() - interval '1 hour' FROM ledger_item WHERE id = $1`,
      [nth(4)],
    );
    expect((await look()).map(({ ailment, remedy }) => `${ailment} ${remedy}`).sort()).toEqual(['relay_behind told', 'worker_away told']);
  });
});
