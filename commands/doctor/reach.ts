import type { PoolClient } from 'pg';
import { makeCalendar, type CalendarData, type Moment } from '../../domain/calendar.ts';
import { readDirectory } from '../outbox/campaigns.ts';
import type { Finding } from './finding.ts';

interface Planned {
  unit: string;
  responsible: string | null;
  roles: string[];
  rows: number;
}

/** Roles of a unit to which something is planned and which nobody holds who can be written to: seen before the message falls due. */
export async function examineReach(client: PoolClient, now: Moment): Promise<Finding[]> {
  const { rows: campaigns } = await client.query<{ id: string; calendar: CalendarData }>(
    "SELECT id, plan -> 'calendar' AS calendar FROM campaign WHERE status <> 'closed' ORDER BY id",
  );
  const findings: Finding[] = [];
  for (const { id, calendar } of campaigns) {
    const directory = await readDirectory(client, id, makeCalendar(calendar).dayOf(now));
    const lost = new Map<string, { unit: string; role: string; rows: number }>();
    for (const { unit, responsible, roles, rows } of await planned(client, id)) {
      for (const role of directory.resolve({ unit, responsible, responsibleName: null }, roles).unreached) {
        const key = `${unit} ${role}`;
        lost.set(key, { unit, role, rows: rows + (lost.get(key)?.rows ?? 0) });
      }
    }
    for (const { unit, ...detail } of lost.values()) findings.push({ ailment: 'unreachable', subject: unit, detail, remedy: 'told' });
  }
  return findings;
}

async function planned(client: PoolClient, campaign: string): Promise<Planned[]> {
  const { rows } = await client.query<Planned>(
    `SELECT a.unit, s.life ->> 'responsible' AS responsible, a.roles, count(*) AS rows FROM agenda a JOIN subject s ON s.id = a.subject
     WHERE a.campaign = $1 AND a.claimed_at IS NULL GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,
    [campaign],
  );
  return rows;
}
