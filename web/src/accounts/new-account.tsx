import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import type { AccountView } from '../../../server/contract/accounts.ts';
import { post } from '../api/request.ts';
import { Said, useWords } from '../parts/states.tsx';
import { useTexts } from '../texts/language.tsx';

/** Makes an account, which can do nothing until the security administrator grants it a role. */
export function NewAccount({ made }: { made: (made: { username: string; password: string }) => void }) {
  const { accounts: texts } = useTexts();
  const words = useWords();
  const queries = useQueryClient();
  const id = useId();
  const [username, setUsername] = useState('');
  const [name, setName] = useState('');
  const make = useMutation({
    mutationFn: () => post<{ account: AccountView; password: string }>('/api/accounts', { username, name }),
    onSuccess: async ({ account, password }) => {
      made({ username: account.username, password });
      setUsername('');
      setName('');
      await queries.invalidateQueries({ queryKey: ['accounts'] });
    },
  });
  return (
    <form
      className="sheet"
      onSubmit={(event) => {
        event.preventDefault();
        make.mutate();
      }}
    >
      <p className="lead">{texts.intro}</p>
      {make.isError && <Said tone="bad">{words(make.error)}</Said>}
      <div className="filters filters-bare">
        <div className="field field-wide">
          <label htmlFor={`${id}-username`}>{texts.username}</label>
          <input
            id={`${id}-username`}
            required
            minLength={2}
            maxLength={64}
            autoComplete="off"
            value={username}
            onChange={(event) => setUsername(event.target.value)}
          />
        </div>
        <div className="field field-wide">
          <label htmlFor={`${id}-name`}>{texts.name}</label>
          <input
            id={`${id}-name`}
            required
            maxLength={100}
            autoComplete="off"
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        </div>
        <button type="submit" className="main-button" disabled={make.isPending}>
          {texts.make}
        </button>
      </div>
    </form>
  );
}
