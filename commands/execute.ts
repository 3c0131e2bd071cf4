import type { Pool } from 'pg';
import { agenda, type AgendaEntry } from '../domain/agenda.ts';
import { visibleUnits, type Actor } from '../domain/actor.ts';
import type { Moment } from '../domain/calendar.ts';
import { decide, type ItemCommand } from '../domain/decide.ts';
import { DomainError, type ErrorCode } from '../domain/errors.ts';
import { clockState, type LedgerItem } from '../domain/ledger-item.ts';
import { mayNot } from '../domain/may-do.ts';
import { receipt, type Receipt } from '../domain/receipt.ts';
import { withActor } from '../platform/database.ts';
import { callRelay } from './call-relay.ts';
import { readOrder, writeChange } from './change-rows.ts';
import { contentAfter, describe, type ItemContent } from './content.ts';
import { isTransient } from './postgres-errors.ts';
import { calendarOf, latestRules, rulesOf } from './rules.ts';

export interface ExecuteDeps {
  /** Connected as `duban_app` or `duban_engine`. */
  pool: Pool;
  /** Virtual now. */
  now: () => Moment;
}

/** One command for one item. `id` is made by whoever wants it, once: a repeat with the same id gets the first answer. */
export interface Order {
  id: string;
  subject: string;
  actor: Actor;
  command: ItemCommand;
  /** What the row says besides its life: only with `correct`, `planMeasures` and `handOver`. */
  content?: ItemContent;
  /** The state the giver decided on; when the row has moved on, the answer is `moved` and nothing is written. */
  expects?: { generation: number; revision: number };
}

export type Answer =
  | { outcome: 'done'; item: LedgerItem; receipt: Receipt }
  | { outcome: 'refused'; code: ErrorCode; details: Record<string, string | number> }
  | { outcome: 'moved'; item: LedgerItem };

const attempts = 40;

/**
 * The one way to change an item: read, `decide`, then state, audit, agenda, wake row and answer in one transaction.
 *
 * Two round trips, which commands of one moment share. The row is not locked while `decide` runs: the write names the revision it was decided on and is refused
 * by the database when that has moved, and the command is decided afresh (docs/decisions/004-compare-and-set.md).
 * A refusal is audited and kept as the command's answer; it changes nothing else.
 * @throws when the database cannot be reached or stays contended; the command may then be given again with the same id.
 */
export async function execute(deps: ExecuteDeps, order: Order): Promise<Answer> {
  for (let attempt = 1; ; attempt++) {
    const found = await readOrder(deps.pool, { actor: actorSetting(order.actor), subject: order.subject, id: order.id });
    if (found.command) return firstAnswer(found.command, order);
    if (!found.life || found.campaign === null) return { outcome: 'refused', code: 'not_found', details: {} };
    if (order.expects && isPast(found.life, order.expects)) return { outcome: 'moved', item: found.life };
    try {
      const answer = await decideAndWrite(deps, order, found.life, found.campaign);
      if (answer) return answer;
      if (attempt === attempts) throw new Error('the subject moves on too fast');
    } catch (error) {
      if (!isTransient(error) || attempt === attempts) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, Math.min(2 ** Math.min(attempt, 5), 30) * (0.5 + Math.random())));
  }
}

/** Null when the subject has moved on meanwhile. */
async function decideAndWrite(deps: ExecuteDeps, order: Order, item: LedgerItem, campaign: string): Promise<Answer | null> {
  const now = deps.now();
  const { command, actor } = order;
  try {
    const before = await rulesOf(deps.pool, campaign, item.difficulty, item.rulesVersion);
    const rules = command.action === 'reclassify' ? await latestRules(deps.pool, campaign, command.difficulty) : before;
    const calendar = calendarOf(rules);
    const refusal = mayNot(actor, command.action, item);
    if (!refusal) await checkReferences(deps.pool, order, campaign, item);
    const next = decide(item, command, actor, { now, calendar, rules });
    const keepsArm = next.armRevision === item.armRevision;
    const planned = agenda(clockState(next), rules.ladder, calendar);
    const keepsAgenda = keepsArm && sameForTheClock(item, next);
    const replaced = keepsAgenda ? planned : agenda(clockState(item), before.ladder, calendarOf(before));
    const told: Receipt = receipt(replaced, planned, now, keepsArm);
    const isPersons = actor.role !== 'engine';
    const written = await writeChange(deps.pool, {
      as: actorSetting(actor),
      ...auditOf(order, campaign, item.county, now),
      result: 'done',
      detail: { ...describe(command), revision: next.revision },
      expected: item.revision,
      generation: item.generation,
      life: next,
      content: contentAfter(command, order.content, next),
      agenda: keepsAgenda ? null : agendaRows(planned),
      wake: isPersons,
      receipt: told,
    });
    if (!written) return null;
    if (isPersons) callRelay(deps.pool);
    return { outcome: 'done', item: next, receipt: told };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const answer: Answer = { outcome: 'refused', code: error.code, details: error.details };
    const refusal = { ...auditOf(order, campaign, item.county, now), result: `refused:${error.code}`, detail: describe(command), answer };
    await deps.pool.query({ name: 'refuse', text: 'SELECT duban_refuse($1, $2)', values: [actorSetting(actor), refusal] });
    return answer;
  }
}

/** A command id belongs to one person's one command: used again for another subject or by another it is refused, so that no answer leaks. */
function firstAnswer(command: { subject: string; actor: string; answer: Answer }, order: Order): Answer {
  return command.subject === order.subject && command.actor === order.actor.id
    ? command.answer
    : { outcome: 'refused', code: 'command_reused', details: {} };
}

/** Units and people that a command names must exist; rules see only keys. */
async function checkReferences(pool: Pool, { command, actor }: Order, campaign: string, item: LedgerItem): Promise<void> {
  const county = command.action === 'transfer' ? command.county : item.county;
  if (
    command.action === 'transfer' &&
    !(await exists(pool, actor, 'SELECT 1 FROM unit WHERE campaign = $1 AND key = $2', [campaign, county]))
  ) {
    throw new DomainError('unit_unknown');
  }
  const person = 'responsible' in command ? (command.responsible ?? undefined) : undefined;
  const known = 'SELECT 1 FROM person WHERE campaign = $1 AND unit = $2 AND id::text = $3 AND active';
  if (person !== undefined && !(await exists(pool, actor, known, [campaign, county, person]))) throw new DomainError('person_unknown');
}

async function exists(pool: Pool, actor: Actor, text: string, values: string[]): Promise<boolean> {
  const { rowCount } = await withActor(pool, actorSetting(actor), (client) => client.query(text, values));
  return rowCount === 1;
}

function auditOf(order: Order, campaign: string, unit: string, at: Moment) {
  const { id, subject, actor, command } = order;
  return { id, campaign, unit, subject, at, actor: actor.id, role: actor.role, action: command.action };
}

function isPast(item: LedgerItem, expects: { generation: number; revision: number }): boolean {
  return item.generation !== expects.generation || item.revision !== expects.revision;
}

/** Whether a change leaves the agenda as it was, so that it need not be written again. */
function sameForTheClock(before: LedgerItem, after: LedgerItem): boolean {
  const blind = { generation: 0, revision: 0 };
  return JSON.stringify({ ...clockState(before), ...blind }) === JSON.stringify({ ...clockState(after), ...blind });
}

/** The agenda as the write functions take it. */
export function agendaRows(entries: AgendaEntry[]): object[] {
  return entries.map(({ to, ...entry }) => ({ ...entry, roles: to }));
}

/** The transaction's actor as row-level security reads it. */
export function actorSetting(actor: Actor): string {
  const units = visibleUnits(actor);
  return JSON.stringify({ id: actor.id, role: actor.role, units: units === 'all' ? '*' : units });
}
