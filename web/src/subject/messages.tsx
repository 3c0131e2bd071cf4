import type { MessageView } from '../../../server/contract/ledger-items.ts';
import { useFormat } from '../parts/format.ts';
import { useTexts } from '../texts/language.tsx';
import { stopWords, tells } from './message-words.ts';

/** What will be said about an item or an obligation, when, to whom, and what stops it; below it, what was said. */
export function Messages({ messages, stops }: { messages: MessageView[]; stops?: Record<string, string> }) {
  const { item, stops: usual } = useTexts();
  const words = { ...usual, ...stops };
  const coming = messages.filter(({ state }) => state === 'planned');
  const past = messages.filter(({ state }) => state !== 'planned').reverse();
  return (
    <>
      <section className="sheet" aria-labelledby="next">
        <h2 id="next">{item.next}</h2>
        {coming.length === 0 && <p className="muted">{item.nothingNext}</p>}
        <MessageList messages={coming} stops={words} />
      </section>
      {past.length > 0 && (
        <section className="sheet" aria-labelledby="past">
          <h2 id="past">{item.past}</h2>
          <MessageList messages={past} stops={words} />
        </section>
      )}
    </>
  );
}

function MessageList({ messages, stops }: { messages: MessageView[]; stops: Record<string, string> }) {
  const texts = useTexts();
  const format = useFormat();
  return (
    <ol className="messages">
      {messages.map((message) => (
        <li key={`${message.rung}-${message.at}-${message.state}`}>
          <time className="message-at">{format.shortMoment(message.at)}</time>
          <div>
            <p>
              {tells(message, texts)}
              <span className="muted">{texts.common.aside(texts.rung(message.rung))}</span>
            </p>
            <p className="muted small">
              {message.state === 'planned'
                ? `${texts.item.stops}${texts.common.colon}${stopWords(message, { ...texts, stops })}`
                : [texts.item.messageStates[message.state], message.late ? texts.deliveries.late : ''].filter(Boolean).join(' · ')}
            </p>
          </div>
        </li>
      ))}
    </ol>
  );
}
