import { useTexts } from '../texts/language.tsx';

export interface Paged {
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  fetchNextPage: () => Promise<unknown>;
}

/** How much of a list is shown, and the way to the rest. */
export function More({ shown, list }: { shown: number; list: Paged }) {
  const { common, ledger } = useTexts();
  return (
    <div className="more">
      <span className="muted" role="status">
        {list.hasNextPage ? ledger.shown(shown) : ledger.allShown(shown)}
      </span>
      {list.hasNextPage && (
        <button type="button" className="plain-button" disabled={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {list.isFetchingNextPage ? common.loading : common.more}
        </button>
      )}
    </div>
  );
}
