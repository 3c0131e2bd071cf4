import { Link } from 'react-router';
import type { TodayView } from '../../../server/contract/today.ts';
import { useFormat, useOpening } from '../parts/format.ts';
import { useTexts } from '../texts/language.tsx';

/** What will leave by itself in the next seven days, and whether yesterday's all left. */
export function Week({ today }: { today: TodayView }) {
  const { home } = useTexts();
  const format = useFormat();
  const opens = useOpening();
  const most = Math.max(1, ...today.week.map(({ messages }) => messages));
  const { yesterday } = today;
  return (
    <section className="sheet" aria-labelledby="week">
      <h2 id="week">{home.upcoming}</h2>
      <table className="grid grid-tight">
        <thead className="visually-hidden">
          <tr>
            <th scope="col">{home.day}</th>
            <th scope="col">{home.total}</th>
          </tr>
        </thead>
        <tbody>
          {today.week.map(({ day, messages }) => (
            <tr key={day} className={messages === 0 ? 'faint' : undefined}>
              <th scope="row" className="nowrap">
                {format.weekday(day)}
              </th>
              <td className="week-amount">
                <span className="week-bar" style={{ width: `${(messages / most) * 62}%` }} aria-hidden="true" />
                {messages === 0 ? home.none : home.messages(messages)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="muted small">{home.upcomingHint(opens)}</p>
      <h3 className="sub">{home.yesterday}</h3>
      <dl className="reckoning">
        <div>
          <dt>{home.planned}</dt>
          <dd>{yesterday.planned}</dd>
        </div>
        <div>
          <dt>{home.sent}</dt>
          <dd>{yesterday.frozen}</dd>
        </div>
        <div>
          <dt>{home.delivered}</dt>
          <dd>{yesterday.delivered}</dd>
        </div>
        <div className={yesterday.gap > 0 ? 'bad' : undefined}>
          <dt>{home.gap}</dt>
          <dd>{yesterday.gap > 0 ? <Link to="/deliveries?state=failed">{yesterday.gap}</Link> : 0}</dd>
        </div>
      </dl>
    </section>
  );
}
