import { describe, expect, it } from '@jest/globals';
import { agenda } from '../../domain/agenda.ts';
import { clockState, type LedgerItem } from '../../domain/ledger-item.ts';
import { receipt } from '../../domain/receipt.ts';
import { after, assign, coordinator, officer, plan, sign, submit, type Step } from './item.ts';
import { at, calendar, complex } from '../support/rules.ts';

const planned = (item: LedgerItem) => agenda(clockState(item), complex.ladder, calendar);

function receiptOf(before: LedgerItem, step: Step) {
  const next = after([step], before);
  return receipt(planned(before), planned(next), at(step[1]), next.armRevision === before.armRevision);
}

const rungs = (entries: { rung: string }[]) => entries.map(({ rung }) => rung);

describe('the receipt of a decision', () => {
  it('of signing: the chasers are cancelled, nothing is scheduled', () => {
    const { cancelled, scheduled, next } = receiptOf(after([assign]), sign);
    expect([rungs(cancelled), rungs(scheduled), next?.rung]).toEqual([['unsigned:+2', 'unsigned:+3'], [], 'complex:-10']);
  });

  it('of submitting: everything to come is cancelled', () => {
    const { cancelled, scheduled, next } = receiptOf(after([assign, sign, plan]), submit);
    expect(rungs(cancelled)).toEqual([
      'complex:-3',
      'complex:-1',
      'complex:0',
      'complex:+1',
      'complex:+3',
      'complex:+5',
      'complex:+5:unacknowledged',
      'complex:+8',
    ]);
    expect([scheduled, next]).toEqual([[], null]);
  });

  it('of an approved extension: the old ladder for the new one, from the moment of the decision', () => {
    const asked = after([
      assign,
      sign,
      plan,
      [officer, '2023-07-12 10:00', { action: 'requestExtension', until: '2023-07-21', reason: '采购' }],
    ]);
    const { cancelled, scheduled, next } = receiptOf(asked, [
      coordinator,
      '2023-07-13 10:00',
      { action: 'decideExtension', approved: true, reason: '同意' },
    ]);
    expect(rungs(cancelled)).toEqual([
      'complex:0',
      'complex:+1',
      'undecided:1:+2',
      'complex:+3',
      'complex:+5',
      'complex:+5:unacknowledged',
      'complex:+8',
    ]);
    expect(rungs(scheduled).slice(0, 4)).toEqual(['complex:-5', 'decided', 'complex:-3', 'complex:-1']);
    expect(next?.at).toBe(at('2023-07-14 09:00'));
  });

  it('counts what leaves at the very moment as still to come, and nothing earlier', () => {
    const item = after([assign, sign]);
    expect(rungs(receipt(planned(item), [], at('2023-07-13 09:00'), true).cancelled)[0]).toBe('complex:-1');
    expect(rungs(receipt(planned(item), [], at('2023-07-13 09:01'), true).cancelled)[0]).toBe('complex:0');
  });
});
