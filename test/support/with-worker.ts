import { setTimeout as pause } from 'node:timers/promises';
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

/** Event types after which a workflow has nothing to do: a completed workflow task (7), a timer started (17) or canceled (19) by it. */
const atRest = new Set<number | null | undefined>([7, 17, 19]);

/** Waits until a workflow has worked through what it was told. Looks at its history: a query would make this server add tasks to it. */
export async function settled(handle: WorkflowHandle): Promise<void> {
  while ((await handle.describe()).status.name === 'RUNNING') {
    const { events } = await handle.fetchHistory();
    if (atRest.has(events?.at(-1)?.eventType)) return;
    await pause(10);
  }
}
