import type { TodayView } from '../../../server/contract/today.ts';
import { useTexts } from '../texts/language.tsx';

type Subject = Pick<TodayView['todo']['first'][number], 'of' | 'number' | 'name'>;

export function pathOf(of: Subject['of'], id: string): string {
  return of === 'item' ? `/ledger/${id}` : `/obligations/${id}`;
}

/** An item by its number and problem, an obligation by what is to be reported. */
export function useSubjectName(): (subject: Subject) => string {
  const { item } = useTexts();
  return ({ number, name }) => (number === null ? name : `${item.title(number)} · ${name}`);
}
