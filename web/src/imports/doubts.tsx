import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { ImportBatchView } from '../../../server/contract/imports.ts';
import { sessionQuery } from '../api/queries.ts';
import { useTexts } from '../texts/language.tsx';
import { Decide } from './decide.tsx';

type Doubt = ImportBatchView['doubtful'][number];

/** Rows that resemble items the ledger has already: nothing was done with them until a coordinator decides. */
export function Doubts({ batch, doubtful }: { batch: string; doubtful: Doubt[] }) {
  const { importing } = useTexts();
  const mayDecide = useQuery(sessionQuery).data?.account?.role === 'coordinator';
  return (
    <section className="sheet" aria-labelledby="doubts">
      <h2 id="doubts">{importing.doubts}</h2>
      <p className="lead">{importing.doubtsHint}</p>
      {doubtful.map((doubt) => (
        <fieldset key={`${doubt.sheet ?? ''}-${doubt.row}`} className="doubt">
          <legend>{[doubt.sheet, importing.rowNumber(doubt.row)].filter(Boolean).join(' · ')}</legend>
          <p>
            {importing.reasons[doubt.reason]} <Link to={`/ledger/${doubt.item}`}>{importing.resembles(doubt.number)}</Link>
          </p>
          <Compared doubt={doubt} />
          {doubt.decided !== null && <p className="muted">{importing.decided[doubt.reason][doubt.decided]}</p>}
          {doubt.decided === null && mayDecide && <Decide batch={batch} doubt={doubt} />}
        </fieldset>
      ))}
    </section>
  );
}

/** What the row says beside what the ledger says, so that nobody has to open the item to decide. */
function Compared({ doubt: { reason, problem, difficulty, known } }: { doubt: Doubt }) {
  const { importing, named } = useTexts();
  const said = (text: string, of: Doubt['difficulty']) => (reason === 'reclassified' && of ? `${text} · ${named(of)}` : text);
  return (
    <dl className="compared">
      <div>
        <dt>{importing.rowSays}</dt>
        <dd>{said(problem, difficulty)}</dd>
      </div>
      {known && (
        <div>
          <dt>{importing.ledgerSays}</dt>
          <dd>{said(known.problem, known.difficulty)}</dd>
        </div>
      )}
    </dl>
  );
}
