import type { Actor } from '../../domain/actor.ts';
import { decide, type ItemCommand } from '../../domain/decide.ts';
import { register, type LedgerItem } from '../../domain/ledger-item.ts';
import type { Rules } from '../../domain/subject.ts';
import { at, calendar, complex } from '../support/rules.ts';

export const coordinator: Actor = { id: 'c1', role: 'coordinator' };
export const officer: Actor = { id: 'o1', role: 'countyOfficer', unit: 'yanjin' };
export const director: Actor = { id: 'd1', role: 'countyDirector', unit: 'yanjin' };
export const leader: Actor = { id: 'l1', role: 'leader' };
export const engine: Actor = { id: 'engine', role: 'engine' };

export const registered: LedgerItem = register(
  { id: 'item-1', county: 'yanjin', difficulty: 'complex', due: '2023-07-15', responsible: 'p1' },
  1,
);

/** The commands as an office would give them, in Shanghai's time, one after another. */
export type Step = [actor: Actor, time: string, command: ItemCommand];

export function after(steps: Step[], from: LedgerItem = registered, rules: Rules = complex): LedgerItem {
  return steps.reduce((item, [actor, time, command]) => decide(item, command, actor, { now: at(time), calendar, rules }), from);
}

export const assign: Step = [coordinator, '2023-06-26 10:00', { action: 'assign' }];
export const sign: Step = [officer, '2023-06-27 10:00', { action: 'sign' }];
export const plan: Step = [officer, '2023-06-28 10:00', { action: 'planMeasures', measure: '补齐资料' }];
export const submit: Step = [officer, '2023-07-07 17:00', { action: 'submit', note: '已补齐', evidence: ['e1'] }];
export const giveBack: Step = [coordinator, '2023-07-10 10:00', { action: 'returnItem', reason: '证据不足' }];
export const close: Step = [coordinator, '2023-07-10 10:00', { action: 'close', note: '核查属实', verified: true }];
