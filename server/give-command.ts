import type { ItemCommand } from '../domain/decide.ts';
import type { LedgerItem } from '../domain/ledger-item.ts';
import { identityOf } from '../domain/ledger-identity.ts';
import type { Receipt } from '../domain/receipt.ts';
import type { ItemContent } from '../commands/content.ts';
import { execute } from '../commands/execute.ts';
import { Refusal } from './errors.ts';
import type { Parts } from './parts.ts';
import { readItem } from './queries/item.ts';
import type { ItemRow } from './queries/rows.ts';
import type { Viewing } from './views/ledger-row.ts';

export interface Given {
  row: ItemRow;
  /** The item as the command left it; a repeat gives the first answer's. */
  item: LedgerItem;
  receipt: Receipt;
}

/**
 * Gives a command to an item the actor can see.
 * @throws Refusal with the code of the rule that refuses; `execute` has audited it
 */
export async function giveCommand(
  parts: Pick<Parts, 'pool' | 'clock'>,
  viewing: Viewing,
  id: string,
  commandId: string,
  command: ItemCommand,
): Promise<Given> {
  const before = await readItem(parts, viewing, id);
  const content = command.action === 'correct' ? corrected(before, command.content) : undefined;
  const order = {
    id: commandId,
    subject: id,
    actor: viewing.actor,
    command: withoutPhone(command),
    ...(content === undefined ? {} : { content }),
  };
  const answer = await execute({ pool: parts.pool, now: () => parts.clock.now() }, order);
  if (answer.outcome === 'refused') throw new Refusal(answer.code, answer.details, true);
  if (answer.outcome === 'moved') throw new Refusal('revision_moved');
  return { row: await readItem(parts, viewing, id), item: answer.item, receipt: answer.receipt };
}

/** What a correction writes: what it names, and what the item is recognised by when that changes. */
function corrected(row: ItemRow, content: Record<string, string | number | null>): ItemContent {
  const given = content as ItemContent;
  if (given.institution === undefined && given.problem === undefined) return given;
  const institution = given.institution === undefined ? row.institution : given.institution;
  return { ...given, identity: identityOf({ county: row.life.county, institution, problem: given.problem ?? row.problem }) };
}

/** The audit trail names that a telephone number was corrected, not the number. */
function withoutPhone(command: ItemCommand): ItemCommand {
  if (command.action !== 'correct' || !('phone' in command.content)) return command;
  return { ...command, content: { ...command.content, phone: '****' } };
}
