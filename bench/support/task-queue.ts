import type { Client } from '@temporalio/client';
import { until } from './measure.ts';

/** Waits until no workflow task waits in the queue: every workflow has done what it was told so far. */
export async function untilWorkedOff(client: Client, taskQueue: string): Promise<void> {
  await until('the workflows to work', async () => {
    const { stats } = await client.workflowService.describeTaskQueue({
      namespace: client.options.namespace,
      taskQueue: { name: taskQueue },
      // eslint-disable-next-line @typescript-eslint/no-unsafe-enum-assignment -- TASK_QUEUE_TYPE_WORKFLOW; the enum is in a package of the SDK's own
      taskQueueType: 1,
      reportStats: true,
    });
    return Number(stats?.approximateBacklogCount ?? 0) === 0;
  });
}
