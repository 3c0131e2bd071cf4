import type { AuditRow } from '../../../server/contract/audit.ts';
import { auditList } from '../api/queries.ts';
import { useAct } from '../parts/act.ts';
import { ChosenList } from '../parts/chosen-list.tsx';
import { useFormat } from '../parts/format.ts';
import { Grid } from '../parts/grid.tsx';
import { useTexts } from '../texts/language.tsx';

/** Who did what, when, with what result; newest first. */
export function AuditPage() {
  const { audit } = useTexts();
  const results = [
    { value: 'done', name: audit.done },
    { value: 'refused', name: audit.refused },
  ];
  return (
    <ChosenList
      title={audit.title}
      choice={{ key: 'result', label: audit.result, options: results }}
      read={auditList}
      rowsOf={({ entries }) => entries}
      empty={audit.empty}
      table={(rows) => (
        <Grid label={audit.title} look="slips" columns={[audit.at, audit.actor, audit.detail, audit.result, audit.subject]}>
          {rows.map((row) => (
            <AuditedAct key={row.id} row={row} />
          ))}
        </Grid>
      )}
    />
  );
}

function AuditedAct({ row }: { row: AuditRow }) {
  const { audit } = useTexts();
  const format = useFormat();
  const { said, by, role } = useAct()(row);
  const refused = row.result.startsWith('refused:');
  return (
    <tr>
      <td className="nowrap">
        {format.moment(row.at)}
        <span className="under muted">{audit.recorded(format.moment(row.recordedAt))}</span>
      </td>
      <td className="nowrap">
        {by}
        <span className="under muted">{role}</span>
      </td>
      <td>{said}</td>
      <td className={refused ? 'nowrap bad-text' : 'nowrap'}>{refused ? audit.refused : audit.done}</td>
      <td className="muted small">
        {row.subject} · {row.seq}
      </td>
    </tr>
  );
}
