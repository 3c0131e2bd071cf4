import type { Pool, PoolClient } from 'pg';
import { withActor } from '../platform/database.ts';
import type { Logger } from '../platform/log.ts';
import { engine } from './actors.ts';
import { openBell } from './bell.ts';
import { actorSetting } from './execute.ts';
import { readNews, type News } from './news.ts';

export interface RelayDeps {
  /** Connected as `duban_engine`. */
  pool: Pool;
  /** Tells Temporal; throws when it cannot be told now. Told again of the same news it must do no harm. */
  tell: (news: News) => Promise<void>;
  log: Pick<Logger, 'info' | 'warn'>;
  /** Subjects told at a time; 30 if not given, past which a small Temporal only queues. */
  concurrency?: number;
}

export interface RelayRound {
  /** Wake rows taken. */
  taken: number;
  /** Subjects told. */
  told: number;
  /** Subjects that could not be told: their rows stay. */
  failed: number;
}

interface WakeRow {
  id: number;
  kind: string;
  campaign: string;
  subject: string;
}

const roundSize = 300;
const pollMs = 1_000;
const longestPauseMs = 15_000;

/**
 * Turns wake rows into news for Temporal until `signal` ends it: each subject at least once with its newest state. Rows are locked,
 * not deleted, while their subjects are told, so a relay that is killed leaves them to the next one; several may run at once.
 * While Temporal or Postgres is away it waits, and nothing is lost: people's commands only add rows.
 */
export async function runRelay(deps: RelayDeps, signal: AbortSignal): Promise<void> {
  const bell = openBell(deps.pool, 'duban_wake', signal);
  let pauseMs = pollMs;
  while (!signal.aborted) {
    const round = await attempt(deps);
    const well = round !== null && round.failed === 0;
    if (!well) deps.log.warn({ round, pauseMs }, 'the relay waits: Temporal or Postgres cannot be reached');
    if (well && round.taken >= roundSize) continue;
    await bell.wait(pauseMs, well);
    pauseMs = well ? pollMs : Math.min(2 * pauseMs, longestPauseMs);
  }
  await bell.close();
}

async function attempt(deps: RelayDeps): Promise<RelayRound | null> {
  try {
    return await relayRound(deps);
  } catch (error) {
    deps.log.warn({ err: error }, 'a round of the relay failed');
    return null;
  }
}

/** One round: the oldest rows nobody else has, each subject told once with the state read after the rows were locked. */
export async function relayRound(deps: RelayDeps): Promise<RelayRound> {
  return withActor(deps.pool, actorSetting(engine), async (client) => {
    const oldest = await lockRows(client);
    if (oldest.length === 0) return { taken: 0, told: 0, failed: 0 };
    const rows = [...oldest, ...(await lockYounger(client, oldest))];
    const news = await readNews(deps.pool, client, rows);
    const failed = await tellAll(news, deps);
    const done = rows.filter((row) => !failed.has(nameOf(row))).map((row) => row.id);
    await client.query('DELETE FROM wake WHERE id = ANY($1::bigint[])', [done]);
    return { taken: rows.length, told: news.length - failed.size, failed: failed.size };
  });
}

/** How far Temporal is behind the rows: subjects' rows that wait, and the age of the oldest in real ms. */
export async function relayLag(pool: Pool): Promise<{ waiting: number; oldestMs: number }> {
  const text = `SELECT count(*)::int AS waiting, coalesce(extract(epoch FROM now() - min(created_at)) * 1000, 0)::float8 AS "oldestMs" FROM wake`;
  const { rows } = await withActor(pool, actorSetting(engine), (client) => client.query<{ waiting: number; oldestMs: number }>(text));
  return rows[0] ?? { waiting: 0, oldestMs: 0 };
}

async function lockRows(client: PoolClient): Promise<WakeRow[]> {
  const text = 'SELECT id, kind, campaign, subject FROM wake ORDER BY id LIMIT $1 FOR UPDATE SKIP LOCKED';
  return (await client.query<WakeRow>(text, [roundSize])).rows;
}

/**
 * All other rows of the same subjects: the state read after this is newer than any of them. So a subject that changes faster than Temporal can
 * be told waits in line once, and the line is never longer than there are subjects.
 */
async function lockYounger(client: PoolClient, oldest: WakeRow[]): Promise<WakeRow[]> {
  const text = `SELECT w.id, w.kind, w.campaign, w.subject FROM wake w
    JOIN (SELECT DISTINCT kind, subject FROM unnest($1::text[], $2::text[]) AS s (kind, subject)) AS s USING (kind, subject)
    WHERE w.id <> ALL ($3::bigint[]) FOR UPDATE OF w SKIP LOCKED`;
  const values = [oldest.map(({ kind }) => kind), oldest.map(({ subject }) => subject), oldest.map(({ id }) => id)];
  return (await client.query<WakeRow>(text, values)).rows;
}

/** Tells every subject, some at a time. Returns the names of those that could not be told. */
async function tellAll(news: News[], { tell, log, concurrency = 30 }: RelayDeps): Promise<Set<string>> {
  const failed = new Set<string>();
  const waiting = news.values();
  const line = async () => {
    for (const one of waiting) {
      try {
        await tell(one);
      } catch (error) {
        if (failed.size === 0) log.warn({ err: error, subject: one.subject }, 'a subject could not be told');
        failed.add(nameOf(one));
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(concurrency, news.length) }, line));
  return failed;
}

function nameOf({ kind, subject }: { kind: string; subject: string }): string {
  return `${kind}:${subject}`;
}
