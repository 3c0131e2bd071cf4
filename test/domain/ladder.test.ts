import { describe, expect, it } from '@jest/globals';
import { levels, rungName } from '../../domain/ladder.ts';
import { classes, obligationLadder } from '../support/rules.ts';

describe('the name of a rung', () => {
  it.each([
    [-10, 'complex:-10'],
    [0, 'complex:0'],
    [1, 'complex:+1'],
  ])('of offset %i is %s', (offset, name) => {
    expect(rungName('complex', offset)).toBe(name);
  });
});

describe('the levels an escalation climbs', () => {
  it.each([...Object.values(classes).map(({ ladder }) => ladder), obligationLadder])(
    'of $key go from the director to the leader',
    (ladder) => {
      expect(levels(ladder)).toEqual(['director', 'office', 'deputies', 'leader']);
    },
  );

  it('names a role once, however many rungs address it', () => {
    const rungs = [0, 1, 2, 3].map((offset) => ({ offset, to: [offset < 3 ? 'office' : 'leader'] }));
    expect(levels({ ...obligationLadder, rungs })).toEqual(['office', 'leader']);
  });
});
