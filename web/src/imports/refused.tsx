import { Link } from 'react-router';
import type { ImportBatchView } from '../../../server/contract/imports.ts';
import { Grid } from '../parts/grid.tsx';
import { useLanguage } from '../texts/language.tsx';

/** What a row asked for and the ledger refused, with the reason; whatever else the row says was taken. */
export function Refused({ refused }: { refused: ImportBatchView['refused'] }) {
  const { texts, language } = useLanguage();
  const { importing, actions } = texts;
  return (
    <section className="sheet" aria-labelledby="refused">
      <h2 id="refused">{importing.refused}</h2>
      <p className="lead">{importing.refusedHint}</p>
      <Grid label={importing.refused} columns={[{ name: importing.row, number: true }, importing.item, importing.asked, importing.why]}>
        {refused.map(({ sheet, row, item, number, action, reason }, index) => (
          <tr key={index}>
            <td className="number">{[sheet, row].filter((part) => part !== null).join(' · ')}</td>
            <td className="nowrap">
              <Link to={`/ledger/${item}`}>{importing.resembles(number)}</Link>
            </td>
            <td className="nowrap">{actions[action]}</td>
            <td>{language === 'en' ? reason.en : reason.zh}</td>
          </tr>
        ))}
      </Grid>
    </section>
  );
}
