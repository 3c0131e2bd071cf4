import { useQuery } from '@tanstack/react-query';
import { letterQuery } from '../api/queries.ts';
import { useFormat } from '../parts/format.ts';
import { Failed, Waiting } from '../parts/states.tsx';
import { useTexts } from '../texts/language.tsx';

/** One letter. Its HTML is shown in a frame that runs nothing; its links open beside it. */
export function Letter({ id }: { id: string }) {
  const { mailbox } = useTexts();
  const format = useFormat();
  const letter = useQuery(letterQuery(id));
  if (letter.isPending) return <Waiting lines={10} />;
  if (letter.isError) return <Failed error={letter.error} retry={() => void letter.refetch()} />;
  const { subject, from, to, at, text, hasHtml } = letter.data;
  return (
    <article className="letter">
      <header className="letter-head">
        <h2>{subject}</h2>
        <dl>
          <div>
            <dt>{mailbox.from}</dt>
            <dd>{from}</dd>
          </div>
          <div>
            <dt>{mailbox.to}</dt>
            <dd>{to.join(', ')}</dd>
          </div>
          <div>
            <dt>{mailbox.at}</dt>
            <dd>{format.moment(at)}</dd>
          </div>
        </dl>
      </header>
      {hasHtml ? (
        <iframe
          title={mailbox.body}
          className="letter-body"
          sandbox="allow-popups allow-popups-to-escape-sandbox"
          src={`/api/mailbox/${encodeURIComponent(id)}/html`}
        />
      ) : (
        <pre className="letter-text">{text}</pre>
      )}
    </article>
  );
}
