import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import type { ImportBatchView } from '../../../server/contract/imports.ts';
import { importQuery } from '../api/queries.ts';
import { useFormat } from '../parts/format.ts';
import { Page } from '../parts/page.tsx';
import { Failed, Said, Waiting } from '../parts/states.tsx';
import { useTexts } from '../texts/language.tsx';
import { useCounts } from './counts.ts';
import { Doubts } from './doubts.tsx';
import { ProblemTable } from './problem-table.tsx';
import { Refused } from './refused.tsx';

/** What became of a file: counts, every problem by its place, doubts a person decides, and how far the workflows are. */
export function ImportReport() {
  const { id = '' } = useParams();
  const { importing } = useTexts();
  const batch = useQuery(importQuery(id));
  return (
    <Page
      title={importing.report}
      actions={
        <>
          <Link className="plain-button" to="/imports">
            {importing.again}
          </Link>
          <Link className="plain-button" to="/ledger">
            {importing.toLedger}
          </Link>
        </>
      }
    >
      {batch.isPending && <Waiting />}
      {batch.isError && <Failed error={batch.error} retry={() => void batch.refetch()} />}
      {batch.data && <Report batch={batch.data} />}
    </Page>
  );
}

function Report({ batch }: { batch: ImportBatchView }) {
  const { importing, named } = useTexts();
  const format = useFormat();
  const counts = useCounts();
  const rejected = batch.state === 'rejected';
  const { items, waiting } = batch.progress;
  return (
    <>
      <section className="sheet">
        <h2>{batch.fileName}</h2>
        <p className="muted">{[batch.unit && named(batch.unit), format.moment(batch.at)].filter(Boolean).join(' · ')}</p>
        <Said tone={rejected ? 'bad' : 'good'}>{rejected ? importing.rejected : counts(batch.counts)}</Said>
        {items > 0 && (
          <div className="progress">
            <label htmlFor="told">{importing.progress}</label>
            <progress id="told" max={items} value={items - waiting} />
            <span className="muted">{importing.progressOf(items - waiting, items)}</span>
          </div>
        )}
      </section>
      {batch.doubtful.length > 0 && <Doubts batch={batch.id} doubtful={batch.doubtful} />}
      {batch.refused.length > 0 && <Refused refused={batch.refused} />}
      <section className="sheet" aria-labelledby="problems">
        <h2 id="problems">{importing.problems}</h2>
        {batch.problems.length === 0 ? <p className="muted">{importing.noProblems}</p> : <ProblemTable problems={batch.problems} />}
      </section>
    </>
  );
}
