import { Worker, type NativeConnection } from '@temporalio/worker';
import { workflowBundle } from './bundle.ts';

export interface WorkerParts {
  connection: NativeConnection;
  namespace: string;
  taskQueue: string;
  activities: object;
  /** Workflows kept in memory; ours sleep for weeks, so a small share is enough. */
  cachedWorkflows: number;
}

/** A worker with the workflows of this build. Told to end, it lets what it does finish, for a while. */
export async function createWorker({ connection, namespace, taskQueue, activities, cachedWorkflows }: WorkerParts): Promise<Worker> {
  return Worker.create({
    connection,
    namespace,
    taskQueue,
    activities,
    workflowBundle: await workflowBundle(),
    maxCachedWorkflows: cachedWorkflows,
    workflowTaskPollerBehavior: { type: 'autoscaling', initial: 5, maximum: 40 },
    activityTaskPollerBehavior: { type: 'autoscaling', initial: 5, maximum: 40 },
    shutdownGraceTime: '10 seconds',
    shutdownForceTime: '20 seconds',
  });
}
