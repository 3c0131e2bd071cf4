import { useQuery } from '@tanstack/react-query';
import { Navigate, Outlet, useLocation } from 'react-router';
import { sessionQuery } from '../api/queries.ts';
import { Failed, Waiting } from '../parts/states.tsx';
import { useTexts } from '../texts/language.tsx';
import { ChangePassword } from './change-password.tsx';
import { Masthead } from './masthead.tsx';
import { Rail } from './rail.tsx';
import { Styled } from './styled.tsx';

/** Everything behind the log-in: masthead with the virtual clock, menu, page. */
export function Frame() {
  const { common } = useTexts();
  const location = useLocation();
  const session = useQuery(sessionQuery);

  if (session.isPending) {
    return (
      <main className="page">
        <Waiting />
      </main>
    );
  }
  if (session.isError) {
    return (
      <main className="page">
        <Failed error={session.error} retry={() => void session.refetch()} />
      </main>
    );
  }
  const { account } = session.data;
  if (!account) return <Navigate to="/login" replace state={{ from: location.pathname + location.search }} />;
  return (
    <Styled>
      <a className="skip" href="#content">
        {common.skip}
      </a>
      <Masthead account={account} session={session.data} />
      {!account.mustChange && <Rail can={account.can} />}
      <main id="content" className="page" tabIndex={-1}>
        {account.mustChange ? <ChangePassword /> : <Outlet />}
      </main>
    </Styled>
  );
}
