import { describe, expect, it } from '@jest/globals';
import { isGivenUp, nextAttempt } from '../../commands/outbox/pauses.ts';

const hour = 3_600_000;

describe('trying again', () => {
  it('comes after 1, 2, 5, 15, 30 minutes and then every hour', () => {
    expect([1, 2, 3, 4, 5, 6, 7].map((attempts) => nextAttempt(attempts, 0) / 60_000)).toEqual([1, 2, 5, 15, 30, 60, 60]);
  });

  it('is given up three days after the first attempt, not before', () => {
    expect(isGivenUp(0, 40, 72 * hour - 1)).toBe(false);
    expect(isGivenUp(0, 40, 72 * hour)).toBe(true);
  });

  it('is not given up because a holiday or a clock passed', () => {
    expect(isGivenUp(0, 3, 240 * hour)).toBe(false);
  });
});
