import { setTimeout as pause } from 'node:timers/promises';
import { ask } from '../platform/ask.ts';
import type { Config } from '../platform/config.ts';

/** True once the page answers; false when asked to stop before. */
export async function untilServed({ server }: Pick<Config, 'server'>, signal: AbortSignal): Promise<boolean> {
  const host = server.host === '0.0.0.0' || server.host === '::' ? '127.0.0.1' : server.host;
  while (!signal.aborted) {
    if ((await ask(`http://${host}:${server.port}/`)) !== null) return true;
    await pause(200, undefined, { signal }).catch(() => undefined);
  }
  return false;
}
