import { proxyActivities } from '@temporalio/workflow';
import type { PostmanActivities } from '../activities/types.ts';

/** A tick that fails is tried again within its minute; what it leaves undone the next minute's does. */
const { tick } = proxyActivities<PostmanActivities>({
  startToCloseTimeout: '58 seconds',
  scheduleToCloseTimeout: '58 seconds',
  retry: { initialInterval: '2 seconds', backoffCoefficient: 2, maximumInterval: '10 seconds' },
});

/** One round of the postman: claims what is due, freezes it, and sends. Deliveries and their retries live in the rows, not here. */
export async function postman(): Promise<Awaited<ReturnType<typeof tick>>> {
  return tick();
}
