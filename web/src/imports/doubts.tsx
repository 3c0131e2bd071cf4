import { Link } from 'react-router';
import type { ImportBatchView } from '../../../server/contract/imports.ts';
import { useTexts } from '../texts/language.tsx';

/** Rows that resemble items the ledger has already: nothing was done with them, a person looks. */
export function Doubts({ doubtful }: { doubtful: ImportBatchView['doubtful'] }) {
  const { importing } = useTexts();
  return (
    <section className="sheet" aria-labelledby="doubts">
      <h2 id="doubts">{importing.doubts}</h2>
      <p className="lead">{importing.doubtsHint}</p>
      <ul className="doubts">
        {doubtful.map(({ sheet, row, item, number, reason }) => (
          <li key={`${sheet ?? ''}-${row}`}>
            <strong>{[sheet, importing.rowNumber(row)].filter(Boolean).join(' · ')}</strong> {importing.reasons[reason]}{' '}
            <Link to={`/ledger/${item}`}>{importing.resembles(number)}</Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
