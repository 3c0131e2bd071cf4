import type { HistoryEntry } from '../../../server/contract/ledger-items.ts';
import { useAct } from '../parts/act.ts';
import { useFormat } from '../parts/format.ts';
import { useTexts } from '../texts/language.tsx';

/** The item's life as a line down the page: when, who, what, and what was refused. */
export function Life({ history }: { history: HistoryEntry[] }) {
  const texts = useTexts();
  const format = useFormat();
  const act = useAct();
  return (
    <section className="sheet" aria-labelledby="life">
      <h2 id="life">{texts.item.life}</h2>
      {history.length === 0 && <p className="muted">{texts.item.noHistory}</p>}
      <ol className="life">
        {history.map((entry, index) => {
          const { said, by, role } = act(entry);
          return (
            <li key={`${entry.at}-${index}`} className={!entry.result.startsWith('refused:') ? 'life-step' : 'life-step life-refused'}>
              <span className="life-when">
                <time>{format.shortMoment(entry.at)}</time>
              </span>
              <div>
                <p>{said}</p>
                <p className="muted small">
                  {by} · {role}
                </p>
              </div>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
