import { Link } from 'react-router';
import type { ObligationRow } from '../../../server/contract/obligations.ts';
import { useFormat } from '../parts/format.ts';
import { Grid } from '../parts/grid.tsx';
import { Light } from '../parts/light.tsx';
import { useTexts } from '../texts/language.tsx';

type Owed = Pick<ObligationRow, 'id' | 'name' | 'unit' | 'due' | 'status' | 'light' | 'begun'>;

/** What is owed, one a line. */
export function OwedTable({ label, rows }: { label: string; rows: Owed[] }) {
  const { obligations: texts, named } = useTexts();
  const format = useFormat();
  return (
    <Grid label={label} look="slips" columns={[texts.task, texts.unit, texts.due, texts.standing]}>
      {rows.map((owed) => (
        <tr key={owed.id}>
          <td>
            <Link to={`/obligations/${owed.id}`}>{owed.name}</Link>
          </td>
          <td>{named(owed.unit)}</td>
          <td data-name={texts.due}>{format.day(owed.due)}</td>
          <td>
            <Standing owed={owed} />
          </td>
        </tr>
      ))}
    </Grid>
  );
}

function Standing({ owed: { status, begun, light } }: { owed: Owed }) {
  const { obligations: texts } = useTexts();
  if (status !== 'owed') return texts.statuses[status];
  return begun ? <Light light={light} /> : <span className="muted">{texts.notBegun}</span>;
}
