import type { LedgerReading } from '../documents/ledger/reading.ts';
import type { RehearsedItem } from '../domain/rehearsal/rehearse.ts';

/**
 * The items of ledgers as the rehearsal takes them. Their subjects are readable keys, `item:yanjin:6` for row 6 of the unit's ledger;
 * a second sheet or file of the same unit adds its name or number, so that no two are alike.
 */
export function rehearsedItems(readings: LedgerReading[]): RehearsedItem[] {
  const ledgersOf = new Map<string, number>();
  return readings.flatMap((reading) => {
    const unit = reading.unitKey ?? reading.unit;
    const ordinal = (ledgersOf.get(unit) ?? 0) + 1;
    ledgersOf.set(unit, ordinal);
    const ledger = ordinal === 1 ? `item:${unit}` : `item:${unit}#${ordinal}`;
    const firstSheet = reading.items[0]?.sheet;
    return reading.items.flatMap((row) => {
      if (row.difficulty === null) return [];
      const place = row.sheet === firstSheet ? `${row.row}` : `${row.sheet}:${row.row}`;
      const title = row.institution === null ? row.problem : `${row.institution}：${row.problem}`;
      const { responsible, difficulty, due, done } = row;
      return [{ subject: `${ledger}:${place}`, unit, responsible, difficulty, due, title, done }];
    });
  });
}
