import type { ObligationCommand } from '../domain/decide-obligation.ts';
import type { Obligation } from '../domain/obligation.ts';
import type { Receipt } from '../domain/receipt.ts';
import { executeObligation } from '../commands/execute-obligation.ts';
import { Refusal } from './errors.ts';
import type { Parts } from './parts.ts';
import { readObligation, type OwedRow } from './queries/obligation.ts';
import type { Viewing } from './views/ledger-row.ts';

export interface GivenObligation {
  row: OwedRow;
  /** The obligation as the command left it; a repeat gives the first answer's. */
  obligation: Obligation;
  receipt: Receipt;
}

/**
 * Gives a command to an obligation the actor can see.
 * @throws Refusal with the code of the rule that refuses; `executeObligation` has audited it
 */
export async function giveObligationCommand(
  parts: Pick<Parts, 'pool' | 'clock'>,
  viewing: Viewing,
  id: string,
  commandId: string,
  command: ObligationCommand,
): Promise<GivenObligation> {
  await readObligation(parts, viewing, id);
  const order = { id: commandId, subject: id, actor: viewing.actor, command };
  const answer = await executeObligation({ pool: parts.pool, now: () => parts.clock.now() }, order);
  if (answer.outcome === 'refused') throw new Refusal(answer.code, answer.details, true);
  if (answer.outcome === 'moved') throw new Refusal('revision_moved');
  return { row: await readObligation(parts, viewing, id), obligation: answer.obligation, receipt: answer.receipt };
}
