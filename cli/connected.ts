import type { Pool } from 'pg';
import { openClock, type VirtualClock } from '../commands/clock.ts';
import { readConfig, withAddresses, type Config } from '../platform/config.ts';
import { openPool } from '../platform/database.ts';
import { runningStack } from '../platform/embedded/run-record.ts';

/** What a command that works on a running system needs. */
export interface Connected {
  config: Config;
  owner: Pool;
  /** Acts as `duban_engine`. */
  pool: Pool;
  clock: VirtualClock;
}

/** Runs `work` on the configured database, or on that of the stack that runs from the data folder. @throws Fault when there is neither */
export async function connected<T>(work: (connected: Connected) => Promise<T>): Promise<T> {
  const given = readConfig();
  const addresses = given.database.url === null ? runningStack(given.dataFolder) : null;
  const config = addresses ? withAddresses(given, addresses) : given;
  const owner = openPool(config, 'owner', 2);
  const pool = openPool(config, 'engine', 6);
  try {
    const clock = await openClock(pool);
    try {
      return await work({ config, owner, pool, clock });
    } finally {
      await clock.close();
    }
  } finally {
    await Promise.all([owner.end(), pool.end()]);
  }
}
