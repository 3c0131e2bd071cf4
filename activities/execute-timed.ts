import { createHash } from 'node:crypto';
import { engine } from '../commands/actors.ts';
import { carryOut, type ExecuteDeps } from '../commands/execute.ts';
import { items, obligations } from '../commands/kinds.ts';
import { rulesOf } from '../commands/rules.ts';
import type { AnswerOf, KindName, Life, SubjectKind } from '../commands/subject-kind.ts';
import type { Moment } from '../domain/calendar.ts';
import type { Rules } from '../domain/subject.ts';
import type { TimedAnswer, TimedOrder } from './types.ts';

/** Gives a command of time's to an item. */
export function executeTimed(deps: ExecuteDeps, order: TimedOrder): Promise<TimedAnswer> {
  return giveTimed(items, deps, order);
}

/** The same to an obligation. */
export function executeTimedObligation(deps: ExecuteDeps, order: TimedOrder): Promise<TimedAnswer> {
  return giveTimed(obligations, deps, order);
}

/**
 * As the engine, not before the workflow's own moment. The audit trail says when it was done (virtual now), and beside it the moment it stood
 * for: after an outage or a moved clock the two differ.
 */
async function giveTimed<K extends KindName>(
  kind: SubjectKind<K>,
  { pool, now: virtualNow }: ExecuteDeps,
  order: TimedOrder,
): Promise<TimedAnswer> {
  const { campaign, subject, expects } = order;
  const now = () => Math.max(virtualNow(), order.at);
  const answer = await carryOut(kind, { pool, now }, { id: commandId(order), subject, actor: engine, command: withMoment(order), expects });
  return answerFor(kind, order, answer, (life) => rulesOf(pool, campaign, kind.rulesKey(life), life.rulesVersion));
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
export async function answerFor<K extends KindName>(
  kind: SubjectKind<K>,
  { rules: held }: Pick<TimedOrder, 'rules'>,
  answer: AnswerOf<K>,
  rulesFor: (life: Life<K>) => Promise<Rules>,
): Promise<TimedAnswer> {
  if (answer.outcome === 'refused') return { outcome: 'refused', code: answer.code };
  const life = answer[kind.name];
  const same = kind.rulesKey(life) === held.key && life.rulesVersion === held.version;
  return { outcome: answer.outcome, state: kind.clock(life), ...(same ? {} : { rules: await rulesFor(life) }) };
}
