import { createHash, randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import type { Actor } from '../domain/actor.ts';
import type { Moment } from '../domain/calendar.ts';
import { withActor } from '../platform/database.ts';
import { actorSetting } from './execute.ts';

/** A person as a directory names them. `roles`: ladder roles held in the unit. */
export interface DirectoryEntry {
  unit: string;
  name: string;
  duty: string;
  roles: string[];
  phone: string | null;
  email: string | null;
  robot: string | null;
}

/**
 * Enters people into the directory, or brings those already there (same unit, name and duty) up to date; a blank field keeps what is known.
 * Items of their unit that name them and have nobody yet become theirs, unless two people share the name. Returns how many were new,
 * changed, and how many items found their person.
 */
export async function enterPeople(
  pool: Pool,
  people: DirectoryEntry[],
  { campaign, actor, at }: { campaign: string; actor: Actor; at: Moment },
): Promise<{ entered: number; changed: number; matched: number }> {
  const rows = JSON.stringify(people.map((person) => ({ ...person, id: randomUUID() })));
  return withActor(pool, actorSetting(actor), async (client) => {
    const { rows: written } = await client.query<{ is_new: boolean }>(
      `INSERT INTO person (id, campaign, unit, name, duty, roles, phone, email, robot)
       SELECT p.id, $1, p.unit, p.name, p.duty, p.roles, p.phone, p.email, p.robot
       FROM jsonb_to_recordset($2) AS p (id uuid, unit text, name text, duty text, roles text[], phone text, email text, robot text)
       ON CONFLICT (campaign, unit, name, duty) DO UPDATE SET
         roles = (SELECT coalesce(array_agg(DISTINCT role), '{}') FROM unnest(person.roles || excluded.roles) AS role),
         phone = coalesce(excluded.phone, person.phone), email = coalesce(excluded.email, person.email), robot = coalesce(excluded.robot, person.robot), active = true
       RETURNING (xmax = 0) AS is_new`,
      [campaign, rows],
    );
    const entered = written.filter((row) => row.is_new).length;
    const { rowCount } = await client.query(
      `UPDATE ledger_item i SET responsible = p.id, life = jsonb_set(i.life, '{responsible}', to_jsonb(p.id::text))
       FROM (SELECT unit, name, min(id::text)::uuid AS id FROM person WHERE campaign = $1 AND active GROUP BY unit, name HAVING count(*) = 1) AS p
       WHERE i.campaign = $1 AND i.county = p.unit AND i.responsible_name = p.name AND i.responsible IS NULL AND i.status NOT IN ('closed', 'voided')`,
      [campaign],
    );
    const detail = { entered, changed: written.length - entered, matched: rowCount ?? 0 };
    const entry = {
      campaign,
      unit: '*',
      subject: `campaign:${campaign}`,
      at,
      actor: actor.id,
      role: actor.role,
      action: 'enterPeople',
      result: 'done',
      detail,
    };
    await client.query('SELECT duban_audit($1)', [JSON.stringify([entry])]);
    return detail;
  });
}

/** Addresses for a demonstration, where a person has none: `.invalid` is never delivered anywhere (RFC 2606). */
export function inventedAddress(unit: string, name: string): string {
  return `p${createHash('sha256').update(`${unit}|${name}`).digest('hex').slice(0, 12)}@demo.invalid`;
}
