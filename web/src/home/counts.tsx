import { Link } from 'react-router';
import type { TodayView } from '../../../server/contract/today.ts';
import { useTexts } from '../texts/language.tsx';

/** Six counts, of the ledger's items and of what units owe; each opens the list of exactly what it counts. */
export function Counts({ today: { counts, owed } }: { today: TodayView }) {
  const { home } = useTexts();
  const six = [
    { key: 'overdue', name: home.overdue, filter: 'light=red' },
    { key: 'dueToday', name: home.dueToday, filter: 'due=today' },
    { key: 'dueThisWeek', name: home.dueThisWeek, filter: 'due=week' },
    { key: 'toReview', name: home.toReview, filter: 'status=submitted' },
    { key: 'returned', name: home.returned, filter: 'status=returned', owedFilter: 'returned=true' },
    { key: 'notSigned', name: home.notSigned, filter: 'status=assigned' },
  ] as const;
  return (
    <nav aria-label={home.counts} className="counts">
      {six.map(({ key, name, filter, ...other }) => {
        const owedFilter = 'owedFilter' in other ? other.owedFilter : filter;
        return (
          <section key={key} className={key === 'overdue' ? 'count count-grave' : 'count'} aria-label={name}>
            <span className="count-name">{name}</span>
            <span className="count-pair">
              <Count name={name} of={home.ofItems} count={counts[key]} to={`/ledger?${filter}`} />
              {key !== 'notSigned' && <Count name={name} of={home.ofObligations} count={owed[key]} to={`/obligations?${owedFilter}`} />}
            </span>
          </section>
        );
      })}
    </nav>
  );
}

function Count({ name, of, count, to }: { name: string; of: string; count: number; to: string }) {
  return (
    <Link to={to} className={count === 0 ? 'count-link count-none' : 'count-link'}>
      <span className="count-number">{count}</span>
      <span className="count-of">
        <span className="visually-hidden">{name} </span>
        {of}
      </span>
    </Link>
  );
}
