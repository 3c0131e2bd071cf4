import type { Pool } from 'pg';
import type { Moment } from '../../domain/calendar.ts';
import { withActor } from '../../platform/database.ts';
import { engine } from '../actors.ts';
import { actorSetting } from '../execute.ts';
import { append, type AuditEntry } from '../audit.ts';

/** What a held postman would send as soon as it is released. */
export interface Backlog {
  /** Agenda rows that are due and unclaimed. */
  due: number;
  subjects: number;
  /** Moment of the oldest of them; null when nothing is due. */
  since: Moment | null;
  /** Messages frozen before and not yet sent. */
  frozen: number;
  /** The campaign's zone, for telling `since`. */
  zone: string;
}

/** @param now virtual */
export async function backlog(pool: Pool, now: Moment): Promise<Backlog> {
  return withActor(pool, actorSetting(engine), async (client) => {
    const due = await client.query<{ due: number; subjects: number; since: Moment | null }>(
      'SELECT count(*) AS due, count(DISTINCT subject) AS subjects, min(at) AS since FROM agenda WHERE claimed_at IS NULL AND at <= to_timestamp($1 / 1000.0)',
      [now],
    );
    const campaign = await client.query<{ zone: string }>("SELECT plan -> 'calendar' ->> 'zone' AS zone FROM campaign LIMIT 1");
    const frozen = await client.query<{ n: number }>("SELECT count(*) AS n FROM delivery WHERE state IN ('pending', 'sending')");
    return {
      due: due.rows[0]?.due ?? 0,
      subjects: due.rows[0]?.subjects ?? 0,
      since: due.rows[0]?.since ?? null,
      frozen: frozen.rows[0]?.n ?? 0,
      zone: campaign.rows[0]?.zone ?? 'UTC',
    };
  });
}

/** Lets the postman go on. Returns how many campaigns were held. */
export async function release(pool: Pool, now: Moment): Promise<number> {
  return withActor(pool, actorSetting(engine), async (client) => {
    const { rows } = await client.query<{ id: string }>('UPDATE campaign SET held = false WHERE held RETURNING id');
    const entries = rows.map(({ id }): AuditEntry => ({
      campaign: id,
      unit: '*',
      subject: `campaign:${id}`,
      at: now,
      actor: 'cli',
      role: 'coordinator',
      action: 'releasePostman',
      result: 'done',
      detail: {},
    }));
    await append(client, entries);
    return rows.length;
  });
}
