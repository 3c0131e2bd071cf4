import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import type { Filters, Keyset } from '../api/queries.ts';
import { Choice, type Option } from './choice.tsx';
import { Page } from './page.tsx';
import { PagedList } from './paged-list.tsx';

interface ChosenListProps<Read extends { next: string | null }, Row> {
  title: string;
  /** The one thing the list can be narrowed by; it lives in the address. */
  choice: { key: string; label: string; options: Option[] };
  read: (filters: Filters) => Keyset<Read>;
  rowsOf: (page: Read) => Row[];
  empty: string;
  table: (rows: Row[]) => ReactNode;
}

/** A page that is one long list with one choice above it. */
export function ChosenList<Read extends { next: string | null }, Row>({
  title,
  choice: { key, label, options },
  read,
  rowsOf,
  empty,
  table,
}: ChosenListProps<Read, Row>) {
  const [search, setSearch] = useSearchParams();
  const list = useInfiniteQuery(read(Object.fromEntries(search)));
  return (
    <Page title={title}>
      <form className="filters" role="search" aria-label={label} onSubmit={(event) => event.preventDefault()}>
        <Choice
          label={label}
          value={search.get(key) ?? ''}
          options={options}
          choose={(chosen) => setSearch(chosen === '' ? {} : { [key]: chosen }, { replace: true })}
        />
      </form>
      <PagedList list={list} rows={list.data?.pages.flatMap(rowsOf) ?? []} empty={{ title: empty }} table={table} />
    </Page>
  );
}
