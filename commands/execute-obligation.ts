import type { Pool } from 'pg';
import { agenda } from '../domain/agenda.ts';
import type { Actor } from '../domain/actor.ts';
import { decideObligation, type ObligationCommand } from '../domain/decide-obligation.ts';
import { DomainError, type ErrorCode } from '../domain/errors.ts';
import { mayNotOblige } from '../domain/may-do-obligation.ts';
import { obligationClock, obligationRulesKey, type Obligation } from '../domain/obligation.ts';
import { receipt, type Receipt } from '../domain/receipt.ts';
import { withActor } from '../platform/database.ts';
import { callRelay } from './call-relay.ts';
import { actorSetting, agendaRows, type ExecuteDeps } from './execute.ts';
import { isTransient } from './postgres-errors.ts';
import { calendarOf, rulesOf } from './rules.ts';

/** One command for one obligation; see `Order` of a ledger item. */
export interface ObligationOrder {
  id: string;
  subject: string;
  actor: Actor;
  command: ObligationCommand;
  /** The state the giver decided on; when the row has moved on, the answer is `moved` and nothing is written. */
  expects?: { generation: number; revision: number };
}

export type ObligationAnswer =
  | { outcome: 'done'; obligation: Obligation; receipt: Receipt }
  | { outcome: 'refused'; code: ErrorCode; details: Record<string, string | number> }
  | { outcome: 'moved'; obligation: Obligation };

const attempts = 40;

/**
 * The one way to change an obligation, as `execute` is of a ledger item: read, `decideObligation`, then state, audit, agenda, wake row
 * and answer in one transaction that names the revision it was decided on (docs/decisions/004-compare-and-set.md).
 * @throws when the database cannot be reached or stays contended; the command may then be given again with the same id.
 */
export async function executeObligation(deps: ExecuteDeps, order: ObligationOrder): Promise<ObligationAnswer> {
  for (let attempt = 1; ; attempt++) {
    const { life, campaign, command } = await read(deps.pool, order);
    if (command) {
      const own = command.subject === order.subject && command.actor === order.actor.id;
      return own ? command.answer : { outcome: 'refused', code: 'command_reused', details: {} };
    }
    if (!life || campaign === null) return { outcome: 'refused', code: 'not_found', details: {} };
    const { expects } = order;
    if (expects && (life.generation !== expects.generation || life.revision !== expects.revision))
      return { outcome: 'moved', obligation: life };
    try {
      return await decideAndWrite(deps, order, life, campaign);
    } catch (error) {
      if (!isTransient(error) || attempt === attempts) throw error;
      await new Promise((resolve) => setTimeout(resolve, Math.min(2 ** Math.min(attempt, 5), 30) * (0.5 + Math.random())));
    }
  }
}

async function decideAndWrite(
  deps: ExecuteDeps,
  order: ObligationOrder,
  obligation: Obligation,
  campaign: string,
): Promise<ObligationAnswer> {
  const now = deps.now();
  const { id, subject, command, actor } = order;
  const { action, ...detail } = command;
  const entry = { id, campaign, unit: obligation.unit, subject, at: now, actor: actor.id, role: actor.role, action };
  try {
    const rules = await rulesOf(deps.pool, campaign, obligationRulesKey(obligation.key), obligation.rulesVersion);
    const calendar = calendarOf(rules);
    if (!mayNotOblige(actor, action, obligation)) await checkPerson(deps.pool, order, campaign, obligation.unit);
    const next = decideObligation(obligation, command, actor, { now, calendar, rules });
    const planned = agenda(obligationClock(next), rules.ladder, calendar);
    const replaced = agenda(obligationClock(obligation), rules.ladder, calendar);
    const keepsArm = next.armRevision === obligation.armRevision;
    const answer: ObligationAnswer = { outcome: 'done', obligation: next, receipt: receipt(replaced, planned, now, keepsArm) };
    const keepsAgenda = keepsArm && JSON.stringify(planned) === JSON.stringify(replaced);
    const wake = actor.role !== 'engine';
    const change = {
      ...entry,
      result: 'done',
      detail: { ...detail, revision: next.revision },
      expected: obligation.revision,
      generation: obligation.generation,
      life: next,
      agenda: keepsAgenda ? null : agendaRows(planned),
      wake,
      answer,
    };
    const values = [actorSetting(actor), JSON.stringify(change)];
    await deps.pool.query({ name: 'change-obligation', text: 'SELECT duban_change_obligation($1, $2)', values });
    if (wake) callRelay(deps.pool);
    return answer;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const answer: ObligationAnswer = { outcome: 'refused', code: error.code, details: error.details };
    const refusal = { ...entry, result: `refused:${error.code}`, detail, answer };
    await deps.pool.query({ name: 'refuse', text: 'SELECT duban_refuse($1, $2)', values: [actorSetting(actor), refusal] });
    return answer;
  }
}

interface Found {
  life: Obligation | null;
  campaign: string | null;
  command: { subject: string; actor: string; answer: ObligationAnswer } | null;
}

async function read(pool: Pool, order: ObligationOrder): Promise<Found> {
  const { rows } = await pool.query<{ found: Found }>({
    name: 'read-obligation',
    text: 'SELECT duban_read_obligation($1, $2, $3) AS found',
    values: [actorSetting(order.actor), order.subject, order.id],
  });
  return rows[0]?.found ?? { life: null, campaign: null, command: null };
}

/** Whoever is charged with an obligation is of the unit that owes it; rules see only keys. */
async function checkPerson(pool: Pool, { command, actor }: ObligationOrder, campaign: string, unit: string): Promise<void> {
  if (command.action !== 'handOver' || command.responsible === null) return;
  const text = 'SELECT 1 FROM person WHERE campaign = $1 AND unit = $2 AND id::text = $3 AND active';
  const values = [campaign, unit, command.responsible];
  const { rowCount } = await withActor(pool, actorSetting(actor), (client) => client.query(text, values));
  if (rowCount !== 1) throw new DomainError('person_unknown');
}
