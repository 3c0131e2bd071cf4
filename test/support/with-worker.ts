import { Client, type WorkflowHandle } from '@temporalio/client';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { Worker } from '@temporalio/worker';
import { workflowBundle } from '../../worker/bundle.ts';
import { quiet } from './time-skipping.ts';

/** Runs `play` with a worker that has the workflows of this build and these activities, on a task queue of its own. */
export async function withWorker<T>(
  env: TestWorkflowEnvironment,
  taskQueue: string,
  activities: object,
  play: () => Promise<T>,
): Promise<T> {
  const worker = await Worker.create({
    connection: env.nativeConnection,
    taskQueue,
    activities,
    workflowBundle: await workflowBundle(quiet),
  });
  return worker.runUntil(play);
}

/** A client that does not let time run while it waits for a result, as the environment's own does. */
export function plainClient(env: TestWorkflowEnvironment): Client {
  return new Client({ connection: env.connection });
}

/** Waits until a workflow has worked through what it was told. */
export async function settled(handle: WorkflowHandle): Promise<void> {
  if ((await handle.describe()).status.name === 'RUNNING') await handle.query('__temporal_workflow_metadata').catch(() => undefined);
}
