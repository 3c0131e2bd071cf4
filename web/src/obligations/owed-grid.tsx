import { Link } from 'react-router';
import type { ObligationGrid } from '../../../server/contract/obligations.ts';
import { useFormat } from '../parts/format.ts';
import { LightMark } from '../parts/light.tsx';
import { useTexts } from '../texts/language.tsx';
import './obligations.css';

export type Column = ObligationGrid['columns'][number];
export type Row = ObligationGrid['rows'][number];

/** Units down, obligations across by due day, in lights. */
export function OwedGrid({ label, columns, rows }: { label: string; columns: Column[]; rows: Row[] }) {
  const { obligations: texts, named } = useTexts();
  const format = useFormat();
  return (
    <div className="scroller" tabIndex={0} role="region" aria-label={label}>
      <table className="grid grid-tight owed">
        <thead>
          <tr>
            <th scope="col">{texts.unit}</th>
            {columns.map(({ key, name, period, due }) => (
              <th key={key} scope="col">
                <Head name={name} recurs={period !== null} />
                <span className="owed-due muted">{format.weekday(due).split(' ')[0]}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ unit, cells }) => (
            <tr key={unit.key}>
              <th scope="row">{named(unit)}</th>
              {columns.map(({ key, name }) => {
                const cell = cells.find((one) => one.key === key);
                return <td key={key}>{cell && <Lamp cell={cell} about={`${named(unit)} ${name}`} />}</td>;
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** A recurring obligation's name ends with its period, in brackets: what tells one column from the next has a line of its own. */
function Head({ name, recurs }: { name: string; recurs: boolean }) {
  const [, plain, period] = (recurs && /^(.*)（([^（）]*)）$/.exec(name)) || [];
  return (
    <>
      <span className="owed-name">{plain ?? name}</span>
      {period !== undefined && <strong className="owed-period">{period}</strong>}
    </>
  );
}

/** A light that opens what it stands for; hollow while its first day has not come. */
function Lamp({ cell, about }: { cell: Row['cells'][number]; about: string }) {
  const { obligations: texts, lights, common } = useTexts();
  const waits = !cell.begun && cell.status === 'owed';
  const word = waits ? texts.notBegun : cell.status === 'owed' ? lights[cell.light] : texts.statuses[cell.status];
  return (
    <Link
      className={`owed-lamp light-${cell.light}`}
      to={`/obligations/${cell.id}`}
      aria-label={`${about}${common.colon}${word}`}
      title={word}
    >
      {waits ? <span className="owed-waits">·</span> : <LightMark light={cell.light} />}
    </Link>
  );
}
