import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { AccountView } from '../../../server/contract/accounts.ts';
import type { Session } from '../api/queries.ts';
import { post, put, remove } from '../api/request.ts';
import { useFormat } from '../parts/format.ts';
import { Said, useWords } from '../parts/states.tsx';
import { useTexts } from '../texts/language.tsx';
import { GrantRole } from './grant-role.tsx';

interface AccountRowProps {
  account: AccountView;
  self: Session['account'];
  made: (made: { username: string; password: string }) => void;
}

/** One account, with what this administrator may do to it; nothing to one's own. */
export function AccountRow({ account, self, made }: AccountRowProps) {
  const { accounts: texts, roles, named } = useTexts();
  const words = useWords();
  const format = useFormat();
  const queries = useQueryClient();
  const [granting, setGranting] = useState(false);
  const path = `/api/accounts/${encodeURIComponent(account.id)}`;
  const act = useMutation({
    mutationFn: (call: () => Promise<unknown>) => call(),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['accounts'] }),
  });
  const reset = async () => made({ username: account.username, password: (await post<{ password: string }>(`${path}/password`)).password });
  const isOther = self !== null && self.id !== account.id;
  const locked = account.lockedUntil !== null;
  const acts = [
    { name: texts.reset, shown: isOther && (isKeeper(account) ? self.can.manageRoles : self.can.manageAccounts), call: reset },
    {
      name: account.disabled ? texts.enable : texts.disable,
      shown: isOther && self.can.manageAccounts,
      call: () => put(`${path}/standing`, { disabled: !account.disabled }),
    },
    {
      name: texts.removeFactor,
      shown: isOther && self.can.manageRoles && account.twoFactorEnabled,
      call: () => remove(`${path}/second-factor`),
    },
    { name: texts.unlock, shown: isOther && self.can.manageRoles && locked, call: () => remove(`${path}/lock`) },
  ];
  return (
    <tr>
      <td>
        {account.username}
        <span className="under muted">{account.name}</span>
      </td>
      <td>
        {account.role ? roles[account.role] : <span className="warn-text">{texts.noRole}</span>}
        {account.unit && <span className="under muted">{named(account.unit)}</span>}
      </td>
      <td>
        {account.disabled ? texts.disabled : texts.active}
        {account.twoFactorEnabled && <span className="under muted">{texts.hasFactor}</span>}
        {account.mustChange && <span className="under muted">{texts.mustChange}</span>}
        {locked && <span className="under bad-text">{texts.locked}</span>}
      </td>
      <td className="nowrap" data-name={texts.lastSeen}>
        {account.lastSeenAt === null ? '–' : format.moment(account.lastSeenAt)}
      </td>
      <td>
        <div className="actions">
          {isOther && self.can.manageRoles && (
            <button type="button" className="plain-button" aria-expanded={granting} onClick={() => setGranting(!granting)}>
              {texts.grant}
            </button>
          )}
          {acts
            .filter(({ shown }) => shown)
            .map(({ name, call }) => (
              <button key={name} type="button" className="plain-button" disabled={act.isPending} onClick={() => act.mutate(call)}>
                {name}
              </button>
            ))}
        </div>
        {granting && <GrantRole account={account} path={path} close={() => setGranting(false)} />}
        {act.isError && <Said tone="bad">{words(act.error)}</Said>}
      </td>
    </tr>
  );
}

/** Whose password only the security administrator resets: a system administrator who could would become that administrator. */
function isKeeper({ role }: AccountView): boolean {
  return role === 'systemAdmin' || role === 'securityAdmin' || role === 'auditAdmin';
}
