import type pg from 'pg';
import type { Moment } from '../../domain/calendar.ts';
import type { DigestLine } from '../../domain/digest.ts';
import type { Envelope } from './address.ts';
import type { FrozenMessage } from './compose.ts';
import { timestamp } from './deps.ts';
import type { DueRow } from './due.ts';

/** A line that the send journal knows to have gone in a delivery this database has forgotten. */
export interface RecoveredLine {
  delivery: string;
  envelope: Envelope;
  line: DigestLine;
}

/**
 * Claims the rows that reach somebody, and notes which have a role that nobody can be reached in. The rows are found where
 * they were locked, which for ten thousand of them is four times as fast as by their key.
 */
export async function writeClaims(client: pg.PoolClient, reached: DueRow[], unreached: DueRow[], now: Moment): Promise<void> {
  const { rowCount } = await client.query('UPDATE agenda SET claimed_at = $1 WHERE ctid = ANY($2::tid[])', [
    timestamp(now),
    reached.map(({ row }) => row),
  ]);
  if (rowCount !== reached.length) throw new Error('a locked row of the agenda has moved: nothing is frozen');
  const missed = new Set(unreached);
  const noted = [...unreached.filter((row) => !row.unreached), ...reached.filter((row) => row.unreached && !missed.has(row))];
  if (noted.length === 0) return;
  await client.query(
    `UPDATE agenda a SET unreached = n.unreached
     FROM unnest($1::uuid[], $2::int[], $3::text[], $4::text[], $5::bool[]) AS n (subject, arm_revision, rung, channel, unreached)
     WHERE a.subject = n.subject AND a.arm_revision = n.arm_revision AND a.rung = n.rung AND a.channel = n.channel`,
    columnsOf(
      noted,
      ({ subject }) => subject,
      ({ armRevision }) => armRevision,
      ({ rung }) => rung,
      ({ channel }) => channel,
      (row) => missed.has(row),
    ),
  );
}

/** Writes deliveries with their bytes, ready to be sent. */
export async function writeDeliveries(client: pg.PoolClient, campaign: string, messages: FrozenMessage[], now: Moment): Promise<void> {
  for (let from = 0; from < messages.length; from += chunk) {
    const part = messages.slice(from, from + chunk);
    await client.query(
      `INSERT INTO delivery (id, campaign, unit, person, channel, "window", state, next_attempt_at, late, recipient, subject_line, bytes, lines, frozen_at)
       SELECT m.id, $1, m.unit, m.person, m.channel, m."window", 'pending', $2, m.late, m.recipient, m.subject_line, m.bytes, m.lines, $2
       FROM unnest($3::uuid[], $4::text[], $5::uuid[], $6::text[], $7::timestamptz[], $8::bool[], $9::text[], $10::text[], $11::bytea[], $12::int[])
         AS m (id, unit, person, channel, "window", late, recipient, subject_line, bytes, lines)`,
      [
        campaign,
        timestamp(now),
        ...columnsOf(
          part,
          ({ id }) => id,
          ({ envelope }) => envelope.person.unit,
          ({ envelope }) => envelope.person.id,
          ({ envelope }) => envelope.channel,
          ({ window }) => timestamp(window),
          ({ late }) => late,
          ({ recipient }) => recipient,
          ({ subjectLine }) => subjectLine,
          ({ bytes }) => bytes,
          ({ envelope }) => envelope.lines.length,
        ),
      ],
    );
  }
}

const chunk = 100;

/** Deliveries that went before the database was restored: without their bytes, which are gone. */
export async function writeRecovered(client: pg.PoolClient, campaign: string, lines: RecoveredLine[], now: Moment): Promise<void> {
  const counts = new Map<string, RecoveredLine & { count: number }>();
  for (const line of lines) counts.set(line.delivery, { ...line, count: (counts.get(line.delivery)?.count ?? 0) + 1 });
  await client.query(
    `INSERT INTO delivery (id, campaign, unit, person, channel, "window", state, recipient, subject_line, bytes, lines, frozen_at, sent_at, error)
     SELECT r.id, $1, r.unit, r.person, r.channel, $2, 'sent', '', '', ''::bytea, r.lines, $2, $2, 'recovered from the send journal'
     FROM unnest($3::uuid[], $4::text[], $5::uuid[], $6::text[], $7::int[]) AS r (id, unit, person, channel, lines)
     ON CONFLICT (id) DO NOTHING`,
    [
      campaign,
      timestamp(now),
      ...columnsOf(
        [...counts.values()],
        ({ delivery }) => delivery,
        ({ envelope }) => envelope.person.unit,
        ({ envelope }) => envelope.person.id,
        ({ envelope }) => envelope.channel,
        ({ count }) => count,
      ),
    ],
  );
}

/** Which line is in which delivery; a line that exists already would mean that somebody hears something twice, and throws. */
export async function writeLines(client: pg.PoolClient, campaign: string, lines: RecoveredLine[]): Promise<void> {
  const { rowCount } = await client.query(
    `INSERT INTO delivery_line (subject, arm_revision, rung, person, channel, campaign, unit, delivery, key, due_at)
     SELECT l.subject, l.arm_revision, l.rung, l.person, l.channel, $1, l.unit, l.delivery, l.key, to_timestamp(l.due_at / 1000.0)
     FROM unnest($2::uuid[], $3::int[], $4::text[], $5::uuid[], $6::text[], $7::text[], $8::uuid[], $9::text[], $10::bigint[])
       AS l (subject, arm_revision, rung, person, channel, unit, delivery, key, due_at)
     ON CONFLICT DO NOTHING`,
    [
      campaign,
      ...columnsOf(
        lines,
        ({ line }) => line.subject,
        ({ line }) => line.armRevision,
        ({ line }) => line.rung,
        ({ envelope }) => envelope.person.id,
        ({ envelope }) => envelope.channel,
        ({ line }) => line.unit,
        ({ delivery }) => delivery,
        ({ line }) => line.key,
        ({ line }) => line.at,
      ),
    ],
  );
  if (rowCount !== lines.length) throw new Error('a line of the outbox exists already: nothing is frozen');
}

/** Rows turned into one array a column, as `unnest` takes them. */
function columnsOf<T>(rows: T[], ...fields: ((row: T) => unknown)[]): unknown[][] {
  return fields.map((field) => rows.map(field));
}
