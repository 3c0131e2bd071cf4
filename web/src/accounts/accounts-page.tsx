import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { accountsList, sessionQuery } from '../api/queries.ts';
import { Grid } from '../parts/grid.tsx';
import { Page } from '../parts/page.tsx';
import { PagedList } from '../parts/paged-list.tsx';
import { Said } from '../parts/states.tsx';
import { useTexts } from '../texts/language.tsx';
import { AccountRow } from './account-row.tsx';
import { NewAccount } from './new-account.tsx';

/** Accounts: the system administrator makes and disables them, the security administrator grants roles and unlocks. */
export function AccountsPage() {
  const { accounts: texts } = useTexts();
  const self = useQuery(sessionQuery).data?.account;
  const list = useInfiniteQuery(accountsList);
  const [made, setMade] = useState<{ username: string; password: string } | null>(null);
  return (
    <Page title={texts.title}>
      {self?.can.manageAccounts === true && <NewAccount made={setMade} />}
      {made && (
        <Said tone="good">
          {texts.oneTime(made.username)} <code className="one-time">{made.password}</code>
        </Said>
      )}
      <PagedList
        list={list}
        rows={list.data?.pages.flatMap((page) => page.accounts) ?? []}
        table={(accounts) => (
          <Grid label={texts.title} look="slips" columns={[texts.username, texts.role, texts.standing, texts.lastSeen, texts.acts]}>
            {accounts.map((account) => (
              <AccountRow key={account.id} account={account} self={self ?? null} made={setMade} />
            ))}
          </Grid>
        )}
      />
    </Page>
  );
}
