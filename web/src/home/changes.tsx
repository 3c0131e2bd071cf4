import { Link } from 'react-router';
import type { TodayView } from '../../../server/contract/today.ts';
import { useAct } from '../parts/act.ts';
import { useFormat } from '../parts/format.ts';
import { useLanguage } from '../texts/language.tsx';
import { pathOf, useSubjectName } from './subjects.ts';

/** What others did since the reader was last here: how often each thing, and the newest one by one. */
export function Changes({ changes: { since, counts, latest } }: { changes: TodayView['changes'] }) {
  const { texts, language } = useLanguage();
  const { home, common, named } = texts;
  const format = useFormat();
  const act = useAct();
  const nameOf = useSubjectName();
  return (
    <section className="sheet" aria-labelledby="changes">
      <h2 id="changes">{home.changes}</h2>
      <p className="muted small">{since === null ? home.firstVisit : home.since(format.moment(since))}</p>
      {since !== null && counts.length === 0 && <p className="muted">{home.nothingChanged}</p>}
      {counts.length > 0 && (
        <p>{counts.map(({ zh, en, count }) => home.changed(language === 'en' ? en : zh, count)).join(common.listComma)}</p>
      )}
      <ol className="changes">
        {latest.map((change, index) => {
          const { said, by } = act(change);
          return (
            <li key={`${change.subject}-${index}`}>
              <Link to={pathOf(change.of, change.subject)}>{`${named(change.unit)} · ${nameOf(change)}`}</Link>
              <p className="muted small">{[format.shortMoment(change.at), by, said].join(' · ')}</p>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
