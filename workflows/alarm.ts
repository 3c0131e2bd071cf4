import { CancellationScope, isCancellation, sleep } from '@temporalio/workflow';
import type { Moment } from '../domain/calendar.ts';

/**
 * One timer that is moved as seldom as can be. A timer that would ring too early is left to ring, and its owner then looks
 * again: most subjects end before it does, and cancelling it at each change would cost two events every time.
 */
export class Alarm {
  /** How often it has rung; whoever waits compares. */
  rings = 0;
  #running: { at: Moment; scope: CancellationScope } | null = null;

  /** Rings at `at` (workflow time) or before. */
  ringBy(at: Moment): void {
    if (this.#running && this.#running.at <= at) return;
    this.#running?.scope.cancel();
    const running = { at, scope: new CancellationScope() };
    this.#running = running;
    running.scope
      .run(() => sleep(Math.max(1, at - Date.now())))
      .then(
        () => {
          this.#running = null;
          this.rings++;
        },
        (error: unknown) => {
          if (!isCancellation(error)) throw error;
        },
      );
  }
}
