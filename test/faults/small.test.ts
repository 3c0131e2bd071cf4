import { describe, expect, it } from '@jest/globals';
import { small } from './experiment.ts';
import { experiments } from './experiments.ts';
import { Random } from './random.ts';

const seed = 35;
/** Whole processes start and die in some of them: a busy machine takes its time. */
const patienceMs = 300_000;

describe('a little of each trouble', () => {
  it.each(experiments.filter(({ long }) => !long))(
    '$name keeps promise $promises',
    async ({ name, play }) => {
      const { broken } = await play(small, new Random(seed, name));
      expect(broken).toEqual([]);
    },
    patienceMs,
  );
});
