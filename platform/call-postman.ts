import { ScheduleOverlapPolicy, type Client } from '@temporalio/client';

/** The schedule whose runs are the postman's rounds; `worker/schedules.ts` makes it. */
export const postmanSchedule = 'postman';

/** Asks for a round of the postman now; if one is under way, for another when it has ended. It comes within a minute by itself. */
export async function callPostman(client: Client): Promise<void> {
  await client.schedule.getHandle(postmanSchedule).trigger(ScheduleOverlapPolicy.BUFFER_ONE);
}
