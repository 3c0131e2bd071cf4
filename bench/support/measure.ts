import { setTimeout as pause } from 'node:timers/promises';

/** Seconds that `work` took, with what it gave. */
export async function timed<T>(work: () => T | Promise<T>): Promise<{ seconds: number; result: T }> {
  const began = performance.now();
  const result = await work();
  return { seconds: (performance.now() - began) / 1000, result };
}

/** Waits until `holds`. @throws after `patienceSeconds`, naming what was waited for */
export async function until(what: string, holds: () => Promise<boolean>, everyMs = 50, patienceSeconds = 1_800): Promise<void> {
  const began = performance.now();
  while (!(await holds())) {
    if (performance.now() - began > patienceSeconds * 1000) throw new Error(`waited ${patienceSeconds} s for ${what}`);
    await pause(everyMs);
  }
}

/** The value that this share of the values does not exceed. */
export function percentile(values: number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

/** Runs `work` for every job, `lines` of them at a time, each line taking the next one. */
export async function inLines<T>(jobs: Iterable<T>, lines: number, work: (job: T) => Promise<void>): Promise<void> {
  const waiting = jobs[Symbol.iterator]();
  const line = async () => {
    for (let next = waiting.next(); !next.done; next = waiting.next()) await work(next.value);
  };
  await Promise.all(Array.from({ length: lines }, line));
}
