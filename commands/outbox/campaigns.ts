import type pg from 'pg';
import { makeCalendar, type Calendar, type CalendarData, type Day, type Moment } from '../../domain/calendar.ts';
import type { Named, Role } from '../../domain/plan.ts';
import { makeDirectory, type Directory, type DirectoryPerson } from '../../domain/recipients.ts';
import { isAddress } from '../../platform/mail.ts';

/** A campaign whose messages may leave: running and not on hold. */
export interface OpenCampaign {
  id: string;
  calendar: Calendar;
  /** Whether ordinary messages may leave at the tick's moment; urgent ones always may. */
  windowOpen: boolean;
}

/** What messages of a campaign say beside their lines. */
export interface CampaignVoice {
  name: string;
  issuer: string;
  phones: string[];
  zone: string;
  /** Names of units and departments by key. */
  units: Map<string, string>;
}

/** Campaigns that are running and not on hold at `now`. */
export async function openCampaigns(client: pg.PoolClient, now: Moment): Promise<OpenCampaign[]> {
  const { rows } = await client.query<{ id: string; calendar: CalendarData }>(
    `SELECT id, plan -> 'calendar' AS calendar FROM campaign WHERE status = 'running' AND NOT held ORDER BY id`,
  );
  return rows.map(({ id, calendar: data }) => {
    const calendar = makeCalendar(data);
    return { id, calendar, windowOpen: calendar.isOpen(now) };
  });
}

export async function readVoice(client: pg.PoolClient, campaign: string): Promise<CampaignVoice> {
  const { rows } = await client.query<{
    name: Named;
    issuer: string;
    contacts: { phone?: string }[] | null;
    hotlines: string[] | null;
    zone: string;
  }>(
    `SELECT plan -> 'name' AS name, plan ->> 'issuer' AS issuer, plan -> 'contacts' AS contacts, plan -> 'hotlines' AS hotlines,
            plan -> 'calendar' ->> 'zone' AS zone
     FROM campaign WHERE id = $1`,
    [campaign],
  );
  // Departments owe work items, and are no units of the ledger.
  const units = await client.query<{ key: string; name: string }>(
    `SELECT d.key, d.name FROM campaign c, jsonb_to_recordset(c.plan -> 'departments') AS d (key text, name text) WHERE c.id = $1
     UNION ALL SELECT key, name FROM unit WHERE campaign = $1`,
    [campaign],
  );
  const row = rows[0];
  const office = (row?.contacts ?? []).flatMap(({ phone }) => (phone === undefined ? [] : [phone]));
  return {
    name: row?.name.zh ?? campaign,
    issuer: row?.issuer ?? '',
    phones: office.length > 0 ? office : (row?.hotlines ?? []),
    zone: row?.zone ?? 'UTC',
    units: new Map(units.rows.map(({ key, name }) => [key, name])),
  };
}

export async function readDirectory(client: pg.PoolClient, campaign: string, today: Day): Promise<Directory> {
  const people = await client.query<DirectoryPerson>(
    `SELECT id, unit, name, roles, email, active, away_from AS "awayFrom", away_to AS "awayTo", deputy
     FROM person WHERE campaign = $1 ORDER BY unit, name, id`,
    [campaign],
  );
  const plan = await client.query<{ roles: Role[] }>(`SELECT plan -> 'roles' AS roles FROM campaign WHERE id = $1`, [campaign]);
  return makeDirectory(people.rows.map(usable), plan.rows[0]?.roles ?? [], today);
}

/** An address that no message can be sent to counts as none. */
function usable(person: DirectoryPerson): DirectoryPerson {
  const email = person.email?.trim() ?? '';
  return { ...person, email: isAddress(email) ? email : null };
}
