import type { Pool } from 'pg';
import { withActor } from '../platform/database.ts';
import { engine } from './actors.ts';
import { actorSetting } from './execute.ts';

export interface Reconciled {
  /** Items and obligations whose workflow is to run. */
  open: number;
  /** Workflows of items and obligations that run. */
  running: number;
  woken: number;
}

/** A workflow started a moment ago may not be listed yet. */
const usualSettledMs = 120_000;

/**
 * Wakes every item and obligation whose workflow should run and does not. Waking one that does run does no harm.
 * @param runningSubjects ids of the workflows that Temporal lists as running
 * @param settledMs subjects changed less than this ago (real time) are left to the relay
 */
export async function reconcile(
  pool: Pool,
  runningSubjects: () => AsyncIterable<string>,
  { settledMs = usualSettledMs } = {},
): Promise<Reconciled> {
  const open = await openSubjects(pool, settledMs);
  const missing = new Map(open.map(({ workflow, ...subject }) => [workflow, subject]));
  let running = 0;
  for await (const workflow of runningSubjects()) {
    running++;
    missing.delete(workflow);
  }
  const woken = missing.size === 0 ? 0 : await wake(pool, [...missing.values()]);
  return { open: open.length, running, woken };
}

interface Open {
  kind: 'item' | 'obligation';
  campaign: string;
  id: string;
}

async function openSubjects(pool: Pool, settledMs: number): Promise<(Open & { workflow: string })[]> {
  const text = `SELECT s.* FROM (
      SELECT 'item' AS kind, campaign, id::text AS id, 'item:' || campaign || ':' || id AS workflow
      FROM ledger_item WHERE status NOT IN ('registered', 'closed', 'voided')
      UNION ALL SELECT 'obligation', campaign, id::text, 'obligation:' || campaign || ':' || unit || ':' || key
      FROM obligation WHERE status NOT IN ('accepted', 'waived')) AS s
    WHERE NOT EXISTS (SELECT 1 FROM wake w WHERE w.subject = s.id)
      AND NOT EXISTS (SELECT 1 FROM audit a WHERE a.subject = s.id AND a.recorded_at > now() - $1 * interval '1 millisecond')`;
  const { rows } = await withActor(pool, actorSetting(engine), (client) => client.query<Open & { workflow: string }>(text, [settledMs]));
  return rows;
}

async function wake(pool: Pool, missing: Open[]): Promise<number> {
  return withActor(pool, actorSetting(engine), async (client) => {
    const text = `INSERT INTO wake (kind, campaign, subject) SELECT m.kind, m.campaign, m.id FROM jsonb_to_recordset($1) AS m (kind text, campaign text, id text)`;
    const { rowCount } = await client.query(text, [JSON.stringify(missing)]);
    await client.query('NOTIFY duban_wake');
    return rowCount ?? 0;
  });
}
