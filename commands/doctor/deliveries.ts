import type { PoolClient } from 'pg';
import { makeCalendar, type CalendarData, type Moment } from '../../domain/calendar.ts';
import { timestamp } from '../outbox/deps.ts';
import type { Finding } from './finding.ts';

/** Refused for now is tried for three days: a next attempt beyond that comes never. Days of virtual time. */
const stuck = `state IN ('pending', 'sending') AND (next_attempt_at IS NULL OR next_attempt_at > $1::timestamptz + interval '4 days')`;

/** Messages no postman will ever take, messages refused for good, and messages that nobody takes though they are due. Stuck ones are due again at once, with the same bytes. */
export async function examineDeliveries(client: PoolClient, repair: boolean, now: Moment): Promise<Finding[]> {
  const { rows: left } = await client.query<{ id: string }>(`SELECT id FROM delivery WHERE ${stuck}`, [timestamp(now)]);
  // The state stays: one whose outcome is unknown must not lose a line.
  if (repair && left.length > 0) await client.query(`UPDATE delivery SET next_attempt_at = $1 WHERE ${stuck}`, [timestamp(now)]);
  const failed = await client.query<{ id: string }>("SELECT id FROM delivery WHERE state = 'failed'");
  return [
    ...(await overdueMessages(client, now)),
    ...left.map(({ id }): Finding => ({ ailment: 'delivery_stuck', subject: id, detail: {}, remedy: repair ? 'mended' : 'mendable' })),
    ...failed.rows.map(({ id }): Finding => ({ ailment: 'delivery_failed', subject: id, detail: {}, remedy: 'told' })),
  ];
}

const patienceMs = 10 * 60_000;

/** What has been due for longer than a round of the postman takes, while its window is open and nobody holds it: rows to be frozen, and frozen messages to be sent. */
async function overdueMessages(client: PoolClient, now: Moment): Promise<Finding[]> {
  const { rows: campaigns } = await client.query<{ id: string; calendar: CalendarData }>(
    "SELECT id, plan -> 'calendar' AS calendar FROM campaign WHERE status = 'running' AND NOT held",
  );
  const open = campaigns.filter(({ calendar }) => {
    const days = makeCalendar(calendar);
    return days.isOpen(now) && days.isOpen(now - patienceMs);
  });
  const { rows } = await client.query<{ campaign: string; rows: number; messages: number }>(
    `SELECT c.id AS campaign,
       (SELECT count(*) FROM agenda a WHERE a.campaign = c.id AND a.claimed_at IS NULL AND NOT a.unreached AND a.at <= $1) AS rows,
       (SELECT count(*) FROM delivery d WHERE d.campaign = c.id AND d.state IN ('pending', 'sending') AND d.next_attempt_at <= $1
          AND (d.leased_until IS NULL OR d.leased_until <= now())) AS messages
     FROM campaign c WHERE c.id = ANY ($2)`,
    [timestamp(now - patienceMs), open.map(({ id }) => id)],
  );
  return rows
    .filter((row) => row.rows + row.messages > 0)
    .map((row) => ({
      ailment: 'message_overdue',
      subject: row.campaign,
      detail: { rows: row.rows, messages: row.messages },
      remedy: 'told',
    }));
}
