import { z } from 'zod';
import { moment } from './common.ts';

/** GET /api/clock and the answer of POST /api/clock; `moving` while it stops at the mornings on its way. */
export const clock = z.object({
  now: moment,
  realNow: moment,
  offsetMs: z.number().int(),
  zone: z.string(),
  demo: z.boolean(),
  moving: z.boolean(),
});
export type ClockView = z.infer<typeof clock>;
/** Demo only, forward only. `to` in virtual time. */
export const moveClock = z.object({ to: moment.min(0).max(Date.UTC(2100, 0)) });
