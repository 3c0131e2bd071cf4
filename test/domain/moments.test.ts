import { describe, expect, it } from '@jest/globals';
import { decide } from '../../domain/decide.ts';
import { clockState, type LedgerItem } from '../../domain/ledger-item.ts';
import { nextTimedChange } from '../../domain/moments.ts';
import { after, assign, coordinator, engine, officer, plan, registered, sign, submit } from './item.ts';
import { at, calendar, complex, shown } from '../support/rules.ts';

const next = (item: LedgerItem) => nextTimedChange(clockState(item), complex.ladder, calendar);

describe('what time does to an item nobody mends', () => {
  it('is late in the night after its due day and escalated in the night before each letter, to the top', () => {
    let item = after([assign, sign]);
    const changes: string[] = [];
    for (let change = next(item); change; change = next(item)) {
      changes.push(`${shown(change.at).slice(0, 10)} ${change.action === 'escalate' ? change.rung : change.action}`);
      const { at: now, ...command } = change;
      item = decide(item, command, engine, { now, calendar, rules: complex });
    }
    expect(changes).toEqual([
      '2023-07-16 markLate',
      '2023-07-17 complex:+1',
      '2023-07-19 complex:+3',
      '2023-07-21 complex:+5',
      '2023-07-26 complex:+8',
    ]);
  });

  it('comes before nine, spread over the night, at the same moment for the same item', () => {
    const moments = Array.from({ length: 200 }, (_, i) => next(after([assign], { ...registered, id: `item-${i}` }))?.at ?? 0);
    const night = at('2023-07-16 00:00');
    expect(moments.every((moment) => moment >= night && moment < night + 6 * 3_600_000)).toBe(true);
    expect(new Set(moments).size).toBeGreaterThan(60);
    expect(next(after([assign]))).toEqual(next(after([assign])));
  });

  it('marks an item that comes in overdue at once, never before it was assigned', () => {
    const late = after([[coordinator, '2023-08-01 10:00', { action: 'assign' }]]);
    expect(next(late)).toEqual({ action: 'markLate', at: at('2023-08-01 10:00') });
  });

  it('stands still while an item is submitted, over or not yet assigned', () => {
    expect([
      next(registered),
      next(after([assign, sign, plan, submit])),
      next(after([assign, [coordinator, '2023-06-27 10:00', { action: 'void', reason: '重复' }]])),
    ]).toEqual([null, null, null]);
  });

  it('begins anew with a return', () => {
    const late: LedgerItem = {
      ...after([assign, sign, plan, [officer, '2023-07-20 10:00', { action: 'submit', note: '已改', evidence: [] }]]),
      late: true,
      escalated: 'complex:+3',
    };
    const returned = after([[coordinator, '2023-07-21 10:00', { action: 'returnItem', reason: '不实' }]], late);
    expect(shown(next(returned)?.at ?? 0).slice(0, 10)).toBe('2023-07-27');
    expect(next(returned)?.action).toBe('markLate');
  });
});
