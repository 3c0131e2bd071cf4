import { engine } from '../commands/actors.ts';
import { execute, type Answer, type ExecuteDeps } from '../commands/execute.ts';
import { executeObligation, type ObligationAnswer } from '../commands/execute-obligation.ts';
import { rulesOf } from '../commands/rules.ts';
import { clockState, type LedgerItem } from '../domain/ledger-item.ts';
import { obligationClock, obligationRulesKey, type Obligation } from '../domain/obligation.ts';
import type { Rules } from '../domain/subject.ts';
import type { TimedAnswer, TimedOrder } from './types.ts';

/** Gives a command of time's: as the engine, not before the workflow's own moment. */
export async function executeTimed(deps: ExecuteDeps, order: TimedOrder): Promise<TimedAnswer> {
  const { id, campaign, subject, command, expects } = order;
  const now = () => Math.max(deps.now(), order.at);
  const answer = await execute({ pool: deps.pool, now }, { id, subject, actor: engine, command, expects });
  return answerFor(order, answer, (item) => rulesOf(deps.pool, campaign, item.difficulty, item.rulesVersion));
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
  const { id, campaign, subject, command, expects } = order;
  const now = () => Math.max(deps.now(), order.at);
  const answer = await executeObligation({ pool: deps.pool, now }, { id, subject, actor: engine, command, expects });
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
