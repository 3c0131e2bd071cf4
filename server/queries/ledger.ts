import { z } from 'zod';
import { actorSetting } from '../../commands/execute.ts';
import { withActor } from '../../platform/database.ts';
import { day } from '../contract/common.ts';
import type { ledgerQuery, LedgerPage } from '../contract/ledger-items.ts';
import { pageOf, readCursor, writeCursor } from '../cursor.ts';
import type { Parts } from '../parts.ts';
import { ledgerRow, type Viewing } from '../views/ledger-row.ts';
import { lightBounds, lightSql } from '../views/light-sql.ts';
import { itemLacks, openItem, reachedNobody } from './conditions.ts';
import { itemColumns, itemTables, type ItemRow } from './rows.ts';

type Filters = Omit<z.output<typeof ledgerQuery>, 'after' | 'limit'>;

const missing = { ...itemLacks, reach: `${openItem} AND ${reachedNobody('i')}` };

/** A page of the ledger as the actor may see it: what it continues from is a place in the order, so that rows entered meanwhile shift nothing. */
export async function ledgerPageOf(parts: Parts, viewing: Viewing, query: z.output<typeof ledgerQuery>): Promise<LedgerPage> {
  const found = await readItems(parts, viewing, query, { after: query.after, limit: query.limit + 1 });
  const { rows, next } = pageOf(found, query.limit, (last) =>
    writeCursor(query.sort, query.sort === 'due' ? [last.life.due, last.number] : [last.number]),
  );
  return { items: rows.map((row) => ledgerRow(row, viewing)), next };
}

/** Items that pass the filters, in order, from a cursor on. */
export async function readItems(
  parts: Pick<Parts, 'pool'>,
  { actor, campaign, now }: Viewing,
  filters: Filters,
  { after, limit }: { after?: string | undefined; limit: number },
): Promise<ItemRow[]> {
  const values: unknown[] = [];
  const param = (value: unknown) => `$${values.push(value)}`;
  const bounds = lightBounds(campaign, now);
  const where = [`i.campaign = ${param(campaign.id)}`];
  if (filters.county !== undefined) where.push(`i.county = ${param(filters.county)}`);
  if (filters.status !== undefined) where.push(`i.status = ANY (${param(filters.status)}::text[])`);
  if (filters.difficulty !== undefined) where.push(`i.difficulty = ${param(filters.difficulty)}`);
  if (filters.light !== undefined) where.push(`${lightSql(param(JSON.stringify(bounds)))} = ${param(filters.light)}`);
  if (filters.due === 'today') where.push(`${openItem} AND i.due = ${param(bounds.today)}`);
  if (filters.due === 'week') where.push(`${openItem} AND i.due BETWEEN ${param(bounds.today)} AND ${param(bounds.weekEnds)}`);
  if (filters.missing !== undefined) where.push(missing[filters.missing]);
  if (filters.q !== undefined && filters.q !== '') where.push(matching(filters.q, param));
  if (after !== undefined) where.push(following(filters.sort, after, param));
  const order = filters.sort === 'due' ? 'i.due NULLS LAST, i.number' : 'i.number';
  const text = `SELECT ${itemColumns} FROM ${itemTables} WHERE ${where.join(' AND ')} ORDER BY ${order} LIMIT ${param(limit)}`;
  const { rows } = await withActor(parts.pool, actorSetting(actor), (client) => client.query<ItemRow>(text, values));
  return rows;
}

type Param = (value: unknown) => string;

function matching(q: string, param: Param): string {
  const pattern = param(`%${q.replace(/[\\%_]/g, '\\$&')}%`);
  const number = /^\d{1,9}$/.test(q) ? ` OR i.number = ${param(Number(q))}` : '';
  return `(i.institution ILIKE ${pattern} OR i.problem ILIKE ${pattern}${number})`;
}

function following(sort: Filters['sort'], after: string, param: Param): string {
  const number = z.number().int();
  if (sort === 'number') {
    const [last] = readCursor(sort, after, number);
    return `i.number > ${param(last)}`;
  }
  const [due, last] = readCursor(sort, after, day.nullable(), number);
  if (due === null) return `(i.due IS NULL AND i.number > ${param(last)})`;
  const [same, beyond] = [param(due), param(last)];
  return `(i.due > ${same} OR (i.due = ${same} AND i.number > ${beyond}) OR i.due IS NULL)`;
}
