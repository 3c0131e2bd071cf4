import type { DeliveryView } from '../../../server/contract/deliveries.ts';
import { deliveriesList } from '../api/queries.ts';
import { optionsOf } from '../parts/choice.tsx';
import { ChosenList } from '../parts/chosen-list.tsx';
import { useFormat } from '../parts/format.ts';
import { Grid } from '../parts/grid.tsx';
import { useTexts } from '../texts/language.tsx';

/** What was sent to whom and what became of it; failures need a person. */
export function DeliveriesPage() {
  const { deliveries: texts } = useTexts();
  return (
    <ChosenList
      title={texts.title}
      choice={{ key: 'state', label: texts.state, options: optionsOf(texts.states) }}
      read={deliveriesList}
      rowsOf={({ deliveries }) => deliveries}
      empty={texts.empty}
      table={(rows) => <DeliveryTable rows={rows} />}
    />
  );
}

function DeliveryTable({ rows }: { rows: DeliveryView[] }) {
  const { deliveries: texts, named } = useTexts();
  const format = useFormat();
  const columns = [
    texts.window,
    texts.state,
    texts.to,
    texts.address,
    { name: texts.lines, number: true },
    { name: texts.attempts, number: true },
    texts.error,
  ];
  return (
    <Grid label={texts.title} look="slips" columns={columns}>
      {rows.map((row) => (
        <tr key={row.id}>
          <td className="nowrap">
            {format.moment(row.window)}
            {row.late && <span className="under warn-text">{texts.late}</span>}
          </td>
          <td className={row.state === 'failed' ? 'nowrap bad-text' : 'nowrap'}>{texts.states[row.state]}</td>
          <td>
            {row.person}
            {row.unit && <span className="under muted">{named(row.unit)}</span>}
          </td>
          <td>{row.recipient}</td>
          <td className="number" data-name={texts.lines}>
            {row.lines}
          </td>
          <td className="number" data-name={texts.attempts}>
            {row.attempts}
          </td>
          <td data-name={texts.error}>
            {row.error ?? '–'}
            {row.nextAttemptAt !== null && <span className="under muted">{texts.nextAttempt(format.shortMoment(row.nextAttemptAt))}</span>}
          </td>
        </tr>
      ))}
    </Grid>
  );
}
