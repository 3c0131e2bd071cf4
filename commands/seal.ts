import { createHash } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import type { Moment } from '../domain/calendar.ts';
import { withActor } from '../platform/database.ts';
import { engine } from './actors.ts';
import { actorSetting } from './execute.ts';

const usualPatienceMs = 10_000;

/**
 * Seals the audit rows written since the last seal into each campaign's chain of batches; the newest hash is the anchor that can
 * be kept outside. Rows whose writers had not finished when it began wait for the next seal.
 * @param now virtual
 * @param patienceMs real time to wait for writers; nothing is sealed when they take longer
 * @returns how many rows were sealed
 */
export async function sealAudit(pool: Pool, now: Moment, { patienceMs = usualPatienceMs } = {}): Promise<number> {
  const horizon = await settledHorizon(pool, patienceMs);
  if (horizon === null) return 0;
  return withActor(pool, actorSetting(engine), async (client) => {
    await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 17))', ['seal']);
    const text = `SELECT c.id AS campaign, s.last_id, s.hash FROM campaign c
      LEFT JOIN LATERAL (SELECT last_id, hash FROM audit_seal s WHERE s.campaign = c.id ORDER BY s.id DESC LIMIT 1) AS s ON true`;
    const { rows } = await client.query<{ campaign: string; last_id: number | null; hash: string | null }>(text);
    let sealed = 0;
    for (const { campaign, last_id, hash } of rows) sealed += await sealCampaign(client, campaign, last_id ?? 0, horizon, hash ?? '', now);
    return sealed;
  });
}

/** The link of a campaign's chain: SHA-256 of the previous seal's hash and of the hashes of the rows, in order of their ids. */
export function sealHash(previous: string, hashes: string[]): string {
  return createHash('sha256')
    .update([previous, ...hashes].join('\n'))
    .digest('hex');
}

async function sealCampaign(
  client: PoolClient,
  campaign: string,
  after: number,
  upTo: number,
  previous: string,
  now: Moment,
): Promise<number> {
  const text = 'SELECT id, hash FROM audit WHERE campaign = $1 AND id > $2 AND id <= $3 ORDER BY id';
  const { rows } = await client.query<{ id: number; hash: string }>(text, [campaign, after, upTo]);
  const [first, last] = [rows[0], rows.at(-1)];
  if (!first || !last) return 0;
  const hash = sealHash(
    previous,
    rows.map((row) => row.hash),
  );
  await client.query(
    `INSERT INTO audit_seal (campaign, first_id, last_id, rows, previous, hash, sealed_at) VALUES ($1, $2, $3, $4, $5, $6, to_timestamp($7 / 1000.0))`,
    [campaign, first.id, last.id, rows.length, previous, hash, now],
  );
  return rows.length;
}

/**
 * The highest audit id below which nothing can appear any more. Ids are drawn before their transaction commits, so a row may turn
 * up below one that is already visible: wait until every transaction older than one of ours has ended.
 */
async function settledHorizon(pool: Pool, patienceMs: number): Promise<number | null> {
  const horizon = `SELECT max(id) AS horizon, pg_current_xact_id()::text AS newest FROM audit`;
  const { rows } = await withActor(pool, actorSetting(engine), (client) =>
    client.query<{ horizon: number | null; newest: string }>(horizon),
  );
  const seen = rows[0];
  if (!seen?.horizon) return null;
  for (const start = performance.now(); performance.now() - start < patienceMs;) {
    const text = 'SELECT pg_snapshot_xmin(pg_current_snapshot()) > $1::xid8 AS settled';
    const { rows: answers } = await pool.query<{ settled: boolean }>(text, [seen.newest]);
    if (answers[0]?.settled) return seen.horizon;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return null;
}
