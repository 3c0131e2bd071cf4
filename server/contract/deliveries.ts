import { z } from 'zod';
import { id, keyed, moment, next, paging } from './common.ts';

export const deliveryState = z.enum(['pending', 'sending', 'sent', 'failed', 'replaced']);

/** GET /api/deliveries, newest first. */
export const deliveriesQuery = paging.extend({ state: deliveryState.optional() });
export const delivery = z.object({
  id,
  unit: keyed.nullable(),
  person: z.string(),
  recipient: z.string(),
  channel: z.string(),
  window: moment,
  state: deliveryState,
  attempts: z.number().int(),
  nextAttemptAt: moment.nullable(),
  sentAt: moment.nullable(),
  late: z.boolean(),
  lines: z.number().int(),
  error: z.string().nullable(),
});
export type DeliveryView = z.infer<typeof delivery>;
export const deliveriesPage = z.object({ deliveries: z.array(delivery), next });
export type DeliveriesPage = z.infer<typeof deliveriesPage>;
