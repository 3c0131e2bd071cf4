import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { ObligationGrid } from '../../../server/contract/obligations.ts';
import { obligationGridQuery } from '../api/queries.ts';
import { useFormat } from '../parts/format.ts';
import { Light, LightMark } from '../parts/light.tsx';
import { Page } from '../parts/page.tsx';
import { Empty, Failed, Waiting } from '../parts/states.tsx';
import { useTexts } from '../texts/language.tsx';
import './obligations.css';

type Column = ObligationGrid['columns'][number];
type Row = ObligationGrid['rows'][number];
type Cell = Row['cells'][number];

/** What every unit owes, in lights: units down, obligations across, by due day. */
export function ObligationsPage() {
  const { obligations: texts } = useTexts();
  const grid = useQuery(obligationGridQuery);
  const rows = grid.data?.rows ?? [];
  const units = rows.filter(({ department }) => !department);
  const departments = rows.filter(({ department }) => department);
  return (
    <Page title={texts.title}>
      {grid.isPending && <Waiting lines={14} />}
      {grid.isError && <Failed error={grid.error} retry={() => void grid.refetch()} />}
      {grid.isSuccess && rows.length === 0 && <Empty title={texts.none} />}
      {grid.data && units.length > 0 && <Units columns={grid.data.columns} rows={units} />}
      {grid.data && departments.length > 0 && <Departments columns={grid.data.columns} rows={departments} />}
    </Page>
  );
}

function Units({ columns, rows }: { columns: Column[]; rows: Row[] }) {
  const { obligations: texts } = useTexts();
  const format = useFormat();
  const owed = columns.filter(({ key }) => rows.some(({ cells }) => cells.some((cell) => cell.key === key)));
  return (
    <section className="sheet" aria-labelledby="owed">
      <h2 id="owed">{texts.grid}</h2>
      <p className="muted small">{texts.legend}</p>
      <div className="owed-scroll">
        <table className="grid grid-tight owed">
          <thead>
            <tr>
              <th scope="col">{texts.unit}</th>
              {owed.map(({ key, name, due }) => (
                <th key={key} scope="col" title={name}>
                  <span className="owed-name">{name}</span>
                  <span className="muted small">{format.weekday(due).split(' ')[0]}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ unit, cells }) => (
              <tr key={unit.key}>
                <th scope="row">{unit.name}</th>
                {owed.map(({ key, name }) => {
                  const cell = cells.find((one) => one.key === key);
                  return <td key={key}>{cell && <Lamp cell={cell} about={`${unit.name} ${name}`} />}</td>;
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

/** A light that opens what it stands for; hollow while its first day has not come. */
function Lamp({ cell, about }: { cell: Cell; about: string }) {
  const { obligations: texts, lights } = useTexts();
  const waits = !cell.begun && cell.status === 'owed';
  const word = waits ? texts.notBegun : cell.status === 'owed' ? lights[cell.light] : texts.statuses[cell.status];
  return (
    <Link className={`owed-lamp light-${cell.light}`} to={`/obligations/${cell.id}`} aria-label={`${about}：${word}`} title={word}>
      {waits ? <span className="owed-waits">·</span> : <LightMark light={cell.light} />}
    </Link>
  );
}

/** Every work item is one department's: a list says it better than a grid. */
function Departments({ columns, rows }: { columns: Column[]; rows: Row[] }) {
  const { obligations: texts } = useTexts();
  const format = useFormat();
  const owed = columns.flatMap((column) =>
    rows.flatMap(({ unit, cells }) => cells.filter(({ key }) => key === column.key).map((cell) => ({ column, unit, cell }))),
  );
  return (
    <section className="sheet" aria-labelledby="departments">
      <h2 id="departments">{texts.departments}</h2>
      <table className="grid grid-tight">
        <thead>
          <tr>
            <th scope="col">{texts.task}</th>
            <th scope="col">{texts.unit}</th>
            <th scope="col">{texts.due}</th>
            <th scope="col">{texts.standing}</th>
          </tr>
        </thead>
        <tbody>
          {owed.map(({ column, unit, cell }) => (
            <tr key={cell.id}>
              <th scope="row">
                <Link to={`/obligations/${cell.id}`}>{column.name}</Link>
              </th>
              <td>{unit.name}</td>
              <td>{format.day(cell.due)}</td>
              <td>
                {!cell.begun && cell.status === 'owed' ? (
                  <span className="muted">{texts.notBegun}</span>
                ) : cell.status === 'owed' ? (
                  <Light light={cell.light} />
                ) : (
                  texts.statuses[cell.status]
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
