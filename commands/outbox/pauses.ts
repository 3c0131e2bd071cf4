import type { Moment } from '../../domain/calendar.ts';

const minute = 60_000;
const pauses = [1, 2, 5, 15, 30].map((minutes) => minutes * minute);
const longest = 60 * minute;
const patienceMs = 3 * 24 * 60 * minute;
const leastAttempts = 10;

/** When a message that was refused for now is tried again: after 1, 2, 5, 15, 30 minutes, then every hour. `attempts` counts those made. */
export function nextAttempt(attempts: number, now: Moment): Moment {
  return now + (pauses[attempts - 1] ?? longest);
}

/**
 * Whether a message that is refused for now is given up and shown to a person: three days after its first attempt.
 * A long holiday or a clock moved forward does not count as trying: ten attempts are made in any case.
 */
export function isGivenUp(firstTriedAt: Moment, attempts: number, now: Moment): boolean {
  return now - firstTriedAt >= patienceMs && attempts >= leastAttempts;
}
