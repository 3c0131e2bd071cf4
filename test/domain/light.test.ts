import { describe, expect, it } from '@jest/globals';
import { light } from '../../domain/light.ts';
import { at, calendar } from '../support/rules.ts';

describe('the light of an item due on Saturday 15 July', () => {
  it.each([
    ['rectifying', '2023-07-11 23:59', 'green'],
    ['rectifying', '2023-07-12 00:00', 'amber'],
    ['rectifying', '2023-07-15 23:59', 'amber'],
    ['rectifying', '2023-07-16 00:00', 'red'],
    ['submitted', '2023-07-20 09:00', 'blue'],
    ['closed', '2023-07-20 09:00', 'grey'],
    ['voided', '2023-07-01 09:00', 'grey'],
  ] as const)('%s at %s is %s', (status, now, expected) => {
    expect(light({ status, due: '2023-07-15' }, { restDay: 'before' }, at(now), calendar)).toBe(expected);
  });

  it('is red only after the day its plan moves the deadline to', () => {
    const now = (time: string) => light({ status: 'assigned', due: '2023-07-15' }, { restDay: 'after' }, at(time), calendar);
    expect([now('2023-07-17 23:59'), now('2023-07-18 00:00')]).toEqual(['amber', 'red']);
  });

  it('is green while no deadline is known', () => {
    expect(light({ status: 'registered', due: null }, { restDay: 'before' }, at('2023-07-20 09:00'), calendar)).toBe('green');
  });
});
