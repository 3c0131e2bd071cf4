import type { Pool } from 'pg';

/** A change is told at once, with all others of some milliseconds. */
const togetherMs = 10;
/** After an import: other ledgers may follow, and rows come before workflows. */
export const afterImportMs = 750;

const ringing = new WeakMap<Pool, { at: number; timer: NodeJS.Timeout }>();

/**
 * Calls the relay, once for all that changed meanwhile. Never within a change's own transaction: a transaction that notifies
 * makes every other one wait until it is on the disk. A call that is lost costs a second at most, for the relay looks by itself.
 */
export function callRelay(pool: Pool, withinMs = togetherMs): void {
  const at = performance.now() + withinMs;
  const planned = ringing.get(pool);
  if (planned && planned.at <= at) return;
  clearTimeout(planned?.timer);
  const ring = () => {
    ringing.delete(pool);
    if (!pool.ending) pool.query('NOTIFY duban_wake').catch(() => undefined);
  };
  ringing.set(pool, { at, timer: setTimeout(ring, withinMs).unref() });
}
