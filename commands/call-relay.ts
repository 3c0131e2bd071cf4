import type { Pool } from 'pg';

const togetherMs = 10;
const ringing = new WeakSet<Pool>();

/**
 * Calls the relay, once for all that changed within some milliseconds. Never within a change's own transaction: a transaction that notifies
 * makes every other one wait until it is on the disk. A call that is lost costs a second at most, for the relay looks by itself.
 */
export function callRelay(pool: Pool): void {
  if (ringing.has(pool)) return;
  ringing.add(pool);
  setTimeout(() => {
    ringing.delete(pool);
    if (!pool.ending) pool.query('NOTIFY duban_wake').catch(() => undefined);
  }, togetherMs).unref();
}
