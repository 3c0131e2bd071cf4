import { setTimeout as pause } from 'node:timers/promises';
import type { Config } from '../platform/config.ts';

/** True once the page answers; false when asked to stop before. */
export async function untilServed({ server }: Pick<Config, 'server'>, signal: AbortSignal): Promise<boolean> {
  const host = server.host === '0.0.0.0' || server.host === '::' ? '127.0.0.1' : server.host;
  while (!signal.aborted) {
    const answer = await fetch(`http://${host}:${server.port}/`, { redirect: 'manual', signal: AbortSignal.timeout(2_000) }).catch(
      () => null,
    );
    if (answer !== null) return true;
    await pause(200, undefined, { signal }).catch(() => undefined);
  }
  return false;
}
