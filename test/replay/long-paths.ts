import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { CampaignStage } from '../support/campaign-stage.ts';
import { ItemStage } from '../support/item-stage.ts';
import { ObligationStage } from '../support/obligation-stage.ts';
import { office } from '../support/subject-stage.ts';
import { plainClient, withWorker } from '../support/with-worker.ts';

/** More than make a history long where 20 events are too many. */
const signals = 8;

/** An item that is told the same again and again until its workflow has continued as new. */
export async function longItem(
  env: TestWorkflowEnvironment,
  id: string,
  then: (stage: ItemStage, firstRunId: string) => Promise<void>,
): Promise<void> {
  const stage = await ItemStage.open(env, { id, difficulty: 'complex', at: '2023-07-10 10:00' });
  await stage.play(async () => {
    await stage.give(office, { action: 'assign' });
    const { runId } = await stage.handle.describe();
    for (let sent = 0; sent < signals; sent++) {
      await stage.tell();
      await stage.settled();
    }
    await then(stage, runId);
  });
}

/** An obligation that is told the same again and again until its workflow has continued as new. */
export async function longObligation(
  env: TestWorkflowEnvironment,
  id: string,
  then: (stage: ObligationStage, firstRunId: string) => Promise<void>,
): Promise<void> {
  const stage = await ObligationStage.open(env, { id, at: '2023-07-10 10:00' });
  await stage.play(async () => {
    await stage.tell();
    const { runId } = await stage.handle.describe();
    for (let sent = 0; sent < signals; sent++) {
      await stage.tell();
      await stage.settled();
    }
    await then(stage, runId);
  });
}

export async function longCampaign(
  env: TestWorkflowEnvironment,
  name: string,
  then: (stage: CampaignStage, firstRunId: string) => Promise<void>,
): Promise<void> {
  await CampaignStage.play(env, name, '2023-07-13 08:55', async (stage) => {
    const { runId } = await stage.handle.describe();
    for (let sent = 0; sent < signals; sent++) {
      await stage.tell('running');
      await stage.report();
    }
    await then(stage, runId);
  });
}

/** An import that waits for the relay until its workflow has continued as new. */
export async function longImport(
  env: TestWorkflowEnvironment,
  name: string,
  recorded?: (runId: string) => Promise<void>,
): Promise<unknown> {
  const client = plainClient(env);
  const workflowId = `import:${name}`;
  let first = '';
  const countTold = async () => {
    const { runId } = await client.workflow.getHandle(workflowId).describe();
    const left = first === '' || first === runId ? 12 : 0;
    return { rows: 30, told: 30 - left, left };
  };
  return withWorker(env, name, { countTold }, async () => {
    const handle = await client.workflow.start('importLedger', { workflowId, taskQueue: name, args: [{ campaign: 'c1', batch: name }] });
    first = handle.firstExecutionRunId;
    const result: unknown = await client.workflow.getHandle(workflowId).result();
    await recorded?.(first);
    return result;
  });
}
