import { z } from 'zod';
import { actorSetting } from '../../commands/execute.ts';
import { withActor } from '../../platform/database.ts';
import { day } from '../contract/common.ts';
import type { ObligationGrid, obligationsQuery, ObligationsPage } from '../contract/obligations.ts';
import { pageOf, readCursor, writeCursor } from '../cursor.ts';
import type { Parts } from '../parts.ts';
import type { Viewing } from '../views/ledger-row.ts';
import { lightBounds, obligationLightSql } from '../views/light-sql.ts';
import { obligationRow } from '../views/obligation-row.ts';
import { owed, owedAgain, reachedNobody } from './conditions.ts';
import { owedColumns, owedTables, type OwedRow } from './obligation.ts';

/** A page of what units owe, by due day, as the actor may see it. */
export async function obligationsPageOf(
  parts: Pick<Parts, 'pool'>,
  viewing: Viewing,
  query: z.output<typeof obligationsQuery>,
): Promise<ObligationsPage> {
  const { actor, campaign, now } = viewing;
  const bounds = lightBounds(campaign, now);
  const values: unknown[] = [];
  const param = (value: unknown) => `$${values.push(value)}`;
  const where = [`o.campaign = ${param(campaign.id)}`];
  if (query.unit !== undefined) where.push(`o.unit = ${param(query.unit)}`);
  if (query.status !== undefined) where.push(`o.status = ANY (${param(query.status)}::text[])`);
  if (query.kind !== undefined) where.push(`o.kind = ${param(query.kind)}`);
  if (query.rule !== undefined) where.push(`o.rule = ${param(query.rule)}`);
  if (query.light !== undefined) where.push(`${obligationLightSql(param(JSON.stringify(bounds)))} = ${param(query.light)}`);
  if (query.due !== undefined)
    where.push(`${owed} AND o.due BETWEEN ${param(bounds.today)} AND ${param(query.due === 'today' ? bounds.today : bounds.weekEnds)}`);
  if (query.returned !== undefined) where.push(owedAgain);
  if (query.missing !== undefined) where.push(`${owed} AND ${reachedNobody('o')}`);
  if (query.after !== undefined) {
    const [due, unit, key] = readCursor('due', query.after, day, z.string(), z.string());
    where.push(`(o.due, o.unit, o.key) > (${param(due)}, ${param(unit)}, ${param(key)})`);
  }
  const text = `SELECT ${owedColumns} FROM ${owedTables} WHERE ${where.join(' AND ')} ORDER BY o.due, o.unit, o.key LIMIT ${param(query.limit + 1)}`;
  const found = await withActor(parts.pool, actorSetting(actor), (client) => client.query<OwedRow>(text, values));
  const { rows, next } = pageOf(found.rows, query.limit, (last) => writeCursor('due', [last.life.due, last.life.unit, last.key]));
  return { obligations: rows.map((row) => obligationRow(row, viewing)), next };
}

/** Everything that the units the actor may see owe, as a grid: units in the plan's order, obligations by due day. */
export async function obligationGridOf(parts: Pick<Parts, 'pool'>, viewing: Viewing): Promise<ObligationGrid> {
  const { actor, campaign, now } = viewing;
  const { plan } = campaign;
  const text = `SELECT ${owedColumns} FROM ${owedTables} WHERE o.campaign = $1 ORDER BY o.due, o.key`;
  const found = await withActor(parts.pool, actorSetting(actor), (client) => client.query<OwedRow>(text, [campaign.id]));
  const rows = found.rows.map((row) => obligationRow(row, viewing));
  const present = new Set(rows.map(({ key }) => key));
  const rowOf = (unit: string, department: boolean): ObligationGrid['rows'] => {
    const own = rows.filter((row) => row.unit.key === unit);
    if (own.length === 0) return [];
    return [
      {
        unit: campaign.unit(unit),
        department,
        cells: own.map(({ id, key, status, light, begun, due }) => ({ id, key, status, light, begun, due })),
      },
    ];
  };
  return {
    now,
    columns: plan.obligations
      .filter(({ key }) => present.has(key))
      .map(({ key, name, period = null, kind, starts, due }) => ({ key, name: name.zh, period, kind, starts, due }))
      .sort((a, b) => (a.due === b.due ? 0 : a.due < b.due ? -1 : 1)),
    rows: [...plan.units.flatMap(({ key }) => rowOf(key, false)), ...plan.departments.flatMap(({ key }) => rowOf(key, true))],
  };
}
