import { describe, expect, it } from '@jest/globals';
import { small } from './experiment.ts';
import { experiments } from './experiments.ts';
import { Random } from './random.ts';

const seed = 35;

describe('a little of each trouble', () => {
  it.each(experiments.filter(({ long }) => !long))('$name keeps promise $promises', async ({ name, play }) => {
    const { broken } = await play(small, new Random(seed, name));
    expect(broken).toEqual([]);
  });
});
