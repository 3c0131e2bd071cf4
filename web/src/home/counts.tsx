import { Link } from 'react-router';
import type { TodayView } from '../../../server/contract/today.ts';
import { useTexts } from '../texts/language.tsx';

/** Six numbers; each opens the ledger at exactly the items it counts. */
export function Counts({ counts }: { counts: TodayView['counts'] }) {
  const { home } = useTexts();
  const six = [
    { key: 'overdue', name: home.overdue, count: counts.overdue, filter: 'light=red', grave: true },
    { key: 'dueToday', name: home.dueToday, count: counts.dueToday, filter: 'due=today', grave: false },
    { key: 'dueThisWeek', name: home.dueThisWeek, count: counts.dueThisWeek, filter: 'due=week', grave: false },
    { key: 'toReview', name: home.toReview, count: counts.toReview, filter: 'status=submitted', grave: false },
    { key: 'returned', name: home.returned, count: counts.returned, filter: 'status=returned', grave: false },
    { key: 'notSigned', name: home.notSigned, count: counts.notSigned, filter: 'status=assigned', grave: false },
  ];
  return (
    <nav aria-label={home.counts} className="counts">
      {six.map(({ key, name, count, filter, grave }) => (
        <Link key={key} to={`/ledger?${filter}`} className={count === 0 ? 'count count-none' : grave ? 'count count-grave' : 'count'}>
          <span className="count-number">{count}</span>
          <span className="count-name">{name}</span>
        </Link>
      ))}
    </nav>
  );
}
