import { useQuery } from '@tanstack/react-query';
import { campaignQuery, type Filters } from '../api/queries.ts';
import { Choice, optionsOf } from '../parts/choice.tsx';
import { filtered, FilterMarks } from '../parts/filter-marks.tsx';
import { useTexts } from '../texts/language.tsx';

/** What the list of obligations is narrowed by; without a filter all of them are shown in lights. */
export function OwedFilters({ filters, change }: { filters: Filters; change: (filters: Filters) => void }) {
  const { obligations: texts, ledger, home, lights, named } = useTexts();
  const campaign = useQuery(campaignQuery).data;
  const set = (key: string) => (value: string) => change(filtered(filters, key, value));
  const units = [...(campaign?.units ?? []), ...(campaign?.departments ?? [])];
  const marks = {
    'due=today': home.dueToday,
    'due=week': home.dueThisWeek,
    'returned=true': texts.returned,
    'missing=reach': home.nobodyReachable,
  };
  return (
    <form className="filters" role="search" aria-label={ledger.filters} onSubmit={(event) => event.preventDefault()}>
      <Choice
        label={texts.unit}
        value={filters.unit ?? ''}
        options={units.map((unit) => ({ value: unit.key, name: named(unit) }))}
        choose={set('unit')}
      />
      <Choice label={texts.standing} value={filters.status ?? ''} options={optionsOf(texts.statuses)} choose={set('status')} />
      <Choice label={ledger.light} value={filters.light ?? ''} options={optionsOf(lights)} choose={set('light')} />
      <FilterMarks filters={filters} marks={marks} change={change} />
    </form>
  );
}
