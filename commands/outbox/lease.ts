import type pg from 'pg';
import type { Moment } from '../../domain/calendar.ts';
import { withActor } from '../../platform/database.ts';
import type { OpenCampaign } from './campaigns.ts';
import { engineActor, timestamp, type OutboxDeps } from './deps.ts';
import { linesWithoutReason } from './reasons.ts';
import { withdraw } from './withdraw.ts';

/** A delivery that is ours to send until the lease ends. */
export interface Leased {
  id: string;
  person: string;
  recipient: string;
  bytes: Buffer;
  keys: string[];
  /** Attempts with this one. */
  attempts: number;
  firstTriedAt: Moment;
  /** An earlier attempt may have succeeded: only these bytes may be sent again. */
  maybeSent: boolean;
}

export type LeaseAnswer =
  | { kind: 'leased'; delivery: Leased }
  /** It had lost lines: `withdrawn` counts them; what is left is another delivery, due at once. */
  | { kind: 'withdrawn'; withdrawn: number }
  /** The send journal knows it to have gone. */
  | { kind: 'recovered' }
  | { kind: 'nothing' };

interface DeliveryRow {
  id: string;
  campaign: string;
  person: string;
  state: 'pending' | 'sending';
  attempts: number;
  firstTriedAt: Moment | null;
  frozenAt: Moment;
  recipient: string;
  bytes: Buffer;
}

/** Real milliseconds; longer than any attempt may last (`sendLimitMs`), so that nobody else sends while we still might. */
export const defaultLeaseMs = 120_000;

/**
 * Takes the next delivery that is due: waiting, or left by a sender whose lease ended with the outcome unknown.
 * The lease is committed before anything is sent. Leases run on the database's real clock, because virtual time can jump
 * and would end one under a sender at work; retries run on virtual time, which can at worst bring them early.
 */
export async function leaseNext(deps: OutboxDeps, campaigns: OpenCampaign[], now: Moment): Promise<LeaseAnswer> {
  return withActor(deps.pool, engineActor, async (client) => {
    const row = await lockNext(client, campaigns, now);
    if (!row) return { kind: 'nothing' };
    if (deps.journal.wasAccepted(row.id)) {
      await client.query(`UPDATE delivery SET state = 'sent', sent_at = $2, next_attempt_at = NULL, leased_until = NULL WHERE id = $1`, [
        row.id,
        timestamp(now),
      ]);
      return { kind: 'recovered' };
    }
    const maybeSent = row.state === 'sending';
    const keys = await readKeys(client, row.id);
    if (!maybeSent && row.frozenAt < now) {
      const gone = await linesWithoutReason(client, row.id);
      for (const key of keys) if (deps.journal.acceptedIn(key) !== undefined) gone.add(key);
      const campaign = campaigns.find(({ id }) => id === row.campaign);
      if (gone.size > 0 && campaign) {
        await withdraw(client, deps, campaign, row, gone, now);
        return { kind: 'withdrawn', withdrawn: gone.size };
      }
    }
    const firstTriedAt = row.firstTriedAt ?? now;
    await client.query(
      `UPDATE delivery SET state = 'sending', attempts = attempts + 1, first_tried_at = $2, leased_until = clock_timestamp() + $3 * interval '1 millisecond'
       WHERE id = $1`,
      [row.id, timestamp(firstTriedAt), deps.leaseMs ?? defaultLeaseMs],
    );
    const { id, person, recipient, bytes } = row;
    return { kind: 'leased', delivery: { id, person, recipient, bytes, keys, attempts: row.attempts + 1, firstTriedAt, maybeSent } };
  });
}

/** Ordinary messages wait for the window, retries too; urgent ones do not. */
async function lockNext(client: pg.PoolClient, campaigns: OpenCampaign[], now: Moment): Promise<DeliveryRow | undefined> {
  const { rows } = await client.query<DeliveryRow>(
    `SELECT d.id, d.campaign, d.person, d.state, d.attempts, d.first_tried_at AS "firstTriedAt", d.frozen_at AS "frozenAt", d.recipient, d.bytes
     FROM delivery d JOIN campaign c ON c.id = d.campaign AND c.status = 'running' AND NOT c.held
     WHERE d.state IN ('pending', 'sending') AND d.next_attempt_at <= $1
       AND (d.state = 'pending' OR d.leased_until IS NULL OR d.leased_until <= clock_timestamp())
       AND (d.campaign = ANY($2::text[]) OR EXISTS (
         SELECT FROM delivery_line l
         JOIN agenda a ON a.subject = l.subject AND a.arm_revision = l.arm_revision AND a.rung = l.rung AND a.channel = l.channel
         WHERE l.delivery = d.id AND a.urgent))
     ORDER BY d.next_attempt_at, d.id LIMIT 1
     FOR UPDATE OF d SKIP LOCKED`,
    [timestamp(now), campaigns.filter(({ windowOpen }) => windowOpen).map(({ id }) => id)],
  );
  return rows[0];
}

async function readKeys(client: pg.PoolClient, delivery: string): Promise<string[]> {
  const { rows } = await client.query<{ key: string }>('SELECT key FROM delivery_line WHERE delivery = $1 AND NOT dropped', [delivery]);
  return rows.map(({ key }) => key);
}
