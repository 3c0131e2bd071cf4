import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import type { ObligationGrid } from '../../../server/contract/obligations.ts';
import { obligationGridQuery, owedList, type Filters } from '../api/queries.ts';
import { Page } from '../parts/page.tsx';
import { PagedList } from '../parts/paged-list.tsx';
import { Empty, Failed, Waiting } from '../parts/states.tsx';
import { useTexts } from '../texts/language.tsx';
import { OwedFilters } from './owed-filters.tsx';
import { OwedGrid } from './owed-grid.tsx';
import { OwedTable } from './owed-table.tsx';

/** What every unit owes: all of it in lights, or by a filter, which lives in the address, as a list. */
export function ObligationsPage() {
  const { obligations: texts } = useTexts();
  const [search, setSearch] = useSearchParams();
  const filters: Filters = Object.fromEntries(search);
  return (
    <Page title={texts.title}>
      <OwedFilters filters={filters} change={(next) => setSearch(next, { replace: true })} />
      {search.size === 0 ? <Everything /> : <Listed filters={filters} />}
    </Page>
  );
}

function Listed({ filters }: { filters: Filters }) {
  const { obligations: texts } = useTexts();
  const list = useInfiniteQuery(owedList(filters));
  return (
    <PagedList
      list={list}
      rows={list.data?.pages.flatMap(({ obligations }) => obligations) ?? []}
      empty={{ title: texts.noneSuch }}
      table={(rows) => <OwedTable label={texts.title} rows={rows} />}
    />
  );
}

function Everything() {
  const { obligations: texts } = useTexts();
  const grid = useQuery(obligationGridQuery);
  return (
    <>
      {grid.isPending && <Waiting lines={14} />}
      {grid.isError && <Failed error={grid.error} retry={() => void grid.refetch()} />}
      {grid.isSuccess && grid.data.rows.length === 0 && <Empty title={texts.none} />}
      {grid.data && <Grids grid={grid.data} />}
    </>
  );
}

/** Units report the same things, which makes a grid; every work item is one department's: a list says it better. */
function Grids({ grid: { columns, rows } }: { grid: ObligationGrid }) {
  const { obligations: texts } = useTexts();
  const units = rows.filter(({ department }) => !department);
  const owed = columns.filter(({ key }) => units.some(({ cells }) => cells.some((cell) => cell.key === key)));
  const ofDepartments = columns.flatMap(({ key, name }) =>
    rows.flatMap(({ unit, department, cells }) =>
      cells.filter((cell) => department && cell.key === key).map((cell) => ({ ...cell, name, unit })),
    ),
  );
  return (
    <>
      {units.length > 0 && (
        <section className="sheet" aria-labelledby="owed">
          <h2 id="owed">{texts.grid}</h2>
          <p className="muted small">{texts.legend}</p>
          <OwedGrid label={texts.grid} columns={owed} rows={units} />
        </section>
      )}
      {ofDepartments.length > 0 && (
        <section className="sheet sheet-flush" aria-labelledby="departments">
          <h2 id="departments" className="sheet-title">
            {texts.departments}
          </h2>
          <OwedTable label={texts.departments} rows={ofDepartments} />
        </section>
      )}
    </>
  );
}
