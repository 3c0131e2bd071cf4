import { useInfiniteQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import type { DeliveryView } from '../../../server/contract/deliveries.ts';
import { deliveriesList } from '../api/queries.ts';
import { Choice } from '../parts/choice.tsx';
import { useFormat } from '../parts/format.ts';
import { Page } from '../parts/page.tsx';
import { PagedList } from '../parts/paged-list.tsx';
import { useTexts } from '../texts/language.tsx';

/** What was sent to whom and what became of it; failures need a person. */
export function DeliveriesPage() {
  const { deliveries: texts } = useTexts();
  const [search, setSearch] = useSearchParams();
  const list = useInfiniteQuery(deliveriesList(Object.fromEntries(search)));
  const rows = list.data?.pages.flatMap((page) => page.deliveries) ?? [];
  return (
    <Page title={texts.title}>
      <form className="filters" role="search" aria-label={texts.only} onSubmit={(event) => event.preventDefault()}>
        <Choice
          label={texts.state}
          value={search.get('state') ?? ''}
          options={Object.entries(texts.states).map(([value, name]) => ({ value, name }))}
          choose={(state) => setSearch(state === '' ? {} : { state }, { replace: true })}
        />
      </form>
      <PagedList list={list} rows={rows} empty={{ title: texts.empty }} table={(shown) => <DeliveryTable rows={shown} />} />
    </Page>
  );
}

function DeliveryTable({ rows }: { rows: DeliveryView[] }) {
  const { deliveries: texts, named } = useTexts();
  const format = useFormat();
  return (
    <div className="scroller" tabIndex={0} role="region" aria-label={texts.title}>
      <table className="grid slips">
        <thead>
          <tr>
            <th scope="col">{texts.window}</th>
            <th scope="col">{texts.state}</th>
            <th scope="col">{texts.to}</th>
            <th scope="col">{texts.address}</th>
            <th scope="col" className="number">
              {texts.lines}
            </th>
            <th scope="col" className="number">
              {texts.attempts}
            </th>
            <th scope="col">{texts.error}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td className="nowrap">
                {format.moment(row.window)}
                {row.late && <span className="under warn-text">{texts.late}</span>}
              </td>
              <td className={row.state === 'failed' ? 'nowrap bad-text' : 'nowrap'}>{texts.states[row.state]}</td>
              <td>
                {row.person}
                {row.unit && <span className="under muted">{named(row.unit)}</span>}
              </td>
              <td>{row.recipient}</td>
              <td className="number" data-name={texts.lines}>
                {row.lines}
              </td>
              <td className="number" data-name={texts.attempts}>
                {row.attempts}
              </td>
              <td data-name={texts.error}>
                {row.error ?? '–'}
                {row.nextAttemptAt !== null && (
                  <span className="under muted">{texts.nextAttempt(format.shortMoment(row.nextAttemptAt))}</span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
