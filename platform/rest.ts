import { performance } from 'node:perf_hooks';

const lookEveryMs = 10_000;
/** Share of the time between two looks. The relay's own look each second is far below. */
const busy = 0.1;

/**
 * Collects garbage once after each burst of work. V8 collects when a process allocates: one that has imported thousands of items
 * and then sleeps would keep what that took. Does nothing unless V8 was started with `--expose-gc`.
 */
export function collectAtRest(): void {
  const { gc } = globalThis;
  if (gc === undefined) return;
  let hasWorked = true;
  let last = performance.eventLoopUtilization();
  setInterval(() => {
    const now = performance.eventLoopUtilization();
    const isBusy = performance.eventLoopUtilization(now, last).utilization > busy;
    last = now;
    if (!isBusy && hasWorked) gc();
    hasWorked = isBusy;
  }, lookEveryMs).unref();
}
