import { z } from 'zod';
import { actorSetting } from '../../commands/execute.ts';
import { withActor } from '../../platform/database.ts';
import type { PeoplePage, peopleQuery, PersonView } from '../contract/people.ts';
import { pageOf, readCursor, writeCursor } from '../cursor.ts';
import type { Parts } from '../parts.ts';
import { needsPhones, type Viewing } from '../views/ledger-row.ts';
import { maskPhone } from '../../domain/masking.ts';

type Row = Omit<PersonView, 'unit'> & { unit: string };

/** The directory as the actor may see it, by unit and name. */
export async function peopleOf(
  parts: Pick<Parts, 'pool'>,
  { actor, campaign }: Viewing,
  query: z.output<typeof peopleQuery>,
): Promise<PeoplePage> {
  const values: unknown[] = [campaign.id];
  const param = (value: unknown) => `$${values.push(value)}`;
  const where = ['p.campaign = $1'];
  if (query.unit !== undefined) where.push(`p.unit = ${param(query.unit)}`);
  if (query.q !== undefined && query.q !== '') where.push(`p.name ILIKE ${param(`%${query.q.replace(/[\\%_]/g, '\\$&')}%`)}`);
  if (query.after !== undefined) {
    const [unit, name, last] = readCursor('person', query.after, z.string(), z.string(), z.uuid());
    where.push(`(p.unit, p.name, p.id) > (${param(unit)}, ${param(name)}, ${param(last)}::uuid)`);
  }
  const text = `SELECT p.id, p.unit, p.name, p.duty, p.roles, p.phone, p.email, p.active, p.away_from AS "awayFrom", p.away_to AS "awayTo", p.deputy
    FROM person p WHERE ${where.join(' AND ')} ORDER BY p.unit, p.name, p.id LIMIT ${param(query.limit + 1)}`;
  const found = await withActor(parts.pool, actorSetting(actor), (client) => client.query<Row>(text, values));
  const { rows, next } = pageOf(found.rows, query.limit, (last) => writeCursor('person', [last.unit, last.name, last.id]));
  const open = needsPhones(actor);
  return {
    people: rows.map((row) => ({
      ...row,
      unit: campaign.unit(row.unit),
      phone: row.phone === null || open ? row.phone : maskPhone(row.phone),
    })),
    next,
  };
}
