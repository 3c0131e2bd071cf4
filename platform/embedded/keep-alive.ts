import { setTimeout as pause } from 'node:timers/promises';
import type { Say } from '../say.ts';
import { isRunning } from './processes.ts';
import type { Service } from './service.ts';

export interface Kept {
  /** Ends it and starts it no more. */
  stop(): Promise<void>;
  /** Ends it at once, for who does not want to wait. */
  kill?(): void;
}

const SHORTEST_MS = 250;
const LONGEST_MS = 15_000;
/** What lived this long was well: the pauses begin again at the shortest. */
const WELL_MS = 10_000;

/** Starts a service again whenever it ends unasked, with growing pauses. */
export function keepAlive(first: Service, again: () => Promise<Service>, say: Say): Kept {
  const stopping = new AbortController();
  const unwanted = () => stopping.signal.aborted;
  let current = first;
  const watching = (async () => {
    let wait = SHORTEST_MS;
    let since = performance.now();
    for (;;) {
      await current.ended;
      if (unwanted()) return;
      wait = performance.now() - since > WELL_MS ? SHORTEST_MS : Math.min(wait * 2, LONGEST_MS);
      say(
        `${current.name} 意外结束，${(wait / 1000).toFixed(1)} 秒后重新启动`,
        `${current.name} ended unasked; starting it again in ${(wait / 1000).toFixed(1)} s`,
      );
      await pause(wait, undefined, { signal: stopping.signal }).catch(() => undefined);
      if (unwanted()) return;
      since = performance.now();
      try {
        current = await again();
        if (unwanted()) await current.stop();
      } catch (error) {
        say(`${current.name} 未能启动`, `${current.name} did not start: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  })();
  return {
    kill: () => {
      stopping.abort();
      if (current.mark && isRunning(current.mark)) process.kill(current.mark.pid, 'SIGKILL');
    },
    stop: async () => {
      stopping.abort();
      await current.stop();
      // One that is just being started again must not be left running.
      await watching;
    },
  };
}
