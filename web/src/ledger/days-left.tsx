import type { LedgerRow } from '../../../server/contract/ledger-items.ts';
import { daysBetween, useFormat, useNow } from '../parts/format.ts';
import { useTexts } from '../texts/language.tsx';

/** Calendar days to the deadline, or past it; nothing once the item is over or waits for review. */
export function DaysLeft({ row }: { row: Pick<LedgerRow, 'due' | 'light'> }) {
  const { common } = useTexts();
  const format = useFormat();
  const now = useNow();
  if (row.due === null || now === null || row.light === 'grey' || row.light === 'blue') return null;
  return (
    <span className={row.light === 'red' ? 'under bad-text' : 'under muted'}>
      {common.daysLeft(daysBetween(format.dayOf(now), row.due))}
    </span>
  );
}
