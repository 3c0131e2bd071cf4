import { Link } from 'react-router';
import type { TodayView } from '../../../server/contract/today.ts';
import { daysBetween, useFormat } from '../parts/format.ts';
import { useTexts } from '../texts/language.tsx';

/** The phases under one another on one scale of days, for they overlap; the upright line is today. */
export function Phases({ today }: { today: TodayView }) {
  const { home, named } = useTexts();
  const format = useFormat();
  const starts = today.phases.map((phase) => phase.starts).sort()[0];
  const ends = today.phases
    .map((phase) => phase.ends)
    .sort()
    .at(-1);
  if (starts === undefined || ends === undefined) return null;
  const whole = daysBetween(starts, ends) + 1;
  const share = (day: string) => (Math.max(0, Math.min(whole, daysBetween(starts, day))) / whole) * 100;
  const said = (phase: TodayView['phases'][number]) => {
    if (phase.state === 'past') return home.ended;
    if (phase.state === 'coming') return home.startsIn(daysBetween(today.day, phase.starts));
    return phase.daysLeft === 0 ? home.lastDay : home.daysLeft(phase.daysLeft);
  };
  return (
    <section className="sheet" aria-labelledby="phases">
      <h2 id="phases">{home.phases}</h2>
      <ol className="phases">
        {today.phases.map((phase) => (
          <li key={phase.key} className={`phase phase-${phase.state}`}>
            <span className="phase-name">{named(phase)}</span>
            <span className="phase-scale" aria-hidden="true">
              <span
                className="phase-bar"
                style={{ left: `${share(phase.starts)}%`, width: `${share(phase.ends) - share(phase.starts) + 100 / whole}%` }}
              />
              <span className="phase-today" style={{ left: `${share(today.day)}%` }} />
            </span>
            <span className="phase-days">{said(phase)}</span>
            <span className="phase-dates muted small">
              {format.day(phase.starts)} – {format.day(phase.ends)}
            </span>
            {phase.state !== 'coming' && <Gates gates={phase.gates} />}
          </li>
        ))}
      </ol>
    </section>
  );
}

/** What is still in the way of the phase's closing. */
function Gates({ gates }: { gates: TodayView['phases'][number]['gates'] }) {
  const { home, common, named } = useTexts();
  const unmet = gates.filter(({ left }) => left !== 0);
  if (unmet.length === 0) return null;
  return (
    <p className="phase-gates small">
      <span className="muted">
        {home.gates}
        {common.colon}
      </span>
      {unmet.map((gate) => (
        <span key={gate.key} className="phase-gate">
          {gate.checks === 'person' ? named(gate) : <Link to={gate.checks === 'ledger' ? '/ledger' : '/obligations'}>{named(gate)}</Link>}
          {common.aside(gate.left === null ? home.gateByPerson : home.gateLeft(gate.left))}
        </span>
      ))}
    </p>
  );
}
