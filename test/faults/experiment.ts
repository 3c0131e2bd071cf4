import type { Owing } from '../support/campaign.ts';
import type { Random } from './random.ts';

/** How much is tried; `npm run faults` tries all of it, `npm test` a little. */
export interface Sizes {
  /** kill -9 of postmen during a round. */
  postmanKills: number;
  /** kill -9 of processes that carry out commands. */
  executorKills: number;
  /** kill -9 of the HTTP server. */
  serverKills: number;
  /** kill -9 of the worker and the postman as they are started, with workflows on a real Temporal. */
  workerKills: number;
  transitions: number;
  deadlines: number;
  mailPeople: number;
  stormItems: number;
  edits: number;
  jumps: number;
  /** Open when Temporal's file is lost; promise 10 is about 10,000, which takes half an hour: `--items 10000`. */
  openItems: number;
  /** Of the plan's obligations: all are 150 that are open in July. */
  owing: Owing;
}

/** 300 kills of postmen, servers and workers (promise 1), and 300 of those who carry out people's commands: executors and servers (promise 3). */
export const full: Sizes = {
  postmanKills: 110,
  executorKills: 170,
  serverKills: 130,
  workerKills: 60,
  transitions: 5_000,
  deadlines: 500,
  mailPeople: 60,
  stormItems: 10_000,
  edits: 1_000,
  jumps: 20,
  openItems: 500,
  owing: { units: 15, dueBy: '2023-12-31' },
};

export const small: Sizes = {
  postmanKills: 8,
  executorKills: 8,
  serverKills: 6,
  workerKills: 4,
  transitions: 150,
  deadlines: 40,
  mailPeople: 12,
  stormItems: 500,
  edits: 60,
  jumps: 4,
  openItems: 40,
  owing: { units: 3, dueBy: '2023-08-31' },
};

/** The same with so many kills in all, shared out alike. */
export function withKills(sizes: Sizes, kills: number): Sizes {
  const { postmanKills, executorKills, serverKills, workerKills } = sizes;
  const share = (part: number) => Math.round((part * kills) / (postmanKills + executorKills + serverKills + workerKills));
  return {
    ...sizes,
    postmanKills: share(postmanKills),
    executorKills: share(executorKills),
    serverKills: share(serverKills),
    workerKills: share(workerKills),
  };
}

/** What was measured, and in words everything that breaks a promise. */
export interface Outcome {
  figures: Record<string, number | string>;
  broken: string[];
}

/** One way to make trouble, and the promises of the design it measures. */
export interface Experiment {
  name: string;
  promises: string;
  /** Takes minutes however little is tried: only at full length. */
  long?: true;
  play: (sizes: Sizes, random: Random) => Promise<Outcome>;
}

/** Complaints that are not to flood the page: the first few of each kind, and how many there are. */
export function complaints(kind: string, what: string[]): string[] {
  if (what.length === 0) return [];
  return [`${kind}: ${what.length} (${what.slice(0, 5).join('; ')}${what.length > 5 ? '; …' : ''})`];
}
