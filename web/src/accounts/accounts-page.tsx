import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { accountsList, sessionQuery } from '../api/queries.ts';
import { More } from '../parts/more.tsx';
import { Page } from '../parts/page.tsx';
import { Failed, Said, Waiting } from '../parts/states.tsx';
import { useTexts } from '../texts/language.tsx';
import { AccountRow } from './account-row.tsx';
import { NewAccount } from './new-account.tsx';

/** Accounts: the system administrator makes and disables them, the security administrator grants roles and unlocks. */
export function AccountsPage() {
  const { accounts: texts } = useTexts();
  const self = useQuery(sessionQuery).data?.account;
  const list = useInfiniteQuery(accountsList);
  const [made, setMade] = useState<{ username: string; password: string } | null>(null);
  const rows = list.data?.pages.flatMap((page) => page.accounts) ?? [];
  return (
    <Page title={texts.title}>
      {self?.can.manageAccounts === true && <NewAccount made={setMade} />}
      {made && (
        <Said tone="good">
          {texts.oneTime(made.username)} <code className="one-time">{made.password}</code>
        </Said>
      )}
      <section className="sheet sheet-flush" aria-busy={list.isFetching}>
        {list.isPending && <Waiting />}
        {list.isError && <Failed error={list.error} retry={() => void list.refetch()} />}
        {rows.length > 0 && (
          <div className="scroller" tabIndex={0} role="region" aria-label={texts.title}>
            <table className="grid slips">
              <thead>
                <tr>
                  <th scope="col">{texts.username}</th>
                  <th scope="col">{texts.role}</th>
                  <th scope="col">{texts.standing}</th>
                  <th scope="col">{texts.lastSeen}</th>
                  <th scope="col">{texts.acts}</th>
                </tr>
              </thead>
              <tbody>
                {rows.map((account) => (
                  <AccountRow key={account.id} account={account} self={self ?? null} made={setMade} />
                ))}
              </tbody>
            </table>
          </div>
        )}
      </section>
      {rows.length > 0 && <More shown={rows.length} list={list} />}
    </Page>
  );
}
