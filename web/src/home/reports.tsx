import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { obligationGridQuery } from '../api/queries.ts';
import { OwedGrid } from '../obligations/owed-grid.tsx';
import { useTexts } from '../texts/language.tsx';

/** What counties are to report now, in lights: what is settled everywhere or has not begun is left to the obligations' own page. */
export function Reports() {
  const { home } = useTexts();
  const grid = useQuery(obligationGridQuery).data;
  if (!grid) return null;
  const rows = grid.rows.filter(({ department }) => !department);
  const running = new Set(
    rows.flatMap(({ cells }) =>
      cells.filter(({ begun, status }) => begun && status !== 'accepted' && status !== 'waived').map(({ key }) => key),
    ),
  );
  if (running.size === 0) return null;
  return (
    <section className="sheet" aria-labelledby="reports">
      <div className="sheet-head">
        <h2 id="reports">{home.reports}</h2>
        <Link to="/obligations">{home.allReports}</Link>
      </div>
      <OwedGrid label={home.reports} columns={grid.columns.filter(({ key }) => running.has(key))} rows={rows} />
    </section>
  );
}
