import { useQuery } from '@tanstack/react-query';
import type { Keyed } from '../../../server/contract/common.ts';
import { campaignQuery, type Filters } from '../api/queries.ts';
import { Choice, optionsOf } from '../parts/choice.tsx';
import { FilterMarks, filtered } from '../parts/filter-marks.tsx';
import { SearchBox } from '../parts/search-box.tsx';
import { useTexts } from '../texts/language.tsx';

/** What the ledger is narrowed by. `due` and `missing` come from the home page's numbers and are shown as marks to take off. */
export function LedgerFilters({ filters, change }: { filters: Filters; change: (filters: Filters) => void }) {
  const texts = useTexts();
  const { ledger, home } = texts;
  const campaign = useQuery(campaignQuery).data;
  const set = (key: string) => (value: string) => change(filtered(filters, key, value));
  const keyed = (list: Keyed[] = []) => list.map((each) => ({ value: each.key, name: texts.named(each) }));
  const marks: Record<string, string> = {
    'due=today': home.dueToday,
    'due=week': home.dueThisWeek,
    'missing=responsible': home.noResponsible,
    'missing=measure': home.noMeasure,
    'missing=reach': home.nobodyReachable,
  };
  return (
    <form className="filters" role="search" aria-label={ledger.filters} onSubmit={(event) => event.preventDefault()}>
      <SearchBox label={ledger.text} hint={ledger.textHint} value={filters.q ?? ''} search={set('q')} />
      <Choice label={ledger.county} value={filters.county ?? ''} options={keyed(campaign?.units)} choose={set('county')} />
      <Choice label={ledger.status} value={filters.status ?? ''} options={optionsOf(texts.statuses)} choose={set('status')} />
      <Choice
        label={ledger.difficulty}
        value={filters.difficulty ?? ''}
        options={keyed(campaign?.difficulties)}
        choose={set('difficulty')}
      />
      <Choice label={ledger.light} value={filters.light ?? ''} options={optionsOf(texts.lights)} choose={set('light')} />
      <Choice
        label={ledger.sort}
        value={filters.sort ?? ''}
        all={ledger.byNumber}
        options={[{ value: 'due', name: ledger.byDue }]}
        choose={set('sort')}
      />
      <FilterMarks filters={filters} marks={marks} change={change} />
    </form>
  );
}
