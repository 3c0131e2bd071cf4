import { z } from 'zod';
import { day, keyed } from './common.ts';

/** GET /api/campaign: the plan in short, for labels and choices. */
export const campaign = z.object({
  id: z.string(),
  name: z.string(),
  starts: day,
  ends: day,
  status: z.string(),
  held: z.boolean(),
  demo: z.boolean(),
  ranking: z.boolean(),
  phases: z.array(keyed.extend({ starts: day, ends: day })),
  units: z.array(keyed.extend({ addressedAs: z.string(), kind: z.string() })),
  departments: z.array(keyed),
  difficulties: z.array(
    keyed.extend({
      dueText: z.string(),
      due: day.nullable(),
      workdaysAfterAssignment: z.number().int().nullable(),
      daysAfterAssignment: z.number().int().nullable(),
    }),
  ),
  roles: z.array(keyed),
});
export type CampaignView = z.infer<typeof campaign>;
