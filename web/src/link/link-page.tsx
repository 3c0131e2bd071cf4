import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams, useSearchParams } from 'react-router';
import type { LinkReply } from '../../../server/contract/links.ts';
import { linkQuery } from '../api/queries.ts';
import { Refusal } from '../api/request.ts';
import { useTitle } from '../parts/page.tsx';
import { Failed, useWords, Waiting } from '../parts/states.tsx';
import { useTexts } from '../texts/language.tsx';
import type { Texts } from '../texts/zh.ts';
import { LinkDone } from './link-done.tsx';
import { LinkForm } from './link-form.tsx';
import { useLinkWords } from './link-words.ts';
import { LinkedItem } from './linked-item.tsx';
import { LinkedObligation } from './linked-obligation.tsx';
import { usual, type LinkAction } from './link-actions.ts';
import './link.css';

/** What a mailed link opens: one item or obligation, one thing to do, no account. Opening it changes nothing; only the button does. */
export function LinkPage() {
  const { token = '' } = useParams();
  const { link, product } = useTexts();
  useTitle(link.title);
  const [search] = useSearchParams();
  const queries = useQueryClient();
  const page = useQuery(linkQuery(token));
  const [chosen, setChosen] = useState<LinkAction | null>(null);
  const [done, setDone] = useState<{ action: LinkAction; reply: LinkReply } | null>(null);

  const succeed = async (action: LinkAction, reply: LinkReply) => {
    setDone({ action, reply });
    setChosen(null);
    await queries.invalidateQueries({ queryKey: ['link', token] });
  };
  const data = page.data;
  const rung = search.get('acknowledge');
  const actions = data ? usual(data, rung) : [];
  const words = useLinkWords(data ?? { obligation: null });
  const action = chosen !== null && actions.includes(chosen) ? chosen : (actions[0] ?? null);
  return (
    <div className="link-frame">
      <header className="link-head">
        <span className="brand-mark">{product}</span>
        <span>{data?.campaign}</span>
      </header>
      <main className="link-main">
        {page.isPending && <Waiting lines={8} />}
        {page.isError &&
          (isDead(page.error) ? <Dead error={page.error} /> : <Failed error={page.error} retry={() => void page.refetch()} />)}
        {data && done && <LinkDone done={done} actions={actions} again={() => setDone(null)} />}
        {data && !done && (
          <>
            <h1>{link.greeting(data.holder)}</h1>
            {action !== null && <p className="link-ask">{words.ask[action]}</p>}
            {data.item && <LinkedItem item={data.item} />}
            {data.obligation && <LinkedObligation owed={data.obligation} />}
            {action === null ? (
              <p className="link-nothing">{link.nothing}</p>
            ) : (
              <LinkForm key={action} token={token} page={data} action={action} rung={rung} done={succeed} />
            )}
            <Others words={words} actions={actions.filter((other) => other !== action)} choose={setChosen} />
          </>
        )}
      </main>
    </div>
  );
}

function Others({ words: link, actions, choose }: { words: Texts['link']; actions: LinkAction[]; choose: (action: LinkAction) => void }) {
  if (actions.length === 0) return null;
  return (
    <nav className="link-others" aria-label={link.instead}>
      <p>{link.instead}</p>
      {actions.map((action) => (
        <button key={action} type="button" className="plain-button" onClick={() => choose(action)}>
          {link.big[action]}
        </button>
      ))}
    </nav>
  );
}

/** What no second try can mend; the server being busy or away is no fault of the link. */
function isDead(error: unknown): error is Refusal {
  return error instanceof Refusal && error.status < 500 && error.status !== 429;
}

function Dead({ error }: { error: Refusal }) {
  const { link } = useTexts();
  const words = useWords();
  const isOfLink = error.code.startsWith('link_');
  return (
    <div className="state" role="alert">
      <h1 className="state-title">{link.deadTitles[error.code] ?? link.dead}</h1>
      <p>{isOfLink ? words(error) : link.incomplete}</p>
      <p className="muted">{link.deadHint}</p>
    </div>
  );
}
