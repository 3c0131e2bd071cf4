import type { Pool } from 'pg';
import { visibleUnits, type Actor } from '../domain/actor.ts';
import type { Moment } from '../domain/calendar.ts';
import { DomainError } from '../domain/errors.ts';
import { callRelay } from './call-relay.ts';
import { agendaRows, readOrder, writeChange, type Answered } from './change-rows.ts';
import { describe } from './content.ts';
import { decideOn } from './decision.ts';
import { items } from './kinds.ts';
import { isTransient } from './postgres-errors.ts';
import type { AnswerOf, KindName, Life, OrderFor, Refused, SubjectKind } from './subject-kind.ts';

export interface ExecuteDeps {
  /** Connected as `duban_app` or `duban_engine`. */
  pool: Pool;
  /** Virtual now. */
  now: () => Moment;
}

export type Order = OrderFor<'item'>;
export type Answer = AnswerOf<'item'>;

/** The one way to change an item; see `carryOut`. */
export function execute(deps: ExecuteDeps, order: Order): Promise<Answer> {
  return carryOut(items, deps, order);
}

const attempts = 40;

/**
 * The one way to change a subject of any kind: read, decide, then state, audit, agenda, wake row and answer in one transaction.
 *
 * Two round trips, which commands of one moment share. The row is not locked while the command is decided: the write names the revision it was decided on and is refused
 * by the database when that has moved, and the command is decided afresh (docs/decisions/004-compare-and-set.md).
 * A refusal is audited and kept as the command's answer; it changes nothing else.
 * @throws when the database cannot be reached or stays contended; the command may then be given again with the same id.
 */
export async function carryOut<K extends KindName>(kind: SubjectKind<K>, deps: ExecuteDeps, order: OrderFor<K>): Promise<AnswerOf<K>> {
  const as = actorSetting(order.actor);
  for (let attempt = 1; ; attempt++) {
    const found = await readOrder(deps.pool, kind, { actor: as, subject: order.subject, id: order.id });
    if (found.command) return firstAnswer(found.command, order);
    if (!found.life || found.campaign === null) return { outcome: 'refused', code: 'not_found', details: {} };
    if (isPast(found.life, order.expects)) return { outcome: 'moved', ...kind.named(found.life) };
    try {
      const answer = await decideAndWrite(kind, deps, order, { life: found.life, campaign: found.campaign, as });
      if (answer) return answer;
      if (attempt === attempts) throw new Error('the subject moves on too fast');
    } catch (error) {
      if (!isTransient(error) || attempt === attempts) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, Math.min(2 ** Math.min(attempt, 5), 30) * (0.5 + Math.random())));
  }
}

/** Null when the subject has moved on meanwhile. */
async function decideAndWrite<K extends KindName>(
  kind: SubjectKind<K>,
  { pool, now: virtualNow }: ExecuteDeps,
  order: OrderFor<K>,
  found: { life: Life<K>; campaign: string; as: string },
): Promise<AnswerOf<K> | null> {
  const now = virtualNow();
  const { life, campaign, as } = found;
  const { id, subject, actor, command } = order;
  const entry = { id, campaign, unit: kind.unit(life), subject, at: now, actor: actor.id, role: actor.role, action: command.action };
  try {
    const { next, agenda, receipt } = await decideOn(kind, pool, order, found, now);
    const isPersons = actor.role !== 'engine';
    const written = await writeChange(pool, kind, {
      as,
      ...entry,
      result: 'done',
      detail: { ...describe(command), revision: next.revision },
      expected: life.revision,
      generation: life.generation,
      life: next,
      content: kind.content(command, order.content, next),
      agenda: agenda && agendaRows(agenda),
      wake: isPersons,
      receipt,
    });
    if (!written) return null;
    if (isPersons) callRelay(pool);
    return { outcome: 'done', ...kind.named(next), receipt };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const answer: Refused = { outcome: 'refused', code: error.code, details: error.details };
    const refusal = { ...entry, result: `refused:${error.code}`, detail: describe(command), answer };
    await pool.query({ name: 'refuse', text: 'SELECT duban_refuse($1, $2)', values: [as, refusal] });
    return answer;
  }
}

/** A command id belongs to one person's one command: used again for another subject or by another it is refused, so that no answer leaks. */
function firstAnswer<K extends KindName>({ subject, actor, answer }: Answered<K>, order: OrderFor<K>): AnswerOf<K> {
  return subject === order.subject && actor === order.actor.id ? answer : { outcome: 'refused', code: 'command_reused', details: {} };
}

interface Version {
  generation: number;
  revision: number;
}

function isPast(life: Version, expects: Version | undefined): boolean {
  return expects !== undefined && (life.generation !== expects.generation || life.revision !== expects.revision);
}

/** The transaction's actor as row-level security reads it. */
export function actorSetting(actor: Actor): string {
  const units = visibleUnits(actor);
  return JSON.stringify({ id: actor.id, role: actor.role, units: units === 'all' ? '*' : units });
}
