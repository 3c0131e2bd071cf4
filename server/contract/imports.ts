import { z } from 'zod';
import { failure, id, itemAction, keyed, moment, next } from './common.ts';

/** A fault or doubt at a place in the workbook. */
export const importProblem = z.object({
  sheet: z.string().nullable(),
  row: z.number().int().nullable(),
  column: z.string().nullable(),
  code: z.string(),
  zh: z.string(),
  en: z.string(),
  /** Nothing was imported because of it. */
  fatal: z.boolean(),
});

/** A row that resembles an item the ledger has, under another wording or class: nothing was done with it. */
export const doubtfulMatch = z.object({
  sheet: z.string().nullable(),
  row: z.number().int(),
  item: id,
  number: z.number().int(),
  reason: z.enum(['similar', 'reclassified']),
  /** What the row says. */
  problem: z.string(),
  difficulty: keyed.nullable(),
  /** What the ledger says; null for who may no longer see the item. */
  known: z.object({ problem: z.string(), difficulty: keyed }).nullable(),
  decided: z.enum(['same', 'new', 'dismissed']).nullable(),
});

/** A difference that a rule of the ledger refused, with the reason: the rest of the row was taken. */
export const refusedChange = z.object({
  sheet: z.string().nullable(),
  row: z.number().int(),
  item: id,
  number: z.number().int(),
  action: itemAction,
  reason: failure,
});

/** POST /api/imports/:id/confirmations: a person's answer about a doubtful row. */
export const confirmation = z.object({
  sheet: z.string().optional(),
  row: z.number().int(),
  decision: z.enum(['same', 'new', 'dismissed']),
  /** Needed where the row moves the item to another class. */
  reason: z.string().max(2000).default(''),
});

/** POST /api/imports (multipart: `file`, optional field `county`) and GET /api/imports/:id */
export const importBatch = z.object({
  id,
  unit: keyed.nullable(),
  fileName: z.string(),
  state: z.string(),
  counts: z.record(z.string(), z.number()),
  problems: z.array(importProblem),
  doubtful: z.array(doubtfulMatch),
  refused: z.array(refusedChange),
  at: moment,
  /** Items of the batch whose workflow has been told, of all that have one. */
  progress: z.object({ items: z.number().int(), waiting: z.number().int() }),
});
export type ImportBatchView = z.infer<typeof importBatch>;

/** GET /api/imports, newest first. */
export const importPage = z.object({
  batches: z.array(importBatch.omit({ problems: true, doubtful: true, refused: true, progress: true })),
  next,
});
