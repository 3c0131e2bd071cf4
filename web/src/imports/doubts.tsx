import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import type { ImportBatchView } from '../../../server/contract/imports.ts';
import { importQuery, sessionQuery } from '../api/queries.ts';
import { post } from '../api/request.ts';
import { Said, useWords } from '../parts/states.tsx';
import { useTexts } from '../texts/language.tsx';

type Doubt = ImportBatchView['doubtful'][number];

/** Rows that resemble items the ledger has already: nothing was done with them until a coordinator decides. */
export function Doubts({ batch, doubtful }: { batch: string; doubtful: Doubt[] }) {
  const { importing } = useTexts();
  const mayDecide = useQuery(sessionQuery).data?.account?.role === 'coordinator';
  return (
    <section className="sheet" aria-labelledby="doubts">
      <h2 id="doubts">{importing.doubts}</h2>
      <p className="lead">{importing.doubtsHint}</p>
      <ul className="doubts">
        {doubtful.map((doubt) => (
          <li key={`${doubt.sheet ?? ''}-${doubt.row}`}>
            <strong>{[doubt.sheet, importing.rowNumber(doubt.row)].filter(Boolean).join(' · ')}</strong> “{doubt.problem}”{' '}
            {importing.reasons[doubt.reason]} <Link to={`/ledger/${doubt.item}`}>{importing.resembles(doubt.number)}</Link>
            {doubt.decided !== null && <span className="muted"> · {importing.decided[doubt.decided]}</span>}
            {doubt.decided === null && mayDecide && <Decide batch={batch} doubt={doubt} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Another class is an approval and needs a reason; another wording needs only an answer. */
function Decide({ batch, doubt: { row, sheet, reason: asked } }: { batch: string; doubt: Doubt }) {
  const { importing } = useTexts();
  const words = useWords();
  const queries = useQueryClient();
  const [reason, setReason] = useState('');
  const decide = useMutation({
    mutationFn: (decision: NonNullable<Doubt['decided']>) =>
      post<ImportBatchView>(`/api/imports/${encodeURIComponent(batch)}/confirmations`, {
        row,
        decision,
        reason,
        ...(sheet === null ? {} : { sheet }),
      }),
    onSuccess: (answer) => queries.setQueryData(importQuery(batch).queryKey, answer),
  });
  const choices = asked === 'reclassified' ? (['same', 'dismissed'] as const) : (['same', 'new', 'dismissed'] as const);
  return (
    <div className="actions">
      {asked === 'reclassified' && (
        <label className="field">
          <span>{importing.decideReason}</span>
          <input type="text" value={reason} maxLength={2000} onChange={(event) => setReason(event.target.value)} />
        </label>
      )}
      {choices.map((choice) => (
        <button key={choice} type="button" className="plain-button" disabled={decide.isPending} onClick={() => decide.mutate(choice)}>
          {importing.decisions[asked][choice]}
        </button>
      ))}
      {decide.isError && <Said tone="bad">{words(decide.error)}</Said>}
    </div>
  );
}
