import { proxyActivities } from '@temporalio/workflow';
import type { ScheduledActivities } from '../activities/types.ts';

const activities = proxyActivities<ScheduledActivities>({
  startToCloseTimeout: '2 minutes',
  scheduleToCloseTimeout: '4 minutes',
  retry: { initialInterval: '5 seconds', backoffCoefficient: 2, maximumInterval: '1 minute' },
});

/** Reckons the days that are over (planned against sent) and seals the audit trail: once a virtual day, however often it is called. */
export async function morning(): Promise<Awaited<ReturnType<typeof activities.morning>>> {
  return activities.morning();
}
