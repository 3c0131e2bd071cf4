import type pg from 'pg';
import { relayLag } from '../../commands/relay.ts';
import { until } from './measure.ts';
import type { Stage } from './stage.ts';

/** As the owner, who still needs an actor to see any row. */
export async function rowsOf<T extends pg.QueryResultRow>(
  stage: Pick<Stage, 'engine'>,
  text: string,
  values: unknown[] = [],
): Promise<T[]> {
  const client = await stage.engine.connect();
  try {
    await client.query('BEGIN');
    await client.query(`SELECT set_config('duban.actor', '{"id":"engine","role":"engine","units":"*"}', true)`);
    const { rows } = await client.query<T>(text, values);
    await client.query('COMMIT');
    return rows;
  } finally {
    client.release();
  }
}

export async function countOf(stage: Pick<Stage, 'engine'>, from: string): Promise<number> {
  return (await rowsOf<{ n: number }>(stage, `SELECT count(*)::int AS n FROM ${from}`))[0]?.n ?? 0;
}

/** Waits until Temporal has been told of everything. */
export async function untilTold(stage: Pick<Stage, 'engine'>): Promise<void> {
  await until('the relay to tell every workflow', async () => (await relayLag(stage.engine)).waiting === 0);
}
