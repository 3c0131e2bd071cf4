import { Worker, type NativeConnection } from '@temporalio/worker';
import { workflowBundle } from './bundle.ts';

export interface WorkerParts {
  connection: NativeConnection;
  namespace: string;
  taskQueue: string;
  activities: object;
  /** Workflows kept in memory; ours sleep for weeks, so a small share is enough. */
  cachedWorkflows: number;
  /**
   * Workflows run in the process's own thread: without a second V8 and its copy of everything, but also without the SDK's limit on
   * how long one may compute. For workflows that only call.
   */
  inThisThread?: boolean;
}

/** A worker with the workflows of this build. Told to end, it lets what it does finish, for a while. */
export async function createWorker({
  connection,
  namespace,
  taskQueue,
  activities,
  cachedWorkflows,
  inThisThread = false,
}: WorkerParts): Promise<Worker> {
  return Worker.create({
    connection,
    namespace,
    taskQueue,
    activities,
    workflowBundle: await workflowBundle(),
    maxCachedWorkflows: cachedWorkflows,
    // The SDK's name for it; debuggers want one thread too.
    debugMode: inThisThread,
    workflowTaskPollerBehavior: { type: 'autoscaling', initial: 5, maximum: 40 },
    activityTaskPollerBehavior: { type: 'autoscaling', initial: 5, maximum: 40 },
    shutdownGraceTime: '10 seconds',
    shutdownForceTime: '20 seconds',
  });
}
