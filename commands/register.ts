import { randomUUID } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import { agenda } from '../domain/agenda.ts';
import type { Moment } from '../domain/calendar.ts';
import { decide } from '../domain/decide.ts';
import { identityOf } from '../domain/ledger-identity.ts';
import { clockState, register, type LedgerItem } from '../domain/ledger-item.ts';
import type { Rules } from '../domain/subject.ts';
import { engine } from './actors.ts';
import { actorSetting, agendaRows } from './execute.ts';
import type { DeclaredItem } from '../domain/declared-item.ts';
import type { ImportOptions } from './declared-ledger.ts';
import type { Matched } from './import-match.ts';
import { calendarOf, latestRules } from './rules.ts';

/** Rows of one statement: large enough for speed, small enough for the server's memory. */
const chunk = 5_000;

interface Intake extends ImportOptions {
  unit: string;
  batch: string;
  at: Moment;
  /** Ids of the unit's people whose name only one of them bears. */
  people: Map<string, string>;
}

/** Enters new rows set-based, within the caller's transaction: item, agenda, audit and wake row each. Open rows are assigned; rows declared done are closed, unverified. */
export async function registerItems(
  client: PoolClient,
  fresh: Matched['fresh'],
  rules: Map<string, Rules>,
  intake: Intake,
): Promise<{ entered: number; open: number; declared: number; unmatchedPeople: number }> {
  if (fresh.length === 0) return { entered: 0, open: 0, declared: 0, unmatchedPeople: 0 };
  const agendas = new Map<string, { key: string; rows: object[] }>();
  const items = fresh.map(({ row, recurrenceOf }, position) => {
    const responsible = (row.responsible === null ? undefined : intake.people.get(row.responsible)) ?? null;
    const life = enter(row, responsible, rules, intake);
    return {
      position,
      life,
      agenda: life.declared ? null : sharedAgenda(agendas, life, rules),
      ...content(row, intake, recurrenceOf),
      id: life.id,
    };
  });
  const shared = Object.fromEntries([...agendas.values()].map(({ key, rows }) => [key, rows]));
  const { campaign, actor, at } = intake;
  for (let start = 0; start < items.length; start += chunk) {
    const payload = JSON.stringify({
      campaign,
      actor: actor.id,
      role: actor.role,
      at,
      items: items.slice(start, start + chunk),
      agendas: shared,
    });
    await client.query('SELECT duban_register_items($1, $2)', [actorSetting(actor), payload]);
  }
  const declared = items.filter((item) => item.life.declared).length;
  const unmatchedPeople = items.filter((item) => !item.life.declared && item.life.responsible === null).length;
  return { entered: items.length, open: items.length - declared, declared, unmatchedPeople };
}

function enter(row: DeclaredItem, responsible: string | null, rules: Map<string, Rules>, { unit, at }: Intake): LedgerItem {
  const own = rulesOf(rules, row.difficulty);
  const measured = (row.measure ?? '') !== '';
  // A system's number that this ledger does not know gives no right to a deadline that was moved.
  const due = row.systemNumber === null ? row.due : 'day' in own.due ? own.due.day : null;
  const item = { ...register({ id: randomUUID(), county: unit, difficulty: own.key, due, responsible }, own.version), measured };
  if (row.done) return { ...item, status: 'closed', declared: true, endedAt: at, revision: 1 };
  return decide(item, { action: 'assign' }, { ...engine, role: 'coordinator' }, { now: at, calendar: calendarOf(own), rules: own });
}

/** Items of one class, assigned at one moment with one deadline, have the same agenda: it travels to the database once. */
function sharedAgenda(agendas: Map<string, { key: string; rows: object[] }>, life: LedgerItem, rules: Map<string, Rules>): string {
  const name = `${life.difficulty}|${life.due ?? ''}`;
  let shared = agendas.get(name);
  if (!shared) {
    const own = rulesOf(rules, life.difficulty);
    shared = { key: `a${agendas.size}`, rows: agendaRows(agenda(clockState(life), own.ladder, calendarOf(own))) };
    agendas.set(name, shared);
  }
  return shared.key;
}

function content(row: DeclaredItem, { unit, batch }: Intake, recurrenceOf: string | null) {
  const doubts = [
    ...(row.institution === null ? ['institution_missing'] : []),
    ...(row.responsible === null ? ['responsible_missing'] : []),
  ];
  return {
    institution: row.institution,
    problem: row.problem,
    identity: identityOf({ county: unit, institution: row.institution, problem: row.problem }),
    people: row.people ?? 0,
    amountYuan: row.amountYuan ?? 0,
    responsibleName: row.responsible,
    measure: row.measure ?? '',
    dueText: row.dueText,
    contact: row.contact,
    phone: row.phone,
    source: 'screening',
    batch,
    recurrenceOf,
    doubts,
    detail: { batch, row: row.row, ...(row.sheet === undefined ? {} : { sheet: row.sheet }), declared: row.done },
  };
}

/** The newest rules of every class the rows name. */
export async function rulesByClass(pool: Pool, rows: DeclaredItem[], campaign: string): Promise<Map<string, Rules>> {
  const keys = new Set(rows.flatMap((row) => (row.difficulty === null ? [] : [row.difficulty])));
  const rules = new Map<string, Rules>();
  for (const key of keys) rules.set(key, await latestRules(pool, campaign, key));
  return rules;
}

function rulesOf(rules: Map<string, Rules>, key: string | null): Rules {
  const own = key === null ? undefined : rules.get(key);
  if (!own) throw new Error('a row without a class passed the check of its ledger');
  return own;
}
