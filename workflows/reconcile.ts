import { proxyActivities } from '@temporalio/workflow';
import type { ScheduledActivities } from '../activities/types.ts';

const activities = proxyActivities<ScheduledActivities>({
  startToCloseTimeout: '5 minutes',
  scheduleToCloseTimeout: '9 minutes',
  retry: { initialInterval: '5 seconds', backoffCoefficient: 2, maximumInterval: '1 minute' },
});

/** Compares the rows with the workflows and wakes every open subject whose workflow is missing. */
export async function reconcile(): Promise<Awaited<ReturnType<typeof activities.reconcile>>> {
  return activities.reconcile();
}
