import type { Client, Pool } from 'pg';
import type { Moment } from '../domain/calendar.ts';
import { DomainError } from '../domain/errors.ts';

/** Virtual now = real now + an offset kept in Postgres, the same for every process. */
export interface VirtualClock {
  now(): Moment;
  offsetMs(): number;
  close(): Promise<void>;
}

const refreshMs = 5_000;

/** Follows the offset: told by NOTIFY, and read again every few seconds in case a notice was lost with its connection. */
export async function openClock(pool: Pool): Promise<VirtualClock> {
  let offset = await readOffset(pool);
  let closed = false;
  const refresh = async () => {
    try {
      offset = await readOffset(pool);
    } catch {
      // The database is away: the clock runs on with the offset it knows.
    }
  };
  const timer = setInterval(() => void refresh(), refreshMs);
  timer.unref();
  const stopListening = await listen(pool, 'duban_clock', () => void (closed ? undefined : refresh()));
  return {
    now: () => Date.now() + offset,
    offsetMs: () => offset,
    close: async () => {
      closed = true;
      clearInterval(timer);
      await stopListening();
    },
  };
}

/** Moves virtual time forward to `to`. @throws DomainError `clock_backwards` */
export async function moveClock(pool: Pool, to: Moment): Promise<number> {
  const offset = await readOffset(pool);
  if (to < Date.now() + offset) throw new DomainError('clock_backwards');
  return setOffset(pool, to - Date.now());
}

/** Sets the offset whatever it was: only when a campaign is made. */
export async function setOffset(pool: Pool, offsetMs: number): Promise<number> {
  await pool.query('UPDATE clock SET offset_ms = $1 WHERE id = 1', [Math.round(offsetMs)]);
  await pool.query('NOTIFY duban_clock');
  return Math.round(offsetMs);
}

export async function readOffset(pool: Pool | Client): Promise<number> {
  const { rows } = await pool.query<{ offset_ms: string | number }>('SELECT offset_ms FROM clock WHERE id = 1');
  return Number(rows[0]?.offset_ms ?? 0);
}

async function listen(pool: Pool, channel: string, heard: () => void): Promise<() => Promise<void>> {
  const client = await pool.connect();
  let lost = false;
  client.on('notification', heard);
  client.on('error', () => {
    lost = true;
  });
  await client.query(`LISTEN ${channel}`);
  return async () => {
    if (!lost) await client.query(`UNLISTEN ${channel}`).catch(() => undefined);
    client.release(lost);
    return Promise.resolve();
  };
}
