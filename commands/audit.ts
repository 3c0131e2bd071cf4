import type { Pool } from 'pg';
import type { Moment } from '../domain/calendar.ts';
import { withActor } from '../platform/database.ts';
import { engine } from './actors.ts';
import { actorSetting } from './execute.ts';

/** An act that changes no subject of its own: a log-in, a denial, an export. Nothing personal in it. */
export interface AuditEntry {
  campaign: string;
  /** Key of the unit concerned; `*` where it is nobody's. */
  unit: string;
  /** `account:<id>`: the chain it is appended to. */
  subject: string;
  /** Virtual. */
  at: Moment;
  actor: string;
  role: string;
  action: string;
  result: string;
  detail: Record<string, unknown>;
}

/** Appends one entry to its subject's chain. */
export async function record(pool: Pool, entry: AuditEntry): Promise<void> {
  await withActor(pool, actorSetting(engine), (client) => client.query('SELECT duban_audit($1)', [JSON.stringify([entry])]));
}
