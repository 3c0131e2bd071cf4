import type { PoolClient } from 'pg';
import type { Finding } from './finding.ts';

/** A lease or a next attempt that lies this far back in real time belongs to nobody. */
const stuckAfter = "interval '1 hour'";

/** Messages that wait for nobody, messages refused for good, and messages nobody is there to hear. Stuck ones are queued again with the same bytes. */
export async function examineDeliveries(client: PoolClient, repair: boolean): Promise<Finding[]> {
  const where = `(state = 'sending' AND (leased_until IS NULL OR leased_until < now() - ${stuckAfter})) OR (state = 'pending' AND next_attempt_at IS NULL)`;
  const stuck = await client.query<{ id: string }>(`SELECT id FROM delivery WHERE ${where}`);
  if (repair && stuck.rows.length > 0)
    await client.query(`UPDATE delivery SET state = 'pending', leased_until = NULL, next_attempt_at = now() WHERE ${where}`);
  const failed = await client.query<{ id: string; error: string | null }>("SELECT id, error FROM delivery WHERE state = 'failed'");
  const unreached = await client.query<{ subject: string; rungs: number }>(
    'SELECT subject, count(*) AS rungs FROM agenda WHERE unreached AND claimed_at IS NULL GROUP BY subject',
  );
  return [
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
