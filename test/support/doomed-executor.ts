import type pg from 'pg';
import { openPool } from '../../platform/database.ts';
import { orders } from './doomed-orders.ts';
import { carryOut, type GivenOrder } from './kinds.ts';

/**
 * A process that carries out commands as the server does. An order may name where it is to stop, to be killed there: `before commit`, with
 * all decided and nothing written; `in flight`, with the write sent and no answer awaited; `after commit`, before anybody is told.
 */
export type CommitPoint = 'before commit' | 'in flight' | 'after commit';

export type ExecutorOrder = { databaseUrl: string } | (GivenOrder & { stop: CommitPoint | null });

/** Statements that write what a command does. */
const writing = ['write-changes', 'refuse'];

let pool: pg.Pool | null = null;
for await (const told of orders() as AsyncGenerator<ExecutorOrder>) {
  if ('databaseUrl' in told) pool = openPool({ database: { url: told.databaseUrl, poolSize: 8 } }, 'app');
  else if (pool) void answer(pool, told);
}

async function answer(own: pg.Pool, { stop, ...given }: Extract<ExecutorOrder, GivenOrder>): Promise<void> {
  const answered = await carryOut(stop === null ? own : stopping(own, stop), given);
  process.stdout.write(`${JSON.stringify({ id: given.order.id, answer: answered })}\n`);
}

/** The pool, with its writing statements stopped at the point. */
function stopping(own: pg.Pool, stop: CommitPoint): pg.Pool {
  const query = async (statement: pg.QueryConfig) => {
    if (!writing.includes(statement.name ?? '')) return own.query(statement);
    if (stop === 'after commit') await own.query(statement);
    if (stop === 'in flight') void own.query(statement).catch(() => undefined);
    process.stdout.write(`${JSON.stringify({ stopped: stop })}\n`);
    return new Promise<never>(() => undefined);
  };
  return new Proxy(own, { get: (target, name) => (name === 'query' ? query : Reflect.get(target, name, target)) as unknown });
}
