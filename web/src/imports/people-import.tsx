import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { PeopleImportView } from '../../../server/contract/people.ts';
import { upload } from '../api/request.ts';
import { Said, useWords } from '../parts/states.tsx';
import { useTexts } from '../texts/language.tsx';
import { ProblemTable } from './problem-table.tsx';

/** Takes the directory's workbook; a file with a problem changes nothing. */
export function PeopleImport() {
  const { people: texts } = useTexts();
  const words = useWords();
  const queries = useQueryClient();
  const send = useMutation({
    mutationFn: (file: File) => upload<PeopleImportView>('/api/people/import', file),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['people'] }),
  });
  return (
    <section className="sheet">
      <label className="field field-wide">
        <span>{texts.importFile}</span>
        <input
          type="file"
          accept=".xlsx,.xls"
          disabled={send.isPending}
          onChange={(event) => {
            const file = event.target.files?.[0];
            if (file) send.mutate(file);
            event.target.value = '';
          }}
        />
      </label>
      {send.isError && <Said tone="bad">{words(send.error)}</Said>}
      {send.data && (
        <>
          <Said tone={send.data.imported ? 'good' : 'bad'}>
            {send.data.imported ? texts.imported(send.data.added, send.data.changed, send.data.matched) : texts.importRefused}
          </Said>
          <ProblemTable problems={send.data.problems} />
        </>
      )}
    </section>
  );
}
