import type { Filters } from '../api/queries.ts';
import { useTexts } from '../texts/language.tsx';

interface FilterMarksProps {
  filters: Filters;
  /** What `name=value` is called, for what no choice shows. */
  marks: Record<string, string>;
  change: (filters: Filters) => void;
}

/** What a list was narrowed by from another page, as marks to take off, and the way back to all of it. */
export function FilterMarks({ filters, marks, change }: FilterMarksProps) {
  const { ledger } = useTexts();
  const shown = Object.entries(filters).flatMap(([key, value]) => {
    const mark = marks[`${key}=${value}`];
    return mark === undefined ? [] : [{ key, mark }];
  });
  return (
    <>
      {shown.map(({ key, mark }) => (
        <button key={key} type="button" className="filter-mark" onClick={() => change(filtered(filters, key, ''))}>
          {mark} <span aria-hidden="true">×</span>
          <span className="visually-hidden">{ledger.clear}</span>
        </button>
      ))}
      <button type="button" className="plain-button" disabled={Object.keys(filters).length === 0} onClick={() => change({})}>
        {ledger.clear}
      </button>
    </>
  );
}

/** The filters with one set, or taken off where it is empty. */
export function filtered(filters: Filters, key: string, value: string): Filters {
  const rest = Object.fromEntries(Object.entries(filters).filter(([name]) => name !== key));
  return value === '' ? rest : { ...rest, [key]: value };
}
