import { useQueryClient, type QueryKey } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { Refusal } from '../api/request.ts';
import { Said } from '../parts/states.tsx';
import { useTexts } from '../texts/language.tsx';

/** A command whose form is open, and what to tell when it was given or given up. */
export interface OpenCommand<Action extends string, Reply> {
  action: Action;
  path: string;
  done: (reply: Reply) => Promise<void>;
  failed: (error: unknown) => Promise<void>;
  cancel: () => void;
}

interface CommandsProps<Action extends string, Reply> {
  may: { action: Action; path: string; allowed: boolean }[];
  about: { extension: object | null; unacknowledged: string[] };
  /** Shown first and filled: what usually comes next. The others wait behind them. */
  leading: ReadonlySet<Action>;
  words: { actions: Record<Action, string>; moved: string };
  /** The query of the page, read again where somebody else was quicker. */
  page: QueryKey;
  form: (open: OpenCommand<Action, Reply>) => ReactNode;
  /** Told the command's name and its answer. */
  done: (action: string, reply: Reply) => void;
}

/** Only what the reader may do to an item or obligation as it stands; each opens a small form in its place. */
export function Commands<Action extends string, Reply>({ may, about, leading, words, page, form, done }: CommandsProps<Action, Reply>) {
  const { item: texts } = useTexts();
  const queries = useQueryClient();
  const [open, setOpen] = useState<Action | null>(null);
  const [moved, setMoved] = useState(false);
  const possible = may.filter(({ action, allowed }) => allowed && hasMatter(action, about));
  const shown = [...possible.filter(({ action }) => leading.has(action)), ...possible.filter(({ action }) => !leading.has(action))];

  const succeed = (action: Action) => async (reply: Reply) => {
    setOpen(null);
    setMoved(false);
    done(words.actions[action], reply);
    await queries.invalidateQueries();
  };
  const fail = async (error: unknown) => {
    if (!(error instanceof Refusal) || error.status !== 409) return;
    setMoved(true);
    await queries.invalidateQueries({ queryKey: page });
  };

  return (
    <section className="sheet" aria-labelledby="commands">
      <h2 id="commands">{texts.commands}</h2>
      {moved && <Said tone="warn">{words.moved}</Said>}
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
              {words.actions[action]}
            </button>
            {open === action && form({ action, path, done: succeed(action), failed: fail, cancel: () => setOpen(null) })}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Some commands need something to be about: an extension that was asked for, an escalation that went out. */
function hasMatter(action: string, about: CommandsProps<string, unknown>['about']): boolean {
  if (action === 'decideExtension') return about.extension !== null;
  if (action === 'requestExtension') return about.extension === null;
  if (action === 'acknowledge') return about.unacknowledged.length > 0;
  return true;
}
