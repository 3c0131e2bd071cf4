import { createActivities } from '../activities/create-activities.ts';
import { openClock } from '../commands/clock.ts';
import { runRelay } from '../commands/relay.ts';
import type { Config } from '../platform/config.ts';
import { openPool } from '../platform/database.ts';
import { openLog } from '../platform/log.ts';
import { openTemporal } from '../platform/temporal.ts';
import { openWorkerConnection } from '../platform/temporal-worker.ts';
import { taskQueue } from '../workflows/messages.ts';
import { createWorker } from './create-worker.ts';
import { runWorker } from './lives.ts';
import { standingOf } from './standing.ts';
import { installRuntime } from './runtime.ts';
import { ensureSchedules } from './schedules.ts';
import { temporalTeller } from './tell.ts';

/** The worker's process: the relay, and every workflow and activity but the postman's. Several may run at once. Returns when the signal ends it. */
export async function run(config: Config, signal: AbortSignal): Promise<void> {
  const log = openLog(config, 'worker');
  installRuntime(log);
  const pool = openPool(config, 'engine');
  const client = await openTemporal(config);
  const connection = await openWorkerConnection(config);
  const clock = await openClock(pool);
  // One part that fails ends the other, so that the process ends and is started again.
  const ending = new AbortController();
  const together = AbortSignal.any([signal, ending.signal]);
  try {
    const { namespace, cachedWorkflows } = config.temporal;
    const activities = createActivities({ pool, now: () => clock.now(), workflows: standingOf(client) });
    const worker = await createWorker({ connection, namespace, taskQueue, activities, cachedWorkflows, inThisThread: true });
    await ensureSchedules(client);
    log.info('the worker runs');
    const relay = runRelay({ pool, tell: temporalTeller(client), log }, together);
    await Promise.all([runWorker(worker, together), relay]).finally(() => ending.abort());
  } finally {
    ending.abort();
    await clock.close();
    await pool.end();
    await client.connection.close();
    await connection.close();
    log.info('the worker has ended');
  }
}
