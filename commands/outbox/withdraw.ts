import type pg from 'pg';
import type { Moment } from '../../domain/calendar.ts';
import { addressAgain } from './address.ts';
import { readDirectory, type OpenCampaign } from './campaigns.ts';
import { compose, type FrozenMessage } from './compose.ts';
import type { OutboxDeps } from './deps.ts';
import { readRowsOfDelivery } from './due.ts';
import { writeDeliveries } from './freeze.ts';

/**
 * Drops lines from a delivery that certainly did not go, and freezes what is left under a new id. With nothing left the
 * delivery is over: replaced by none.
 * @param gone keys of the lines whose reason is gone
 */
export async function withdraw(
  client: pg.PoolClient,
  deps: OutboxDeps,
  campaign: OpenCampaign,
  delivery: { id: string; person: string; recipient: string },
  gone: ReadonlySet<string>,
  now: Moment,
): Promise<void> {
  await client.query('UPDATE delivery_line SET dropped = true WHERE delivery = $1 AND key = ANY($2::text[])', [delivery.id, [...gone]]);
  const successor = await freezeRest(client, deps, campaign, delivery, now);
  await client.query(
    `UPDATE delivery SET state = 'replaced', replaced_by = $2, next_attempt_at = NULL, leased_until = NULL WHERE id = $1`,
    [delivery.id, successor?.id ?? null],
  );
  if (!successor) return;
  await client.query('UPDATE delivery_line SET delivery = $2 WHERE delivery = $1 AND NOT dropped', [delivery.id, successor.id]);
  await client.query(
    `UPDATE delivery d SET attempts = o.attempts, first_tried_at = o.first_tried_at FROM delivery o WHERE d.id = $2 AND o.id = $1`,
    [delivery.id, successor.id],
  );
}

/** The message that the lines left make today, for the same person. */
async function freezeRest(
  client: pg.PoolClient,
  deps: OutboxDeps,
  campaign: OpenCampaign,
  delivery: { id: string; person: string; recipient: string },
  now: Moment,
): Promise<FrozenMessage | null> {
  const rows = await readRowsOfDelivery(client, delivery.id);
  if (rows.length === 0) return null;
  const directory = await readDirectory(client, campaign.id, campaign.calendar.dayOf(now));
  const person = directory.person(delivery.person);
  if (!person) return null;
  const envelope = addressAgain(rows, directory, { ...person, email: person.email ?? delivery.recipient });
  const [message] = await compose(client, deps, campaign, directory, [envelope], now);
  if (message) await writeDeliveries(client, campaign.id, [message], now);
  return message ?? null;
}
