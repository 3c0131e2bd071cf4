import { Link } from 'react-router';
import type { TodayView } from '../../../server/contract/today.ts';
import { useTexts } from '../texts/language.tsx';

/** What the system cannot mend by itself. */
export function Exceptions({ today }: { today: TodayView }) {
  const { home, common } = useTexts();
  const { exceptions, relay } = today;
  const rows = [
    { name: home.noResponsible, count: exceptions.noResponsible, to: '/ledger?missing=responsible' },
    { name: home.noMeasure, count: exceptions.noMeasure, to: '/ledger?missing=measure' },
    { name: home.nobodyReachable, count: exceptions.nobodyReached, to: '/ledger?missing=reach' },
    { name: home.owedNobodyReachable, count: exceptions.owedNobodyReached, to: '/obligations?missing=reach' },
    { name: home.failedDeliveries, count: exceptions.failedDeliveries, to: '/deliveries?state=failed' },
  ].filter(({ count }) => count > 0);
  return (
    <section className="sheet" aria-labelledby="exceptions">
      <h2 id="exceptions">{home.exceptions}</h2>
      {rows.length === 0 && <p className="muted">{home.noExceptions}</p>}
      <ul className="exceptions">
        {rows.map(({ name, count, to }) => (
          <li key={to}>
            <Link to={to}>
              <span>{name}</span>
              <span className="number">{common.items(count)}</span>
            </Link>
          </li>
        ))}
      </ul>
      {relay && relay.waiting > 0 && <p className="muted small">{home.relay(relay.waiting)}</p>}
    </section>
  );
}
