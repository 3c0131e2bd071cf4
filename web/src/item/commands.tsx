import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ItemActionKey } from '../../../server/contract/common.ts';
import type { ItemCommandReply } from '../../../server/contract/item-commands.ts';
import type { LedgerItemPage } from '../../../server/contract/ledger-items.ts';
import { Refusal } from '../api/request.ts';
import { Said } from '../parts/states.tsx';
import { useTexts } from '../texts/language.tsx';
import { CommandForm } from './command-form.tsx';
import { CorrectionForm } from './correction-form.tsx';
import { leading } from './fields.ts';

interface CommandsProps {
  page: LedgerItemPage;
  /** Told the command's name and its answer. */
  done: (action: string, reply: ItemCommandReply) => void;
}

/** Only what the reader may do to the item as it stands; each opens a small form in its place. */
export function Commands({ page, done }: CommandsProps) {
  const texts = useTexts();
  const queries = useQueryClient();
  const [open, setOpen] = useState<ItemActionKey | null>(null);
  const [moved, setMoved] = useState(false);
  const possible = page.may.filter(({ action, allowed }) => allowed && hasMatter(action, page.item));
  const shown = [...possible.filter(({ action }) => leading.has(action)), ...possible.filter(({ action }) => !leading.has(action))];

  const succeed = (action: ItemActionKey) => async (reply: ItemCommandReply) => {
    setOpen(null);
    setMoved(false);
    done(texts.actions[action], reply);
    await queries.invalidateQueries();
  };
  const fail = async (error: unknown) => {
    if (!(error instanceof Refusal) || error.status !== 409) return;
    setMoved(true);
    await queries.invalidateQueries({ queryKey: ['item', page.item.id] });
  };

  return (
    <section className="sheet" aria-labelledby="commands">
      <h2 id="commands">{texts.item.commands}</h2>
      {moved && <Said tone="warn">{texts.item.moved}</Said>}
      {shown.length === 0 && <p className="muted">{texts.item.noCommands}</p>}
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
            {open === action &&
              (action === 'correct' ? (
                <CorrectionForm item={page.item} path={path} done={succeed(action)} failed={fail} cancel={() => setOpen(null)} />
              ) : (
                <CommandForm page={page} action={action} path={path} done={succeed(action)} failed={fail} cancel={() => setOpen(null)} />
              ))}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Some commands need something to be about: an extension that was asked for, an escalation that went out. */
function hasMatter(action: ItemActionKey, item: LedgerItemPage['item']): boolean {
  if (action === 'decideExtension') return item.extension !== null;
  if (action === 'requestExtension') return item.extension === null;
  if (action === 'acknowledge') return item.unacknowledged.length > 0;
  return true;
}
