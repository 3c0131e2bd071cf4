import { Link } from 'react-router';
import type { ImportBatchView } from '../../../server/contract/imports.ts';
import { useLanguage } from '../texts/language.tsx';

/** What a row asked for and the ledger refused, with the reason; whatever else the row says was taken. */
export function Refused({ refused }: { refused: ImportBatchView['refused'] }) {
  const { texts, language } = useLanguage();
  const { importing, actions } = texts;
  return (
    <section className="sheet" aria-labelledby="refused">
      <h2 id="refused">{importing.refused}</h2>
      <p className="lead">{importing.refusedHint}</p>
      <div className="scroller" tabIndex={0} role="region" aria-labelledby="refused">
        <table className="grid">
          <thead>
            <tr>
              <th scope="col" className="number">
                {importing.row}
              </th>
              <th scope="col">{importing.item}</th>
              <th scope="col">{importing.asked}</th>
              <th scope="col">{importing.why}</th>
            </tr>
          </thead>
          <tbody>
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
          </tbody>
        </table>
      </div>
    </section>
  );
}
