import type { Plan } from '../../../domain/plan.ts';
import type { Assumption } from '../../../domain/rehearsal/assumption.ts';
import type { Book } from '../../../domain/rehearsal/book.ts';
import { rehearse, type RehearsedItem } from '../../../domain/rehearsal/rehearse.ts';
import { loadPlan } from '../../../plans/load.ts';

export const referencePlan: Plan = await loadPlan('plans/xinxiang-2023');
export const withoutObligations: Plan = { ...referencePlan, obligations: [] };

export function item(row: number, difficulty: string, changes: Partial<RehearsedItem> = {}): RehearsedItem {
  return {
    subject: `item:yanjin:${row}`,
    unit: 'yanjin',
    responsible: '徐娟',
    difficulty,
    due: null,
    title: `机构${row}：问题${row}`,
    done: false,
    ...changes,
  };
}

export function bookOf(items: RehearsedItem[], assume: Assumption, assigned = '2023-07-13', plan: Plan = withoutObligations): Book {
  return rehearse({ plan, items, assume, assigned });
}

/** `07-13 09:00 assigned → 徐娟`, one a rung, its people in one line. */
export function told({ messages }: Book): string[] {
  const lines = new Map<string, string[]>();
  for (const { at, rung, to } of messages) {
    const line = `${at.slice(5, 16).replace('T', ' ')} ${rung}`;
    lines.set(line, [...(lines.get(line) ?? []), ...to]);
  }
  return [...lines].map(([line, people]) => `${line} → ${people.join('、')}`);
}
