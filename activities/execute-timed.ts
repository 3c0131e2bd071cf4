import { createHash } from 'node:crypto';
import { engine } from '../commands/actors.ts';
import { execute, type Answer, type ExecuteDeps } from '../commands/execute.ts';
import { executeObligation, type ObligationAnswer } from '../commands/execute-obligation.ts';
import { rulesOf } from '../commands/rules.ts';
import type { Moment } from '../domain/calendar.ts';
import { clockState, type LedgerItem } from '../domain/ledger-item.ts';
import { obligationClock, obligationRulesKey, type Obligation } from '../domain/obligation.ts';
import type { Rules } from '../domain/subject.ts';
import type { TimedAnswer, TimedOrder } from './types.ts';

/**
 * Gives a command of time's: as the engine, not before the workflow's own moment. The audit trail says when it was done (virtual now),
 * and beside it the moment it stood for: after an outage or a moved clock the two differ.
 */
export async function executeTimed(deps: ExecuteDeps, order: TimedOrder): Promise<TimedAnswer> {
  const { campaign, subject, expects } = order;
  const now = () => Math.max(deps.now(), order.at);
  const answer = await execute(
    { pool: deps.pool, now },
    { id: commandId(order), subject, actor: engine, command: withMoment(order), expects },
  );
  return answerFor(order, answer, (item) => rulesOf(deps.pool, campaign, item.difficulty, item.rulesVersion));
}

function withMoment({ command, moment }: TimedOrder): TimedOrder['command'] & { moment?: Moment } {
  return moment === undefined ? command : { ...command, moment };
}

/**
 * The workflow's id for the command, bound to the command and the state it was decided on: a workflow that was put back to an earlier time with
 * Temporal's file makes the same ids again, and would take the first answer of another command for this one's.
 */
export function commandId({ id, subject, command, expects }: Pick<TimedOrder, 'id' | 'subject' | 'command' | 'expects'>): string {
  const named = [id, subject, command.action, 'rung' in command ? command.rung : '', expects.generation, expects.revision].join(' ');
  const hex = createHash('sha256').update(named).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** What of an answer the workflow is told: the clock's part, and the rules only when it does not have them. */
export async function answerFor(
  { rules: held }: Pick<TimedOrder, 'rules'>,
  answer: Answer,
  rulesFor: (item: LedgerItem) => Promise<Rules>,
): Promise<TimedAnswer> {
  if (answer.outcome === 'refused') return { outcome: 'refused', code: answer.code };
  const { outcome, item } = answer;
  const same = item.difficulty === held.key && item.rulesVersion === held.version;
  return { outcome, state: clockState(item), ...(same ? {} : { rules: await rulesFor(item) }) };
}

/** The same for an obligation. */
export async function executeTimedObligation(deps: ExecuteDeps, order: TimedOrder): Promise<TimedAnswer> {
  const { campaign, subject, expects } = order;
  const now = () => Math.max(deps.now(), order.at);
  const answer = await executeObligation(
    { pool: deps.pool, now },
    { id: commandId(order), subject, actor: engine, command: withMoment(order), expects },
  );
  return answerForObligation(order, answer, ({ key, rulesVersion }) => rulesOf(deps.pool, campaign, obligationRulesKey(key), rulesVersion));
}

export async function answerForObligation(
  { rules: held }: Pick<TimedOrder, 'rules'>,
  answer: ObligationAnswer,
  rulesFor: (obligation: Obligation) => Promise<Rules>,
): Promise<TimedAnswer> {
  if (answer.outcome === 'refused') return { outcome: 'refused', code: answer.code };
  const { outcome, obligation } = answer;
  const same = obligation.rulesVersion === held.version;
  return { outcome, state: obligationClock(obligation), ...(same ? {} : { rules: await rulesFor(obligation) }) };
}
