import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ObligationActionKey, ObligationCommandReply, ObligationPage } from '../../../server/contract/obligations.ts';
import { Refusal } from '../api/request.ts';
import { Said } from '../parts/states.tsx';
import { useTexts } from '../texts/language.tsx';
import { ObligationForm } from './obligation-form.tsx';

/** Shown first and filled: what usually comes next. */
const leading: ReadonlySet<ObligationActionKey> = new Set(['submit', 'accept', 'decideExtension', 'acknowledge']);

interface ObligationCommandsProps {
  page: ObligationPage;
  /** Told the command's name and its answer. */
  done: (action: string, reply: ObligationCommandReply) => void;
}

/** Only what the reader may do to the obligation as it stands; each opens a small form in its place. */
export function ObligationCommands({ page, done }: ObligationCommandsProps) {
  const { obligations: texts } = useTexts();
  const queries = useQueryClient();
  const [open, setOpen] = useState<ObligationActionKey | null>(null);
  const [moved, setMoved] = useState(false);
  const shown = page.may.filter(({ action, allowed }) => allowed && hasMatter(action, page.obligation));

  const succeed = (action: ObligationActionKey) => async (reply: ObligationCommandReply) => {
    setOpen(null);
    setMoved(false);
    done(texts.actions[action], reply);
    await queries.invalidateQueries();
  };
  const fail = async (error: unknown) => {
    if (!(error instanceof Refusal) || error.status !== 409) return;
    setMoved(true);
    await queries.invalidateQueries({ queryKey: ['obligation', page.obligation.id] });
  };

  return (
    <section className="sheet" aria-labelledby="commands">
      <h2 id="commands">{texts.commands}</h2>
      {moved && <Said tone="warn">{texts.moved}</Said>}
      {shown.length === 0 && <p className="muted">{texts.noCommands}</p>}
      <ul className="commands">
        {shown.map(({ action, path }) => (
          <li key={action} className={open === action ? 'command-open' : undefined}>
            <button
              type="button"
              className={leading.has(action) ? 'command command-leading' : 'command'}
              aria-expanded={open === action}
              onClick={() => setOpen(open === action ? null : action)}
            >
              {texts.actions[action]}
            </button>
            {open === action && (
              <ObligationForm
                owed={page.obligation}
                action={action}
                path={path}
                done={succeed(action)}
                failed={fail}
                cancel={() => setOpen(null)}
              />
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Some commands need something to be about: an extension that was asked for, an escalation that went out. */
function hasMatter(action: ObligationActionKey, owed: ObligationPage['obligation']): boolean {
  if (action === 'decideExtension') return owed.extension !== null;
  if (action === 'requestExtension') return owed.extension === null;
  if (action === 'acknowledge') return owed.unacknowledged.length > 0;
  return true;
}
