import { z } from 'zod';
import { day, keyed, moment } from './common.ts';

/** A day's messages: planned 应发, frozen (written) 实发, delivered 送达, gap 缺口. */
export const reckoning = z.object({
  day,
  planned: z.number().int(),
  frozen: z.number().int(),
  delivered: z.number().int(),
  gap: z.number().int(),
  unreached: z.number().int(),
});

/** GET /api/today. Each count opens the ledger with the filter named beside it. */
export const today = z.object({
  now: moment,
  day,
  workday: z.boolean(),
  counts: z.object({
    /** due=today */
    dueToday: z.number().int(),
    /** due=week */
    dueThisWeek: z.number().int(),
    /** light=red */
    overdue: z.number().int(),
    /** status=submitted */
    toReview: z.number().int(),
    /** status=returned */
    returned: z.number().int(),
    /** status=assigned */
    notSigned: z.number().int(),
  }),
  phases: z.array(
    keyed.extend({
      starts: day,
      ends: day,
      daysLeft: z.number().int(),
      state: z.enum(['coming', 'running', 'past']),
    }),
  ),
  /** Items of each unit the actor may see, by light. */
  units: z.array(
    z.object({
      unit: keyed,
      grey: z.number().int(),
      blue: z.number().int(),
      green: z.number().int(),
      amber: z.number().int(),
      red: z.number().int(),
    }),
  ),
  yesterday: reckoning,
  /** From today, seven days. */
  week: z.array(z.object({ day, messages: z.number().int() })),
  exceptions: z.object({
    /** missing=responsible */
    noResponsible: z.number().int(),
    /** missing=measure */
    noMeasure: z.number().int(),
    /** missing=reach */
    nobodyReached: z.number().int(),
    failedDeliveries: z.number().int(),
  }),
  /** Changes that workflows have not been told of yet; null for who does not run the system. */
  relay: z.object({ waiting: z.number().int(), oldestMs: z.number().int().nullable() }).nullable(),
});
export type TodayView = z.infer<typeof today>;
