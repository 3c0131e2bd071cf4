import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useNavigate } from 'react-router';
import type { ImportBatchView } from '../../../server/contract/imports.ts';
import { upload } from '../api/request.ts';
import { Said, useWords } from '../parts/states.tsx';
import { useTexts } from '../texts/language.tsx';

/** The whole file is checked before anything is written; its report opens when that is done. */
export function ImportForm() {
  const { importing } = useTexts();
  const words = useWords();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const id = useId();
  const [file, setFile] = useState<File | null>(null);
  const [missing, setMissing] = useState(false);
  const send = useMutation({
    mutationFn: (chosen: File) => upload<ImportBatchView>('/api/imports', chosen),
    onSuccess: async (batch) => {
      await queries.invalidateQueries();
      await navigate(`/imports/${batch.id}`);
    },
  });
  return (
    <form
      className="sheet"
      onSubmit={(event) => {
        event.preventDefault();
        setMissing(file === null);
        if (file) send.mutate(file);
      }}
    >
      <p className="lead">{importing.intro}</p>
      {send.isError && <Said tone="bad">{words(send.error)}</Said>}
      {missing && <Said tone="bad">{importing.noFile}</Said>}
      <div className="filters filters-bare">
        <div className="field field-wide">
          <label htmlFor={id}>{importing.file}</label>
          <input
            id={id}
            type="file"
            accept=".xlsx,.xls"
            onChange={(event) => {
              setFile(event.target.files?.[0] ?? null);
              setMissing(false);
            }}
          />
        </div>
        <button type="submit" className="main-button" disabled={send.isPending}>
          {send.isPending ? importing.running : importing.start}
        </button>
      </div>
    </form>
  );
}
