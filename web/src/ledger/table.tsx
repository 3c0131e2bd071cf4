import { Link } from 'react-router';
import type { LedgerRow } from '../../../server/contract/ledger-items.ts';
import { useFormat } from '../parts/format.ts';
import { Grid } from '../parts/grid.tsx';
import { Light } from '../parts/light.tsx';
import { useTexts } from '../texts/language.tsx';
import { DaysLeft } from './days-left.tsx';
import './ledger.css';

/** The columns of the ledger's printed form, with light and days left before them. */
export function LedgerTable({ rows }: { rows: LedgerRow[] }) {
  const { ledger } = useTexts();
  const institution = (
    <>
      {ledger.institution}
      <span className="visually-hidden"> {ledger.county}</span>
    </>
  );
  const columns = [
    ledger.number,
    ledger.light,
    { name: institution },
    ledger.problem,
    { name: ledger.people, number: true },
    { name: ledger.amount, number: true },
    ledger.responsible,
    ledger.measure,
    ledger.due,
    ledger.result,
    ledger.contact,
  ];
  return (
    <Grid label={ledger.title} look="ledger" columns={columns}>
      {rows.map((row) => (
        <Row key={row.id} row={row} />
      ))}
    </Grid>
  );
}

function Row({ row }: { row: LedgerRow }) {
  const { ledger, statuses, named } = useTexts();
  const format = useFormat();
  return (
    <tr>
      <td className="number cell-number">{row.number}</td>
      <td className="nowrap cell-light">
        <Light light={row.light} />
        <DaysLeft row={row} />
      </td>
      <td className="wide cell-institution">
        {row.institution ?? '–'}
        <span className="under muted">{named(row.county)}</span>
      </td>
      <td className="widest cell-problem">
        <Link to={`/ledger/${row.id}`}>{row.problem}</Link>
      </td>
      <td className="number cell-more">{row.people === 0 ? '–' : format.number(row.people)}</td>
      <td className="number cell-more">{row.amountYuan === 0 ? '–' : format.number(row.amountYuan)}</td>
      <td className="nowrap cell-more">
        {row.responsible?.name ?? row.responsibleName ?? '–'}
        {!row.responsible && row.responsibleName !== null && <span className="under warn-text wrap">{ledger.unmatched}</span>}
      </td>
      <td className="wide cell-more">
        <span className="clamp" title={row.measure}>
          {row.measure || '–'}
        </span>
      </td>
      <td className="cell-due">
        {row.due === null ? (row.light === 'grey' ? '–' : ledger.noDue) : format.day(row.due)}
        <span className="under muted">
          {named(row.difficulty)}
          {row.dueText !== '' && ` · ${row.dueText}`}
        </span>
      </td>
      <td className="cell-status">
        {statuses[row.status]}
        {row.declared && <span className="under warn-text">{ledger.declared}</span>}
      </td>
      <td className="cell-more">
        {row.contact ?? '–'}
        {row.phone !== null && <span className="under muted">{row.phone}</span>}
      </td>
    </tr>
  );
}
