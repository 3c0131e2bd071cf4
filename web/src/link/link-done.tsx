import type { LinkReply } from '../../../server/contract/links.ts';
import { messageLine } from '../subject/message-words.ts';
import { useFormat } from '../parts/format.ts';
import { useTexts } from '../texts/language.tsx';
import type { LinkAction } from './link-actions.ts';
import { useLinkWords } from './link-words.ts';

interface LinkDoneProps {
  done: { action: LinkAction; reply: LinkReply };
  actions: LinkAction[];
  again: () => void;
}

/** Says that it arrived, and what happens next. */
export function LinkDone({ done, actions, again }: LinkDoneProps) {
  const texts = useTexts();
  const link = useLinkWords(done.reply);
  const format = useFormat();
  const { next } = done.reply.receipt;
  const follow = actions[0];
  return (
    <div className="link-done" role="status">
      <svg viewBox="0 0 64 64" width="64" height="64" aria-hidden="true">
        <circle cx="32" cy="32" r="30" fill="none" stroke="currentColor" strokeWidth="3" />
        <path d="M18 33l10 10 19-22" fill="none" stroke="currentColor" strokeWidth="4" />
      </svg>
      <h1>{link.done}</h1>
      <p>{link.doneText[done.action]}</p>
      <p className="muted">{next ? link.nextMessage(messageLine(next, texts, format)) : link.noMore}</p>
      {follow !== undefined && (
        <button type="button" className="plain-button" onClick={again}>
          {link.continueWith(link.big[follow])}
        </button>
      )}
    </div>
  );
}
