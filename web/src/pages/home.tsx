import { useQuery } from '@tanstack/react-query';
import { todayQuery } from '../api/queries.ts';
import { Page } from '../parts/page.tsx';
import { Failed, Waiting } from '../parts/states.tsx';
import { useTexts } from '../texts/language.tsx';
import { Counts } from '../home/counts.tsx';
import { Exceptions } from '../home/exceptions.tsx';
import { Phases } from '../home/phases.tsx';
import { Units } from '../home/units.tsx';
import { Week } from '../home/week.tsx';

/** The coordinator's morning, top to bottom: phases, what needs doing, the counties, what will be sent, what is wrong. */
export function HomePage() {
  const { home } = useTexts();
  const today = useQuery(todayQuery);
  return (
    <Page title={home.title}>
      {today.isPending && <Waiting lines={12} />}
      {today.isError && <Failed error={today.error} retry={() => void today.refetch()} />}
      {today.data && (
        <>
          <Phases today={today.data} />
          <Counts counts={today.data.counts} />
          <div className="columns">
            <div>
              <Units units={today.data.units} />
              <Exceptions today={today.data} />
            </div>
            <Week today={today.data} />
          </div>
        </>
      )}
    </Page>
  );
}
