import type { PoolClient } from 'pg';
import { makeCalendar, type CalendarData, type Moment } from '../../domain/calendar.ts';
import type { Finding } from './finding.ts';

/** A lease or a next attempt that lies this far back in real time belongs to nobody. */
const stuckAfter = "interval '1 hour'";

/** Messages that wait for nobody, messages refused for good, and messages nobody is there to hear. Stuck ones are queued again with the same bytes. */
export async function examineDeliveries(client: PoolClient, repair: boolean, now: Moment): Promise<Finding[]> {
  const where = `(state = 'sending' AND (leased_until IS NULL OR leased_until < now() - ${stuckAfter})) OR (state = 'pending' AND next_attempt_at IS NULL)`;
  const stuck = await client.query<{ id: string }>(`SELECT id FROM delivery WHERE ${where}`);
  if (repair && stuck.rows.length > 0)
    await client.query(`UPDATE delivery SET state = 'pending', leased_until = NULL, next_attempt_at = now() WHERE ${where}`);
  const failed = await client.query<{ id: string; error: string | null }>("SELECT id, error FROM delivery WHERE state = 'failed'");
  const unreached = await client.query<{ subject: string; rungs: number }>(
    'SELECT subject, count(*) AS rungs FROM agenda WHERE unreached AND claimed_at IS NULL GROUP BY subject',
  );
  const overdue = await overdueMessages(client, now);
  return [
    ...overdue,
    ...stuck.rows.map((row): Finding => ({
      ailment: 'delivery_stuck',
      subject: row.id,
      detail: {},
      remedy: repair ? 'mended' : 'mendable',
    })),
    ...failed.rows.map((row): Finding => ({ ailment: 'delivery_failed', subject: row.id, detail: {}, remedy: 'told' })),
    ...unreached.rows.map((row): Finding => ({
      ailment: 'unreachable',
      subject: row.subject,
      detail: { rungs: row.rungs },
      remedy: 'told',
    })),
  ];
}

const patienceMs = 10 * 60_000;

/** Rows due for longer than a round of the postman takes, while its window is open and nobody holds it. */
async function overdueMessages(client: PoolClient, now: Moment): Promise<Finding[]> {
  const { rows: campaigns } = await client.query<{ id: string; calendar: CalendarData }>(
    "SELECT id, plan -> 'calendar' AS calendar FROM campaign WHERE status = 'running' AND NOT held",
  );
  const open = campaigns.filter(({ calendar }) => {
    const days = makeCalendar(calendar);
    return days.isOpen(now) && days.isOpen(now - patienceMs);
  });
  const { rows } = await client.query<{ campaign: string; n: number }>(
    `SELECT campaign, count(*) AS n FROM agenda
     WHERE claimed_at IS NULL AND NOT unreached AND at <= to_timestamp($1 / 1000.0) AND campaign = ANY ($2) GROUP BY campaign`,
    [now - patienceMs, open.map(({ id }) => id)],
  );
  return rows.map((row) => ({ ailment: 'message_overdue', subject: row.campaign, detail: { rows: row.n }, remedy: 'told' }));
}
