import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool, PoolClient } from 'pg';

export interface Bell {
  /** Resolves after `ms`, when the signal ends it, or (`untilRung`) as soon as the channel was notified since the last wait. */
  wait(ms: number, untilRung: boolean): Promise<void>;
  close(): Promise<void>;
}

const reconnectMs = 1_000;

/** Listens to a channel on a connection of its own, which is made again when it is lost. A notice may be missed then: whoever waits polls too. */
export function openBell(pool: Pool, channel: string, signal: AbortSignal): Bell {
  let rung = false;
  let wake: (() => void) | null = null;
  const heard = () => {
    rung = true;
    wake?.();
  };
  const pause = (ms: number, untilRung: boolean) =>
    new Promise<void>((resolve) => {
      const finish = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', finish);
        wake = null;
        resolve();
      };
      const timer = setTimeout(finish, ms);
      signal.addEventListener('abort', finish);
      if (untilRung) wake = finish;
    });
  const listening = keepListening(pool, channel, heard, signal);
  return {
    wait: async (ms, untilRung) => {
      if (!signal.aborted && !(untilRung && rung)) await pause(ms, untilRung);
      rung = false;
    },
    close: () => listening,
  };
}

async function keepListening(pool: Pool, channel: string, heard: () => void, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    let client: PoolClient | null = null;
    try {
      client = await pool.connect();
      await listenUntilLost(client, channel, heard, signal);
    } catch {
      // The database is away: the next attempt follows.
    } finally {
      client?.release(true);
    }
    heard();
    await sleep(reconnectMs, undefined, { signal }).catch(() => undefined);
  }
}

async function listenUntilLost(client: PoolClient, channel: string, heard: () => void, signal: AbortSignal): Promise<void> {
  const lost = new AbortController();
  client.once('error', () => lost.abort());
  client.once('end', () => lost.abort());
  client.on('notification', heard);
  await client.query(`LISTEN ${channel}`);
  const ended = AbortSignal.any([lost.signal, signal]);
  if (!ended.aborted) await new Promise((resolve) => ended.addEventListener('abort', resolve, { once: true }));
  client.off('notification', heard);
}
