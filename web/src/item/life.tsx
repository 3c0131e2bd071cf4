import type { HistoryEntry } from '../../../server/contract/ledger-items.ts';
import { useFormat } from '../parts/format.ts';
import { useLanguage } from '../texts/language.tsx';

/** The item's life as a line down the page: when, who, what, and what was refused. */
export function Life({ history }: { history: HistoryEntry[] }) {
  const { texts, language } = useLanguage();
  const format = useFormat();
  return (
    <section className="sheet" aria-labelledby="life">
      <h2 id="life">{texts.item.life}</h2>
      {history.length === 0 && <p className="muted">{texts.item.noHistory}</p>}
      <ol className="life">
        {history.map((entry, index) => (
          <li key={`${entry.at}-${index}`} className={entry.result === 'done' ? 'life-step' : 'life-step life-refused'}>
            <span className="life-when">
              <time>{format.shortMoment(entry.at)}</time>
            </span>
            <div>
              <p>{language === 'en' ? entry.en : entry.zh}</p>
              <p className="muted small">
                {entry.by}
                {texts.roles[entry.role] !== undefined && ` · ${texts.roles[entry.role] ?? ''}`}
              </p>
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}
