import type { Random } from './random.ts';

/** How much is tried; `npm run faults` tries all of it, `npm test` a little. */
export interface Sizes {
  /** kill -9 of postmen; as many of processes that carry out commands. */
  kills: number;
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
}

export const full: Sizes = {
  kills: 300,
  serverKills: 110,
  workerKills: 20,
  transitions: 5_000,
  deadlines: 500,
  mailPeople: 60,
  stormItems: 10_000,
  edits: 1_000,
  jumps: 20,
};

export const small: Sizes = {
  kills: 8,
  serverKills: 6,
  workerKills: 0,
  transitions: 150,
  deadlines: 40,
  mailPeople: 12,
  stormItems: 500,
  edits: 60,
  jumps: 4,
};

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
