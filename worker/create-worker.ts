import { Worker, type NativeConnection } from '@temporalio/worker';
import { workflowBundle } from './bundle.ts';

/** The SDK's own limit with threads, by an option that its types do not name. */
const limited = { isolateExecutionTimeout: '5s' };

export interface WorkerParts {
  connection: NativeConnection;
  namespace: string;
  taskQueue: string;
  activities: object;
  /** Workflows kept in memory; ours sleep for weeks, so a small share is enough. */
  cachedWorkflows: number;
  /** Workflows run in the process's own thread: without a second V8 and its copy of everything, some 20 MB. */
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
    // The SDK's name for it: debuggers want one thread too, and no limit on how long a workflow may compute. We do.
    debugMode: inThisThread,
    ...limited,
    workflowTaskPollerBehavior: { type: 'autoscaling', initial: 5, maximum: 40 },
    activityTaskPollerBehavior: { type: 'autoscaling', initial: 5, maximum: 40 },
    shutdownGraceTime: '10 seconds',
    shutdownForceTime: '20 seconds',
  });
}
