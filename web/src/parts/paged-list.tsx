import type { ReactNode } from 'react';
import { More, type Paged } from './more.tsx';
import { Empty, Failed, Waiting } from './states.tsx';

interface List extends Paged {
  isPending: boolean;
  isFetching: boolean;
  isSuccess: boolean;
  isError: boolean;
  error: unknown;
  refetch: () => Promise<unknown>;
}

interface PagedListProps<Row> {
  heading?: string;
  list: List;
  rows: Row[];
  /** What is said when there is nothing, where that can be. */
  empty?: { title: string; hint?: string };
  table: (rows: Row[]) => ReactNode;
}

/** A list that is read page by page: waiting, failed, empty or there, and the way to the rest of it. */
export function PagedList<Row>({ heading, list, rows, empty, table }: PagedListProps<Row>) {
  return (
    <>
      <section className="sheet sheet-flush" aria-busy={list.isFetching}>
        {heading !== undefined && <h2 className="sheet-title">{heading}</h2>}
        {list.isPending && <Waiting lines={12} />}
        {list.isError && <Failed error={list.error} retry={() => void list.refetch()} />}
        {list.isSuccess && rows.length === 0 && empty && <Empty {...empty} />}
        {rows.length > 0 && table(rows)}
      </section>
      {rows.length > 0 && <More shown={rows.length} list={list} />}
    </>
  );
}
