import { useInfiniteQuery } from '@tanstack/react-query';
import { NavLink, useParams, useSearchParams } from 'react-router';
import { mailboxList } from '../api/queries.ts';
import { useFormat, useOpening } from '../parts/format.ts';
import { More } from '../parts/more.tsx';
import { Page } from '../parts/page.tsx';
import { SearchBox } from '../parts/search-box.tsx';
import { Empty, Failed, Waiting } from '../parts/states.tsx';
import { useTexts } from '../texts/language.tsx';
import { Letter } from './letter.tsx';

/** What the embedded mail server took in, with the letter that was chosen beside it. */
export function MailboxPage() {
  const { id } = useParams();
  const { mailbox } = useTexts();
  const format = useFormat();
  const opens = useOpening();
  const [search, setSearch] = useSearchParams();
  const list = useInfiniteQuery({ ...mailboxList(Object.fromEntries(search)), refetchInterval: 10_000 });
  const letters = list.data?.pages.flatMap((page) => page.letters) ?? [];
  return (
    <Page title={mailbox.title}>
      <p className="lead muted">{mailbox.intro}</p>
      <div className={id === undefined ? 'mailbox' : 'mailbox mailbox-open'}>
        <section className="sheet sheet-flush mailbox-list" aria-label={mailbox.list} aria-busy={list.isPending}>
          <div className="mailbox-search">
            <SearchBox
              label={mailbox.to}
              value={search.get('to') ?? ''}
              search={(to) => setSearch(to === '' ? {} : { to }, { replace: true })}
            />
          </div>
          {list.isPending && <Waiting lines={10} />}
          {list.isError && <Failed error={list.error} retry={() => void list.refetch()} />}
          {list.isSuccess && letters.length === 0 && <Empty title={mailbox.empty} hint={mailbox.emptyHint(opens)} />}
          <ul>
            {letters.map((letter) => (
              <li key={letter.id}>
                <NavLink to={{ pathname: `/mailbox/${encodeURIComponent(letter.id)}`, search: search.toString() }}>
                  <span className="letter-subject">{letter.subject}</span>
                  <span className="letter-to">
                    <span>{letter.to.join(', ')}</span>
                    <time className="nowrap">{format.shortMoment(letter.at)}</time>
                  </span>
                </NavLink>
              </li>
            ))}
          </ul>
          {letters.length > 0 && <More shown={letters.length} list={list} />}
        </section>
        <section className="sheet sheet-flush mailbox-letter" aria-label={mailbox.body}>
          {id === undefined ? <Empty title={mailbox.choose} /> : <Letter key={id} id={id} />}
        </section>
      </div>
    </Page>
  );
}
