import { mkdirSync, rmSync } from 'node:fs';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { emptySummary } from '../../commands/outbox/deps.ts';
import { CampaignStage } from '../support/campaign-stage.ts';
import { ItemStage } from '../support/item-stage.ts';
import { startShortHistories } from '../support/short-histories.ts';
import { startTimeSkipping } from '../support/time-skipping.ts';
import { plainClient, withWorker } from '../support/with-worker.ts';
import { historiesFolder, record } from './history-file.ts';
import { itemPaths } from './item-paths.ts';
import { longCampaign, longImport, longItem } from './long-paths.ts';

/**
 * Records a history for every path of every workflow anew: `npm run record-histories`. Do so when a path is added. A change of
 * behaviour is not recorded over: it is guarded with `patched()`, and the old histories stay, for campaigns that run.
 */
async function recordAll(): Promise<void> {
  rmSync(historiesFolder, { recursive: true, force: true });
  mkdirSync(historiesFolder, { recursive: true });
  await within(startTimeSkipping(), async (env) => {
    for (const path of itemPaths) await recordItem(env, path);
    await recordCampaigns(env);
    await recordRounds(env);
    await recordImports(env);
  });
  await within(startShortHistories(), recordLong);
}

async function within(starting: Promise<TestWorkflowEnvironment>, play: (env: TestWorkflowEnvironment) => Promise<void>): Promise<void> {
  const env = await starting;
  try {
    await play(env);
  } finally {
    await env.teardown();
  }
}

async function recordItem(
  env: TestWorkflowEnvironment,
  { name, difficulty = 'complex', due, play }: (typeof itemPaths)[number],
): Promise<void> {
  const stage = await ItemStage.open(env, { id: name, difficulty, at: '2023-07-10 09:30', due: due ?? null });
  await stage.play(async () => {
    await play(stage);
    await record(`ledger-item.${name}`, stage.handle);
  });
  process.stderr.write(`ledger-item.${name}\n`);
}

async function recordCampaigns(env: TestWorkflowEnvironment): Promise<void> {
  await CampaignStage.play(env, 'whole', '2023-06-08 12:00', async (stage) => {
    await stage.until('2024-01-02 12:00');
    await stage.tell('closed');
    await stage.handle.result();
    await record('campaign.whole', stage.handle);
  });
  await CampaignStage.play(env, 'launched-in-its-middle', '2023-07-13 08:55', async (stage) => {
    await stage.until('2023-07-14 08:55');
    await record('campaign.launched-in-its-middle', stage.handle);
  });
  await CampaignStage.play(env, 'paused-and-resumed', '2023-07-13 08:55', async (stage) => {
    await stage.until('2023-07-13 09:00');
    await stage.tell('paused');
    await stage.until('2023-08-10 12:00');
    await stage.tell('running');
    await stage.until('2023-08-11 12:00');
    await record('campaign.paused-and-resumed', stage.handle);
  });
  await CampaignStage.play(env, 'clock-moved', '2023-06-08 12:00', async (stage) => {
    await stage.moveClock('2023-06-21 08:00');
    await stage.until('2023-06-21 08:05');
    await record('campaign.clock-moved', stage.handle);
  });
}

async function recordRounds(env: TestWorkflowEnvironment): Promise<void> {
  let tries = 0;
  const rounds: [name: string, type: string, activities: object][] = [
    ['postman.round', 'postman', { tick: () => Promise.resolve(emptySummary()) }],
    ['postman.tried-again', 'postman', { tick: () => (++tries < 2 ? Promise.reject(new Error('away')) : Promise.resolve(emptySummary())) }],
    ['postman.gave-up', 'postman', { tick: () => Promise.reject(new Error('away')) }],
    ['reconcile.round', 'reconcile', { reconcile: () => Promise.resolve({ open: 10, running: 9, woken: 1 }) }],
    ['reconcile.gave-up', 'reconcile', { reconcile: () => Promise.reject(new Error('away')) }],
    ['morning.round', 'morning', { morning: () => Promise.resolve({ days: 1, sealed: 120 }) }],
    ['morning.gave-up', 'morning', { morning: () => Promise.reject(new Error('away')) }],
  ];
  for (const [name, type, activities] of rounds) {
    await withWorker(env, name, activities, async () => {
      await env.client.workflow.execute(type, { workflowId: name, taskQueue: name, args: [] }).catch(() => undefined);
      await record(name, env.client.workflow.getHandle(name));
    });
  }
}

async function recordImports(env: TestWorkflowEnvironment): Promise<void> {
  const paths: [name: string, left: number[]][] = [
    ['import-ledger.told-at-once', [0]],
    ['import-ledger.told-in-turn', [30, 12, 0]],
  ];
  for (const [name, waiting] of paths) {
    const countTold = () => {
      const left = waiting.shift() ?? 0;
      return Promise.resolve({ rows: 30, told: 30 - left, left });
    };
    await withWorker(env, name, { countTold }, async () => {
      await env.client.workflow.execute('importLedger', { workflowId: name, taskQueue: name, args: [{ campaign: 'c1', batch: '1' }] });
      await record(name, env.client.workflow.getHandle(name));
    });
  }
}

/** Both ends of continuing as new: the run that ended so, and the one that took over. */
async function recordLong(env: TestWorkflowEnvironment): Promise<void> {
  const { workflow } = plainClient(env);
  await longItem(env, 'long-item', async (stage, first) => {
    await record('ledger-item.continued-as-new', workflow.getHandle(stage.workflowId, first));
    await record('ledger-item.took-over', stage.handle);
  });
  await longCampaign(env, 'long-campaign', async (stage, first) => {
    await record('campaign.continued-as-new', workflow.getHandle(stage.handle.workflowId, first));
    await record('campaign.took-over', stage.handle);
  });
  await longImport(env, 'long-import', async (first) => {
    await record('import-ledger.continued-as-new', workflow.getHandle('import:long-import', first));
    await record('import-ledger.took-over', workflow.getHandle('import:long-import'));
  });
}

await recordAll();
