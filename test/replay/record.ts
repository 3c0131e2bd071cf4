import { mkdirSync } from 'node:fs';
import type { WorkflowHandle } from '@temporalio/client';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { emptySummary } from '../../commands/outbox/deps.ts';
import { CampaignStage } from '../support/campaign-stage.ts';
import { ItemStage } from '../support/item-stage.ts';
import { ObligationStage } from '../support/obligation-stage.ts';
import { startShortHistories } from '../support/short-histories.ts';
import { startTimeSkipping } from '../support/time-skipping.ts';
import { plainClient, withWorker } from '../support/with-worker.ts';
import { historiesFolder, isRecorded, record } from './history-file.ts';
import { itemPaths } from './item-paths.ts';
import { longCampaign, longImport, longItem, longObligation } from './long-paths.ts';
import { obligationPaths } from './obligation-paths.ts';

/**
 * Records a history for every path of every workflow that has none yet: `npm run record-histories`. Do so when a path is added. A change of
 * behaviour is not recorded over: it is guarded with `patched()`, and the old histories stay, for campaigns that run.
 */
async function recordMissing(): Promise<void> {
  mkdirSync(historiesFolder, { recursive: true });
  await within(startTimeSkipping(), async (env) => {
    for (const path of itemPaths) await unlessRecorded([`ledger-item.${path.name}`], () => recordItem(env, path));
    for (const path of obligationPaths) await unlessRecorded([`obligation.${path.name}`], () => recordObligation(env, path));
    await recordCampaigns(env);
    await recordRounds(env);
    await recordImports(env);
  });
  await within(startShortHistories(), recordLong);
}

async function unlessRecorded(names: string[], play: () => Promise<unknown>): Promise<void> {
  if (names.every(isRecorded)) return;
  await play();
  process.stderr.write(`${names.join(', ')}\n`);
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
}

async function recordObligation(
  env: TestWorkflowEnvironment,
  { name, starts, due, play }: (typeof obligationPaths)[number],
): Promise<void> {
  const days = { ...(starts === undefined ? {} : { starts }), ...(due === undefined ? {} : { due }) };
  const stage = await ObligationStage.open(env, { id: name, at: '2023-07-10 09:30', ...days });
  await stage.play(async () => {
    await play(stage);
    await record(`obligation.${name}`, stage.handle);
  });
}

async function recordCampaigns(env: TestWorkflowEnvironment): Promise<void> {
  const campaign = (name: string, at: string, play: (stage: CampaignStage) => Promise<void>) =>
    unlessRecorded([`campaign.${name}`], () => CampaignStage.play(env, name, at, play));
  await campaign('whole', '2023-06-08 12:00', async (stage) => {
    await stage.until('2024-01-02 12:00');
    await stage.tell('closed');
    await stage.handle.result();
    await record('campaign.whole', stage.handle);
  });
  await campaign('launched-in-its-middle', '2023-07-13 08:55', async (stage) => {
    await stage.until('2023-07-14 08:55');
    await record('campaign.launched-in-its-middle', stage.handle);
  });
  await campaign('paused-and-resumed', '2023-07-13 08:55', async (stage) => {
    await stage.until('2023-07-13 09:00');
    await stage.tell('paused');
    await stage.until('2023-08-10 12:00');
    await stage.tell('running');
    await stage.until('2023-08-11 12:00');
    await record('campaign.paused-and-resumed', stage.handle);
  });
  await campaign('clock-moved', '2023-06-08 12:00', async (stage) => {
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
    await unlessRecorded([name], () =>
      withWorker(env, name, activities, async () => {
        await env.client.workflow.execute(type, { workflowId: name, taskQueue: name, args: [] }).catch(() => undefined);
        await record(name, env.client.workflow.getHandle(name));
      }),
    );
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
    await unlessRecorded([name], () =>
      withWorker(env, name, { countTold }, async () => {
        await env.client.workflow.execute('importLedger', { workflowId: name, taskQueue: name, args: [{ campaign: 'c1', batch: '1' }] });
        await record(name, env.client.workflow.getHandle(name));
      }),
    );
  }
}

/** Both ends of continuing as new: the run that ended so, and the one that took over. */
async function recordLong(env: TestWorkflowEnvironment): Promise<void> {
  const { workflow } = plainClient(env);
  const bothEnds = (name: string) => [`${name}.continued-as-new`, `${name}.took-over`] as const;
  const ends = async (name: string, first: WorkflowHandle, last: WorkflowHandle) => {
    const [continued, tookOver] = bothEnds(name);
    await record(continued, first);
    await record(tookOver, last);
  };
  await unlessRecorded([...bothEnds('ledger-item')], () =>
    longItem(env, 'long-item', (stage, first) => ends('ledger-item', workflow.getHandle(stage.workflowId, first), stage.handle)),
  );
  await unlessRecorded([...bothEnds('obligation')], () =>
    longObligation(env, 'long-obligation', (stage, first) => ends('obligation', workflow.getHandle(stage.workflowId, first), stage.handle)),
  );
  await unlessRecorded([...bothEnds('campaign')], () =>
    longCampaign(env, 'long-campaign', (stage, first) =>
      ends('campaign', workflow.getHandle(stage.handle.workflowId, first), stage.handle),
    ),
  );
  await unlessRecorded([...bothEnds('import-ledger')], () =>
    longImport(env, 'long-import', (first) => {
      const id = 'import:long-import';
      return ends('import-ledger', workflow.getHandle(id, first), workflow.getHandle(id));
    }),
  );
}

await recordMissing();
