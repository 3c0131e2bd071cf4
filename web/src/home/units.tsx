import { Link } from 'react-router';
import type { LightKey } from '../../../server/contract/common.ts';
import type { TodayView } from '../../../server/contract/today.ts';
import { LightMark } from '../parts/light.tsx';
import { useTexts } from '../texts/language.tsx';

const order: LightKey[] = ['red', 'amber', 'green', 'blue', 'grey'];

/** How each county stands, in the plan's order: no ranking. */
export function Units({ units }: { units: TodayView['units'] }) {
  const { home, lights, named } = useTexts();
  return (
    <section className="sheet" aria-labelledby="units">
      <h2 id="units">{home.units}</h2>
      <table className="grid grid-tight">
        <thead>
          <tr>
            <th scope="col">{home.unit}</th>
            {order.map((light) => (
              <th key={light} scope="col" className="number">
                <span className={`light light-${light}`}>
                  <LightMark light={light} />
                  {lights[light]}
                </span>
              </th>
            ))}
            <th scope="col" className="number">
              {home.total}
            </th>
          </tr>
        </thead>
        <tbody>
          {units.map((row) => {
            const total = order.reduce((sum, light) => sum + row[light], 0);
            return (
              <tr key={row.unit.key} className={total === 0 ? 'faint' : undefined}>
                <th scope="row">{named(row.unit)}</th>
                {order.map((light) => (
                  <td key={light} className="number">
                    <Amount count={row[light]} to={`/ledger?county=${row.unit.key}&light=${light}`} />
                  </td>
                ))}
                <td className="number">
                  <Amount count={total} to={`/ledger?county=${row.unit.key}`} />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

function Amount({ count, to }: { count: number; to: string }) {
  return count === 0 ? <span className="muted">–</span> : <Link to={to}>{count}</Link>;
}
