import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { importsList } from '../api/queries.ts';
import { useFormat } from '../parts/format.ts';
import { Grid } from '../parts/grid.tsx';
import { Page } from '../parts/page.tsx';
import { PagedList } from '../parts/paged-list.tsx';
import { useTexts } from '../texts/language.tsx';
import { useCounts } from './counts.ts';
import { ImportForm } from './import-form.tsx';

/** Takes a county's ledger, and lists what was taken before. */
export function ImportsPage() {
  const { importing, named } = useTexts();
  const format = useFormat();
  const counts = useCounts();
  const list = useInfiniteQuery(importsList);
  return (
    <Page title={importing.title}>
      <ImportForm />
      <PagedList
        heading={importing.history}
        list={list}
        rows={list.data?.pages.flatMap((page) => page.batches) ?? []}
        empty={{ title: importing.none }}
        table={(batches) => (
          <Grid label={importing.history} look="slips" columns={[importing.when, importing.unit, importing.fileName, importing.outcome]}>
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
          </Grid>
        )}
      />
    </Page>
  );
}
