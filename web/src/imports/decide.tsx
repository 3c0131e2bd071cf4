import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ImportBatchView } from '../../../server/contract/imports.ts';
import { importQuery } from '../api/queries.ts';
import { post } from '../api/request.ts';
import { Said, useWords } from '../parts/states.tsx';
import { useTexts } from '../texts/language.tsx';

type Doubt = ImportBatchView['doubtful'][number];

/** Another class is an approval and needs a reason; another wording needs only an answer. */
export function Decide({ batch, doubt: { row, sheet, reason: asked } }: { batch: string; doubt: Doubt }) {
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
    onSuccess: async (answer) => {
      queries.setQueryData(importQuery(batch).queryKey, answer);
      await queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== importQuery(batch).queryKey[0] });
    },
  });
  const choices = asked === 'reclassified' ? (['same', 'dismissed'] as const) : (['same', 'new', 'dismissed'] as const);
  return (
    <>
      <div className="decide">
        {asked === 'reclassified' && (
          <label className="field field-wide">
            <span>{importing.decideReason}</span>
            <input type="text" value={reason} maxLength={2000} onChange={(event) => setReason(event.target.value)} />
          </label>
        )}
        {choices.map((choice) => (
          <button
            key={choice}
            type="button"
            className={choice === 'same' ? 'command command-leading' : 'command'}
            disabled={decide.isPending || (asked === 'reclassified' && choice === 'same' && reason.trim() === '')}
            onClick={() => decide.mutate(choice)}
          >
            {importing.decisions[asked][choice]}
          </button>
        ))}
      </div>
      {decide.isError && <Said tone="bad">{words(decide.error)}</Said>}
    </>
  );
}
