import { createHash, randomUUID } from 'node:crypto';
import type { Actor } from '../domain/actor.ts';
import { withActor } from '../platform/database.ts';
import { actorSetting, execute, type ExecuteDeps } from './execute.ts';
import { append, type AuditEntry } from './audit.ts';

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
 * Enters people into the directory (members of the plan's bodies are known by their name there), or brings those already there (same unit, name and duty) up to date; a blank field keeps what is known.
 * Items of their unit that name them and have nobody yet become theirs, unless two people share the name. Returns how many were new,
 * changed, and how many items found their person.
 */
export async function enterPeople(
  deps: ExecuteDeps,
  people: DirectoryEntry[],
  { campaign, actor }: { campaign: string; actor: Actor },
): Promise<{ entered: number; changed: number; matched: number }> {
  const rows = JSON.stringify(people.map((person) => ({ ...person, id: randomUUID() })));
  const entered = await withActor(deps.pool, actorSetting(actor), async (client) => {
    const { rows: written } = await client.query<{ is_new: boolean }>(
      `INSERT INTO person (id, campaign, unit, name, duty, roles, phone, email, robot)
       SELECT p.id, $1, p.unit, p.name, coalesce(known.duty, p.duty), p.roles, p.phone, p.email, p.robot
       FROM jsonb_to_recordset($2) AS p (id uuid, unit text, name text, duty text, roles text[], phone text, email text, robot text)
       LEFT JOIN LATERAL (
         SELECT min(e.duty) AS duty FROM person e WHERE e.campaign = $1 AND e.unit = p.unit AND e.name = p.name AND NOT EXISTS (SELECT FROM unit u WHERE u.campaign = $1 AND u.key = p.unit)
         HAVING count(*) = 1
       ) AS known ON true
       ON CONFLICT (campaign, unit, name, duty) DO UPDATE SET
         roles = (SELECT coalesce(array_agg(DISTINCT role), '{}') FROM unnest(person.roles || excluded.roles) AS role),
         phone = coalesce(excluded.phone, person.phone), email = coalesce(excluded.email, person.email), robot = coalesce(excluded.robot, person.robot), active = true
       RETURNING (xmax = 0) AS is_new`,
      [campaign, rows],
    );
    const isNew = written.filter((row) => row.is_new).length;
    const detail = { entered: isNew, changed: written.length - isNew };
    const entry: AuditEntry = {
      campaign,
      unit: '*',
      subject: `campaign:${campaign}`,
      at: deps.now(),
      actor: actor.id,
      role: actor.role,
      action: 'enterPeople',
      result: 'done',
      detail,
    };
    await append(client, [entry]);
    return detail;
  });
  return { ...entered, matched: await findTheirItems(deps, { campaign, actor }) };
}

/** Hands items that name a person nobody knew over to the one person of their unit who bears the name. */
async function findTheirItems(deps: ExecuteDeps, { campaign, actor }: { campaign: string; actor: Actor }): Promise<number> {
  const text = `SELECT i.id, p.id AS person FROM ledger_item i
    JOIN (SELECT unit, name, min(id::text) AS id FROM person WHERE campaign = $1 AND active GROUP BY unit, name HAVING count(*) = 1) AS p
      ON p.unit = i.county AND p.name = i.responsible_name
    WHERE i.campaign = $1 AND i.responsible IS NULL AND i.status NOT IN ('closed', 'voided') ORDER BY i.number`;
  const { rows } = await withActor(deps.pool, actorSetting(actor), (client) =>
    client.query<{ id: string; person: string }>(text, [campaign]),
  );
  for (const { id, person } of rows) {
    const command = { action: 'handOver', responsible: person, reason: '人员名录已补充' } as const;
    await execute(deps, { id: randomUUID(), subject: id, actor: { ...actor, role: 'coordinator' }, command });
  }
  return rows.length;
}

/** Addresses for a demonstration, where a person has none: `.invalid` is never delivered anywhere (RFC 2606). */
export function inventedAddress(unit: string, name: string): string {
  return `p${createHash('sha256').update(`${unit}|${name}`).digest('hex').slice(0, 12)}@demo.invalid`;
}
