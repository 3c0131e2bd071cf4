import type { Pool } from 'pg';
import { withActor } from '../platform/database.ts';
import { engine } from './actors.ts';
import { actorSetting } from './execute.ts';

/** Items of a batch that have workflows to be told, and how many of them still wait for the relay. */
export async function countTold(
  pool: Pool,
  { campaign, batch }: { campaign: string; batch: string },
): Promise<{ rows: number; told: number; left: number }> {
  const text = `SELECT count(*)::int AS rows, count(*) FILTER (WHERE EXISTS (
      SELECT 1 FROM wake w WHERE w.kind = 'item' AND w.subject = i.id::text))::int AS left
    FROM ledger_item i WHERE i.campaign = $1 AND i.batch = $2 AND NOT i.declared`;
  const { rows } = await withActor(pool, actorSetting(engine), (client) =>
    client.query<{ rows: number; left: number }>(text, [campaign, batch]),
  );
  const { rows: all, left } = rows[0] ?? { rows: 0, left: 0 };
  return { rows: all, told: all - left, left };
}
