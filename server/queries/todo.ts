import type pg from 'pg';
import type { Actor } from '../../domain/actor.ts';
import { maskPhonesIn } from '../../domain/masking.ts';
import type { TodayView } from '../contract/today.ts';
import { needsPhones, type Viewing } from '../views/ledger-row.ts';
import { lightBounds, lightSql, obligationLightSql } from '../views/light-sql.ts';
import { extensionAsked, openItem, owed, owedAgain } from './conditions.ts';

type Todo = TodayView['todo']['first'][number];
type Found = Omit<Todo, 'of' | 'unit'> & { unit: string; total: number };
/** Why something stands on the list, and the condition for it. */
type Reason = [Todo['why'], string];

const shown = 10;

/** What is overdue, due today or waits for the actor, items and obligations in one list by due day: the first of them, and how many there are. */
export async function todoOf(client: pg.PoolClient, viewing: Viewing): Promise<TodayView['todo']> {
  const { actor, campaign } = viewing;
  const items = await found(client, viewing, {
    columns: 'i.id, i.number, i.county AS unit, i.problem AS name, i.due',
    from: 'ledger_item i',
    light: lightSql,
    order: 'i.due NULLS LAST, i.number',
    ...waitingItems(actor),
  });
  const obligations = await found(client, viewing, {
    columns: 'o.id, NULL::int AS number, o.unit, o.name, o.due',
    from: 'obligation o',
    light: obligationLightSql,
    order: 'o.due, o.unit, o.key',
    ...waitingObligations(actor, begunBy(viewing)),
  });
  const told = (of: Todo['of'], { id, number, unit, name, due, light, why }: Found): Todo => ({
    of,
    id,
    number,
    unit: campaign.unit(unit),
    name: needsPhones(actor) ? name : maskPhonesIn(name),
    due,
    light,
    why,
  });
  const first = [...items.map((row) => told('item', row)), ...obligations.map((row) => told('obligation', row))];
  return {
    total: (items[0]?.total ?? 0) + (obligations[0]?.total ?? 0),
    first: first.sort((a, b) => (a.due ?? never).localeCompare(b.due ?? never)).slice(0, shown),
  };
}

const never = '9999-12-31';
type Param = (value: unknown) => string;

interface Listed {
  columns: string;
  from: string;
  light: (bounds: string) => string;
  order: string;
  /** Told which day is today. The first that holds is the one given. */
  reasons: (param: Param, today: string) => Reason[];
  /** Whose they are, where the actor sees more than is their own. */
  own?: (param: Param) => string;
}

async function found(client: pg.PoolClient, { campaign, now }: Viewing, listed: Listed): Promise<Found[]> {
  const { columns, from, light, order, reasons, own } = listed;
  const bounds = lightBounds(campaign, now);
  const values: unknown[] = [];
  const param: Param = (value) => `$${values.push(value)}`;
  const cases = reasons(param, bounds.today).map(([name, condition]) => `WHEN ${condition} THEN '${name}'`);
  if (cases.length === 0) return [];
  const text = `SELECT ${columns}, light, why, count(*) OVER () AS total
    FROM ${from} CROSS JOIN LATERAL (SELECT ${light(param(JSON.stringify(bounds)))} AS light) AS l
      CROSS JOIN LATERAL (SELECT CASE ${cases.join(' ')} END AS why) AS w
    WHERE campaign = ${param(campaign.id)} AND why IS NOT NULL AND ${own ? own(param) : 'true'} ORDER BY ${order} LIMIT ${param(shown)}`;
  return (await client.query<Found>(text, values)).rows;
}

const isOfUnit = ({ role }: Actor) => role === 'countyOfficer' || role === 'countyDirector';

function asked(row: 'i' | 'o'): Reason[] {
  return [
    ['extension', extensionAsked(row)],
    ['review', `${row}.status = 'submitted'`],
  ];
}

function waitingItems(actor: Actor): Pick<Listed, 'reasons'> {
  const reasons: Listed['reasons'] = (param, today) => {
    // A department answers for what it owes; it has no items.
    if (actor.role === 'department') return [];
    const byTime: Reason[] = [
      ['overdue', "light = 'red'"],
      ['dueToday', `${openItem} AND i.due = ${param(today)}`],
    ];
    if (actor.role === 'coordinator') return [...asked('i'), ...byTime, ['assign', "i.status = 'registered'"]];
    return isOfUnit(actor) ? [...byTime, ['returned', "i.status = 'returned'"], ['sign', "i.status = 'assigned'"]] : byTime;
  };
  return { reasons };
}

/** @param begun the last day whose morning has come */
function waitingObligations(actor: Actor, begun: string): Pick<Listed, 'reasons' | 'own'> {
  const isDepartment = actor.role === 'department';
  const reasons: Listed['reasons'] = (param, today) => {
    const byTime: Reason[] = [
      ['overdue', "light = 'red'"],
      ['dueToday', `${owed} AND o.due = ${param(today)}`],
    ];
    if (actor.role === 'coordinator') return [...asked('o'), ...byTime];
    if (!isDepartment && !isOfUnit(actor)) return byTime;
    return [...byTime, ['returned', owedAgain], ['report', `${owed} AND o.starts <= ${param(begun)}`]];
  };
  return { reasons, ...(isDepartment ? { own: (param: Param) => `o.unit = ${param(actor.unit ?? '')}` } : {}) };
}

/** What begins on a day begins when its window opens. */
function begunBy({ campaign: { calendar }, now }: Viewing): string {
  const today = calendar.dayOf(now);
  return calendar.opening(today) <= now ? today : calendar.addDays(today, -1);
}
