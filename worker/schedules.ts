import { ScheduleAlreadyRunning, ScheduleOverlapPolicy, type Client, type ScheduleOptions } from '@temporalio/client';
import { postmanSchedule } from '../platform/call-postman.ts';
import { postmanTaskQueue, taskQueue } from '../workflows/messages.ts';

type Rhythm = { id: string; workflowType: string; everyMs: number; queue: string };

/** Real time: what is due is decided on virtual time by what they call. */
const rhythms: Rhythm[] = [
  { id: postmanSchedule, workflowType: 'postman', everyMs: 60_000, queue: postmanTaskQueue },
  { id: 'reconcile', workflowType: 'reconcile', everyMs: 600_000, queue: taskQueue },
  { id: 'morning', workflowType: 'morning', everyMs: 300_000, queue: taskQueue },
];

/** Makes the schedules, or brings those that are there to what this version wants. Rows and workflows are compared at once: Temporal may have been lost meanwhile. */
export async function ensureSchedules(client: Client): Promise<void> {
  for (const rhythm of rhythms) await ensure(client, optionsOf(rhythm));
  await client.schedule.getHandle('reconcile').trigger();
}

async function ensure(client: Client, options: ScheduleOptions): Promise<void> {
  try {
    await client.schedule.create(options);
  } catch (error) {
    if (!(error instanceof ScheduleAlreadyRunning)) throw error;
    const { spec, action, policies } = options;
    await client.schedule.getHandle(options.scheduleId).update((found) => ({
      ...found,
      spec,
      action: { ...action, workflowId: options.scheduleId },
      policies: { ...found.policies, ...policies },
    }));
  }
}

/** A round that still runs is not joined by another; rounds missed in an outage are one round, for the next does what they left. */
function optionsOf({ id, workflowType, everyMs, queue }: Rhythm): ScheduleOptions {
  return {
    scheduleId: id,
    spec: { intervals: [{ every: everyMs }] },
    action: { type: 'startWorkflow', workflowType, workflowId: id, taskQueue: queue, args: [] },
    policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: '1 minute' },
  };
}
