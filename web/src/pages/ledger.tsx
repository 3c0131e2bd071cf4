import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useSearchParams } from 'react-router';
import { ledgerList, sessionQuery, type Filters } from '../api/queries.ts';
import { LedgerFilters } from '../ledger/filters.tsx';
import { LedgerTable } from '../ledger/table.tsx';
import { Page } from '../parts/page.tsx';
import { PagedList } from '../parts/paged-list.tsx';
import { useTexts } from '../texts/language.tsx';

/** The problem ledger: filters live in the address, so that every number elsewhere can open exactly its items. */
export function LedgerPage() {
  const { ledger } = useTexts();
  const [search, setSearch] = useSearchParams();
  const filters: Filters = Object.fromEntries(search);
  const list = useInfiniteQuery(ledgerList(filters));
  const can = useQuery(sessionQuery).data?.account?.can;
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Page
      title={ledger.title}
      actions={
        <>
          {can?.importLedger === true && (
            <Link className="plain-button" to="/imports">
              {ledger.importing}
            </Link>
          )}
          {can?.exportLedger === true && (
            <a className="plain-button" href={`/api/ledger-items.xlsx?${search.toString()}`} download>
              {ledger.exportExcel}
            </a>
          )}
        </>
      }
    >
      <LedgerFilters filters={filters} change={(next) => setSearch(next, { replace: true })} />
      <PagedList
        list={list}
        rows={rows}
        empty={{ title: ledger.empty, hint: ledger.emptyHint }}
        table={(shown) => <LedgerTable rows={shown} />}
      />
    </Page>
  );
}
