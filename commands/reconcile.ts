import type { Pool } from 'pg';
import { withActor } from '../platform/database.ts';
import { engine } from './actors.ts';
import { actorSetting } from './execute.ts';

export interface Reconciled {
  /** Items whose workflow is to run. */
  open: number;
  /** Workflows of items that run. */
  running: number;
  woken: number;
}

/** A workflow started a moment ago may not be listed yet. */
const usualSettledMs = 120_000;

/**
 * Wakes every item whose workflow should run and does not. Waking one that does run does no harm.
 * @param runningItems ids of the items whose workflow Temporal lists as running
 * @param settledMs items changed less than this ago (real time) are left to the relay
 */
export async function reconcile(
  pool: Pool,
  runningItems: () => AsyncIterable<string>,
  { settledMs = usualSettledMs } = {},
): Promise<Reconciled> {
  const open = await openItems(pool, settledMs);
  const missing = new Map(open.map(({ id, campaign }) => [id, campaign]));
  let running = 0;
  for await (const id of runningItems()) {
    running++;
    missing.delete(id);
  }
  const woken = missing.size === 0 ? 0 : await wake(pool, [...missing]);
  return { open: open.length, running, woken };
}

async function openItems(pool: Pool, settledMs: number): Promise<{ id: string; campaign: string }[]> {
  const text = `SELECT i.id, i.campaign FROM ledger_item i
    WHERE i.status NOT IN ('registered', 'closed', 'voided') AND NOT EXISTS (SELECT 1 FROM wake w WHERE w.subject = i.id::text)
      AND NOT EXISTS (SELECT 1 FROM audit a WHERE a.subject = i.id::text AND a.recorded_at > now() - $1 * interval '1 millisecond')`;
  const { rows } = await withActor(pool, actorSetting(engine), (client) =>
    client.query<{ id: string; campaign: string }>(text, [settledMs]),
  );
  return rows;
}

async function wake(pool: Pool, missing: [id: string, campaign: string][]): Promise<number> {
  return withActor(pool, actorSetting(engine), async (client) => {
    const text = `INSERT INTO wake (kind, campaign, subject) SELECT 'item', m.campaign, m.id FROM jsonb_to_recordset($1) AS m (id text, campaign text)`;
    const { rowCount } = await client.query(text, [JSON.stringify(missing.map(([id, campaign]) => ({ id, campaign })))]);
    await client.query('NOTIFY duban_wake');
    return rowCount ?? 0;
  });
}
