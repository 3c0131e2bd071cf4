import type pg from 'pg';
import { execute, type Order } from '../../commands/execute.ts';
import { openPool } from '../../platform/database.ts';
import { orders } from './doomed-orders.ts';

/**
 * A process that carries out commands as the server does. An order may name where it is to stop, to be killed there: `before commit`, with
 * all decided and nothing written; `in flight`, with the write sent and no answer awaited; `after commit`, before anybody is told.
 */
export type CommitPoint = 'before commit' | 'in flight' | 'after commit';

export type ExecutorOrder = { databaseUrl: string } | { order: Order; at: number; stop: CommitPoint | null };

let pool: pg.Pool | null = null;
for await (const told of orders() as AsyncGenerator<ExecutorOrder>) {
  if ('databaseUrl' in told) pool = openPool({ database: { url: told.databaseUrl, poolSize: 8 } }, 'app');
  else if (pool) void carryOut(pool, told);
}

async function carryOut(own: pg.Pool, { order, at, stop }: Extract<ExecutorOrder, { order: Order }>): Promise<void> {
  const answer = await execute({ pool: stop === null ? own : stopping(own, stop), now: () => at }, order);
  process.stdout.write(`${JSON.stringify({ id: order.id, answer })}\n`);
}

/** The pool, with its writing statements stopped at the point. */
function stopping(own: pg.Pool, stop: CommitPoint): pg.Pool {
  const query = async (statement: pg.QueryConfig) => {
    if (statement.name !== 'write-changes' && statement.name !== 'refuse') return own.query(statement);
    if (stop === 'after commit') await own.query(statement);
    if (stop === 'in flight') void own.query(statement).catch(() => undefined);
    process.stdout.write(`${JSON.stringify({ stopped: stop })}\n`);
    return new Promise<never>(() => undefined);
  };
  return new Proxy(own, { get: (target, name) => (name === 'query' ? query : Reflect.get(target, name, target)) as unknown });
}
