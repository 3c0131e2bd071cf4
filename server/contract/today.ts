import { z } from 'zod';
import { day, id, keyed, light, moment } from './common.ts';
import { historyEntry } from './ledger-items.ts';

/** A day's messages: planned 应发, frozen (written) 实发, delivered 送达, gap 缺口. */
export const reckoning = z.object({
  day,
  planned: z.number().int(),
  frozen: z.number().int(),
  delivered: z.number().int(),
  gap: z.number().int(),
  unreached: z.number().int(),
});

/** Whether something is an item or what a unit owes. */
const subjectKind = z.enum(['item', 'obligation']);

const counted = z.object({
  /** due=today */
  dueToday: z.number().int(),
  /** due=week */
  dueThisWeek: z.number().int(),
  /** light=red */
  overdue: z.number().int(),
  /** status=submitted */
  toReview: z.number().int(),
});

/** GET /api/today. Each count opens the ledger with the filter named beside it. */
export const today = z.object({
  now: moment,
  day,
  workday: z.boolean(),
  counts: counted.extend({
    /** status=returned */
    returned: z.number().int(),
    /** status=assigned */
    notSigned: z.number().int(),
  }),
  /** The same of what units owe; each opens the list of obligations. */
  owed: counted.extend({
    /** returned=true */
    returned: z.number().int(),
  }),
  /** Overdue, due today, or waiting for the reader: by due day, the first of how many. */
  todo: z.object({
    total: z.number().int(),
    first: z.array(
      z.object({
        of: subjectKind,
        id,
        /** Of an item. */
        number: z.number().int().nullable(),
        unit: keyed,
        name: z.string(),
        due: day.nullable(),
        light,
        why: z.enum(['overdue', 'dueToday', 'extension', 'review', 'assign', 'returned', 'sign', 'report']),
      }),
    ),
  }),
  phases: z.array(
    keyed.extend({
      starts: day,
      ends: day,
      daysLeft: z.number().int(),
      state: z.enum(['coming', 'running', 'past']),
      /** Conditions of its closing: how many items or obligations are in the way, or null where only a person can say. */
      gates: z.array(keyed.extend({ checks: z.enum(['ledger', 'obligations', 'person']), left: z.number().int().nullable() })),
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
    /** missing=reach, of what units owe */
    owedNobodyReached: z.number().int(),
    failedDeliveries: z.number().int(),
  }),
  /** What others did since the reader's log-in before this one; `since` is null at the first. */
  changes: z.object({
    since: moment.nullable(),
    counts: z.array(z.object({ of: subjectKind, action: z.string(), zh: z.string(), en: z.string(), count: z.number().int() })),
    latest: z.array(
      historyEntry.extend({ subject: id, of: subjectKind, number: z.number().int().nullable(), name: z.string(), unit: keyed }),
    ),
  }),
  /** Changes that workflows have not been told of yet; null for who does not run the system. */
  relay: z.object({ waiting: z.number().int(), oldestMs: z.number().int().nullable() }).nullable(),
});
export type TodayView = z.infer<typeof today>;
