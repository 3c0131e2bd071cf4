import { z } from 'zod';
import { engine } from '../../commands/actors.ts';
import { maskName } from '../../domain/masking.ts';
import { actorSetting } from '../../commands/execute.ts';
import { withActor } from '../../platform/database.ts';
import type { DeliveriesPage, deliveriesQuery, DeliveryView } from '../contract/deliveries.ts';
import { pageOf, readCursor, writeCursor } from '../cursor.ts';
import type { Parts } from '../parts.ts';
import type { Viewing } from '../views/ledger-row.ts';

type Row = Omit<DeliveryView, 'unit'> & { unit: string; frozenAt: string };

/**
 * Messages as they were written, newest first, for who runs the system. A system administrator belongs to no unit and sees
 * the whole outbox, never what a message says.
 */
export async function deliveriesOf(
  parts: Pick<Parts, 'pool'>,
  { actor, campaign }: Viewing,
  query: z.output<typeof deliveriesQuery>,
): Promise<DeliveriesPage> {
  const values: unknown[] = [campaign.id];
  const param = (value: unknown) => `$${values.push(value)}`;
  const where = ['d.campaign = $1'];
  if (query.state !== undefined) where.push(`d.state = ${param(query.state)}`);
  if (query.after !== undefined) {
    const [frozenAt, last] = readCursor('delivery', query.after, z.string(), z.uuid());
    where.push(`(d.frozen_at, d.id) < (${param(frozenAt)}::timestamptz, ${param(last)}::uuid)`);
  }
  const text = `SELECT d.id, d.unit, coalesce(p.name, '') AS person, d.recipient, d.channel, d."window", d.state, d.attempts, d.next_attempt_at AS "nextAttemptAt",
      d.sent_at AS "sentAt", d.late, d.lines, d.error, d.frozen_at::text AS "frozenAt"
    FROM delivery d LEFT JOIN person p ON p.id = d.person WHERE ${where.join(' AND ')} ORDER BY d.frozen_at DESC, d.id DESC LIMIT ${param(query.limit + 1)}`;
  const seeing = actor.role === 'systemAdmin' ? engine : actor;
  const found = await withActor(parts.pool, actorSetting(seeing), (client) => client.query<Row>(text, values));
  const { rows, next } = pageOf(found.rows, query.limit, (last) => writeCursor('delivery', [last.frozenAt, last.id]));
  const shown = (row: Row) =>
    actor.role === 'coordinator' ? row : { ...row, person: maskName(row.person), recipient: row.recipient.replace(/^[^@]+/, '***') };
  return { deliveries: rows.map((row) => ({ ...shown(row), unit: campaign.unit(row.unit) })), next };
}
