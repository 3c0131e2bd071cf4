import type { PoolClient } from 'pg';
import { agenda } from '../domain/agenda.ts';
import type { Moment } from '../domain/calendar.ts';
import { decide } from '../domain/decide.ts';
import { clockState, register, type LedgerItem } from '../domain/ledger-item.ts';
import type { Rules } from '../domain/subject.ts';
import { engine } from './actors.ts';
import { agendaRows } from './change-rows.ts';
import { actorSetting } from './execute.ts';
import type { DeclaredItem } from '../domain/declared-item.ts';
import type { ImportOptions } from './declared-ledger.ts';
import type { Fresh } from './import-match.ts';
import { orderedId } from './ordered-id.ts';
import { calendarOf, newestRules } from './rules.ts';

/** Rows of one statement: the database enters these while the next are prepared. */
const chunk = 64;

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
  fresh: Fresh[],
  rules: Map<string, Rules>,
  intake: Intake,
): Promise<{ entered: number; open: number; declared: number; unmatchedPeople: number }> {
  if (fresh.length === 0) return { entered: 0, open: 0, declared: 0, unmatchedPeople: 0 };
  const kinds = new Map<string, Kind>();
  const counts = { entered: fresh.length, open: 0, declared: 0, unmatchedPeople: 0 };
  let entering: Promise<unknown> = Promise.resolve();
  for (let start = 0; start < fresh.length; start += chunk) {
    const items = fresh.slice(start, start + chunk).map((one) => {
      const kind = kindOf(kinds, one.row, rules, intake);
      counts[kind.life.declared ? 'declared' : 'open']++;
      if (!kind.life.declared && kind.life.responsible === null) counts.unmatchedPeople++;
      return rowOf(one, kind.key);
    });
    const payload = payloadOf(items, kinds, intake);
    await entering;
    entering = client.query({
      name: 'register-items',
      text: 'SELECT duban_register_items($1, $2)',
      values: [actorSetting(intake.actor), payload],
    });
    // Its failure is met at the next turn, or at the end.
    entering.catch(() => undefined);
  }
  await entering;
  return counts;
}

function payloadOf(items: Row[], kinds: Map<string, Kind>, { campaign, actor, at, batch }: Intake): string {
  const described = Object.fromEntries([...kinds.values()].map(({ key, life, agenda }) => [key, { life, agenda }]));
  const columns = Object.fromEntries(columnNames.map((name) => [name, items.map((item) => item[name])]));
  return JSON.stringify({ campaign, actor: actor.id, role: actor.role, at, batch, source: 'screening', kinds: described, columns });
}

/** Items of one class, entered at one moment with one deadline and one person, have the same life but for their ids, and the same agenda: both are reckoned once and travel to the database once. */
interface Kind {
  key: string;
  life: LedgerItem;
  agenda: object[] | null;
}

function kindOf(kinds: Map<string, Kind>, row: DeclaredItem, rules: Map<string, Rules>, intake: Intake): Kind {
  const responsible = (row.responsible === null ? undefined : intake.people.get(row.responsible)) ?? null;
  const measured = (row.measure ?? '') !== '';
  const name = JSON.stringify([row.difficulty, row.due, responsible, measured, row.done, row.systemNumber === null]);
  let kind = kinds.get(name);
  if (!kind) {
    const own = rulesOf(rules, row.difficulty);
    const life = enter(row, responsible, measured, own, intake);
    const planned = life.declared ? null : agendaRows(agenda(clockState(life), own.ladder, calendarOf(own)));
    kind = { key: `k${kinds.size}`, life, agenda: planned };
    kinds.set(name, kind);
  }
  return kind;
}

/** The life of an item that has no id yet: the database gives each its own. */
function enter(row: DeclaredItem, responsible: string | null, measured: boolean, own: Rules, { unit, at }: Intake): LedgerItem {
  // A system's number that this ledger does not know gives no right to a deadline that was moved.
  const due = row.systemNumber === null ? row.due : 'day' in own.due ? own.due.day : null;
  const item = { ...register({ id: '', county: unit, difficulty: own.key, due, responsible }, own.version), measured };
  if (row.done) return { ...item, status: 'closed', declared: true, endedAt: at, revision: 1 };
  return decide(item, { action: 'assign' }, { ...engine, role: 'coordinator' }, { now: at, calendar: calendarOf(own), rules: own });
}

type Row = ReturnType<typeof rowOf>;

const columnNames = [
  'id',
  'kind',
  'institution',
  'problem',
  'identity',
  'people',
  'amountYuan',
  'responsibleName',
  'measure',
  'dueText',
  'contact',
  'phone',
  'recurrenceOf',
  'doubts',
  'row',
  'sheet',
] as const satisfies (keyof Row)[];

function rowOf({ row, identity, recurrenceOf }: Fresh, kind: string) {
  const doubts = [
    ...(row.institution === null ? ['institution_missing'] : []),
    ...(row.responsible === null ? ['responsible_missing'] : []),
  ];
  return {
    id: orderedId(),
    kind,
    institution: row.institution,
    problem: row.problem,
    identity,
    people: row.people ?? 0,
    amountYuan: row.amountYuan ?? 0,
    responsibleName: row.responsible,
    measure: row.measure ?? '',
    dueText: row.dueText,
    contact: row.contact,
    phone: row.phone,
    recurrenceOf,
    doubts,
    row: row.row,
    sheet: row.sheet ?? null,
  };
}

/** The newest rules of every class the rows name. */
export async function rulesByClass(client: PoolClient, rows: DeclaredItem[], campaign: string): Promise<Map<string, Rules>> {
  return newestRules(client, campaign, new Set(rows.flatMap((row) => (row.difficulty === null ? [] : [row.difficulty]))));
}

function rulesOf(rules: Map<string, Rules>, key: string | null): Rules {
  const own = key === null ? undefined : rules.get(key);
  if (!own) throw new Error('a row without a class passed the check of its ledger');
  return own;
}
