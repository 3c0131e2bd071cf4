import type { Pool, PoolClient } from 'pg';
import type { OtherAct } from '../domain/acts.ts';
import type { AccountRole } from '../domain/actor.ts';
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
  /** `none`: an account without a role, or nobody in particular. */
  role: AccountRole | 'none';
  action: OtherAct;
  result: string;
  detail: Record<string, unknown>;
  /** The state of the item, where the act is in an item's own chain. */
  life?: unknown;
}

/** Appends one entry to its subject's chain, in a transaction of its own. */
export async function record(pool: Pool, entry: AuditEntry): Promise<void> {
  await withActor(pool, actorSetting(engine), (client) => append(client, [entry]));
}

/** Appends entries within the caller's transaction, at most one for each subject. */
export async function append(client: PoolClient, entries: AuditEntry[]): Promise<void> {
  if (entries.length > 0) await client.query('SELECT duban_audit($1)', [JSON.stringify(entries)]);
}
