import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { environmentFault } from './fault.ts';
import type { Config } from './config.ts';

/**
 * `app`: requests, under row-level security. `engine`: time's commands and the postman. `owner`: migrations, backup and repair.
 * The first two are roles the migrations make; the connecting user takes them on.
 */
export type DatabaseRole = 'app' | 'engine' | 'owner';

const INT8 = 20;
const TIMESTAMPTZ = 1184;
const DATE = 1082;

/**
 * How values arrive through `pg`: int8 as number (none of ours passes 2^53; one that does is an error, not a wrong figure),
 * timestamptz as milliseconds since the epoch, date as its `yyyy-mm-dd` text. Prisma's own client is not touched by this.
 */
const types = new pg.TypeOverrides();
types.setTypeParser(INT8, safeInteger);
types.setTypeParser(TIMESTAMPTZ, epochMilliseconds);
types.setTypeParser(DATE, (text) => text);

/** A pool whose every connection acts as the role, in UTC. */
export function openPool(config: Pick<Config, 'database'>, role: DatabaseRole, size = config.database.poolSize): pg.Pool {
  const pool = new pg.Pool({
    connectionString: databaseUrl(config),
    max: size,
    options: startupOptions(role),
    application_name: `duban ${role}`,
    idleTimeoutMillis: 15_000,
    connectionTimeoutMillis: 15_000,
    types,
  });
  // A connection lost while idle (Postgres restarted) is replaced at the next use; without a listener it would end the process.
  pool.on('error', () => undefined);
  // The same for one lost while somebody holds it between two statements: the next statement tells them.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

/**
 * One transaction on behalf of an actor: without it row-level security shows no row. Rolled back when `fn` throws.
 * @param actor what the database's policies read as `duban.actor`
 */
export async function withActor<T>(pool: pg.Pool, actor: string, fn: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('begin');
    await client.query("select set_config('duban.actor', $1, true)", [actor]);
    const result = await fn(client);
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch((failure: unknown) => (broken = failure instanceof Error ? failure : new Error(String(failure))));
    throw error;
  } finally {
    client.release(broken);
  }
}

/** The adapter for a Prisma client that acts as the role: `new PrismaClient({ adapter })`. */
export function prismaAdapter(config: Pick<Config, 'database'>, role: DatabaseRole): PrismaPg {
  return new PrismaPg({
    connectionString: databaseUrl(config),
    max: Math.min(10, config.database.poolSize),
    options: startupOptions(role),
    application_name: `duban prisma ${role}`,
  });
}

/** Throws when the stack has not been started and nothing is configured. */
export function databaseUrl(config: Pick<Config, 'database'>): string {
  if (config.database.url !== null) return config.database.url;
  throw environmentFault(
    '没有数据库地址：请用 npx duban start 启动，或设置 DATABASE_URL。',
    'There is no database address: start with "npx duban start", or set DATABASE_URL.',
  );
}

function startupOptions(role: DatabaseRole): string {
  return role === 'owner' ? '-c timezone=UTC' : `-c role=duban_${role} -c timezone=UTC`;
}

function safeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} does not fit a number`);
  return value;
}

/** Postgres writes `2023-07-13 08:55:00.123+00` and may omit the fraction. */
function epochMilliseconds(text: string): number {
  const value = Date.parse(text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00'));
  if (Number.isNaN(value)) throw new RangeError(`${text} is not a moment`);
  return value;
}
