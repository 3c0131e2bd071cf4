import { useQuery } from '@tanstack/react-query';
import { Navigate } from 'react-router';
import { sessionQuery, todayQuery } from '../api/queries.ts';
import { Page } from '../parts/page.tsx';
import { Empty, Failed, Waiting } from '../parts/states.tsx';
import { pagesFor } from '../frame/pages.ts';
import { useTexts } from '../texts/language.tsx';
import { Changes } from '../home/changes.tsx';
import { Counts } from '../home/counts.tsx';
import { Exceptions } from '../home/exceptions.tsx';
import { Phases } from '../home/phases.tsx';
import { Reports } from '../home/reports.tsx';
import { Todo } from '../home/todo.tsx';
import { Units } from '../home/units.tsx';
import { Week } from '../home/week.tsx';

/** Where a log-in leads: today's page, or for accounts without a ledger the first page that is theirs. */
export function HomePage() {
  const { accounts } = useTexts();
  const can = useQuery(sessionQuery).data?.account?.can;
  if (!can) return null;
  if (can.seeLedger) return <Today />;
  const [first] = pagesFor(can);
  return first ? <Navigate to={first.to} replace /> : <Empty title={accounts.waiting} hint={accounts.waitingHint} />;
}

/** The coordinator's morning, top to bottom: phases, what needs doing, the counties, what will be sent, what is wrong, what has changed. */
function Today() {
  const { home } = useTexts();
  const today = useQuery(todayQuery);
  return (
    <Page title={home.title}>
      {today.isPending && <Waiting lines={12} />}
      {today.isError && <Failed error={today.error} retry={() => void today.refetch()} />}
      {today.data && (
        <>
          <Phases today={today.data} />
          <Counts today={today.data} />
          <Todo todo={today.data.todo} />
          <div className="columns">
            <div>
              <Reports />
              <Units units={today.data.units} />
            </div>
            <div>
              <Week today={today.data} />
              <Exceptions today={today.data} />
              <Changes changes={today.data.changes} />
            </div>
          </div>
        </>
      )}
    </Page>
  );
}
