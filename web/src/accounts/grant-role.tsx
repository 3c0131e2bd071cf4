import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { AccountView } from '../../../server/contract/accounts.ts';
import type { AccountRoleKey } from '../../../server/contract/common.ts';
import { campaignQuery } from '../api/queries.ts';
import { put } from '../api/request.ts';
import { Choice } from '../parts/choice.tsx';
import { Said, useWords } from '../parts/states.tsx';
import { useTexts } from '../texts/language.tsx';

/** Every role there is: the type makes sure that none is forgotten. */
const granted: Record<AccountRoleKey, true> = {
  coordinator: true,
  countyDirector: true,
  countyOfficer: true,
  department: true,
  leader: true,
  discipline: true,
  intake: true,
  systemAdmin: true,
  securityAdmin: true,
  auditAdmin: true,
};

/** Whose account it can be, where its role is of one of several: a county's has to say which, a department's account without one only reads. */
const ofOne: Partial<Record<string, 'units' | 'departments'>> = {
  countyDirector: 'units',
  countyOfficer: 'units',
  department: 'departments',
};

/** What the account may do, and for those of a county or department which. */
export function GrantRole({ account, path, close }: { account: AccountView; path: string; close: () => void }) {
  const { accounts: texts, roles, common, item, named } = useTexts();
  const words = useWords();
  const queries = useQueryClient();
  const campaign = useQuery(campaignQuery).data;
  const [role, setRole] = useState<string>(account.role ?? '');
  const [unit, setUnit] = useState(account.unit?.key ?? '');
  const of = ofOne[role];
  const grant = useMutation({
    mutationFn: () => put(`${path}/role`, { role: role === '' ? null : role, unit: unit === '' ? null : unit }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['accounts'] });
      close();
    },
  });
  return (
    <div className="stack grant">
      {grant.isError && <Said tone="bad">{words(grant.error)}</Said>}
      <Choice
        label={texts.role}
        all={texts.noRole}
        value={role}
        options={Object.keys(granted).map((value) => ({ value, name: roles[value] ?? value }))}
        choose={(chosen) => {
          setRole(chosen);
          setUnit('');
        }}
      />
      {of && (
        <Choice
          label={texts[of]}
          all={of === 'units' ? item.choose : texts.noUnit}
          value={unit}
          options={(campaign?.[of] ?? []).map((each) => ({ value: each.key, name: named(each) }))}
          choose={setUnit}
        />
      )}
      <button type="button" className="main-button" disabled={grant.isPending} onClick={() => grant.mutate()}>
        {common.confirm}
      </button>
    </div>
  );
}
