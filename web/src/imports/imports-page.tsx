import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { importsList } from '../api/queries.ts';
import { useFormat } from '../parts/format.ts';
import { More } from '../parts/more.tsx';
import { Page } from '../parts/page.tsx';
import { Empty, Failed, Waiting } from '../parts/states.tsx';
import { useTexts } from '../texts/language.tsx';
import { useCounts } from './counts.ts';
import { ImportForm } from './import-form.tsx';

/** Takes a county's ledger, and lists what was taken before. */
export function ImportsPage() {
  const { importing, named } = useTexts();
  const format = useFormat();
  const counts = useCounts();
  const list = useInfiniteQuery(importsList);
  const batches = list.data?.pages.flatMap((page) => page.batches) ?? [];
  return (
    <Page title={importing.title}>
      <ImportForm />
      <section className="sheet sheet-flush" aria-labelledby="history">
        <h2 id="history" className="sheet-title">
          {importing.history}
        </h2>
        {list.isPending && <Waiting lines={4} />}
        {list.isError && <Failed error={list.error} retry={() => void list.refetch()} />}
        {list.isSuccess && batches.length === 0 && <Empty title={importing.none} />}
        {batches.length > 0 && (
          <div className="scroller" tabIndex={0} role="region" aria-labelledby="history">
            <table className="grid slips">
              <thead>
                <tr>
                  <th scope="col">{importing.when}</th>
                  <th scope="col">{importing.unit}</th>
                  <th scope="col">{importing.fileName}</th>
                  <th scope="col">{importing.outcome}</th>
                </tr>
              </thead>
              <tbody>
                {batches.map((batch) => (
                  <tr key={batch.id}>
                    <td className="nowrap">{format.moment(batch.at)}</td>
                    <td className="nowrap">{batch.unit ? named(batch.unit) : '–'}</td>
                    <td>
                      <Link to={`/imports/${batch.id}`}>{batch.fileName}</Link>
                    </td>
                    <td className={batch.state === 'rejected' ? 'bad-text' : undefined}>
                      {batch.state === 'rejected' ? importing.rejectedShort : counts(batch.counts)}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </section>
      {batches.length > 0 && <More shown={batches.length} list={list} />}
    </Page>
  );
}
