import type { Pool, PoolClient } from 'pg';
import { makeCalendar, type Calendar, type CalendarData } from '../domain/calendar.ts';
import { DomainError } from '../domain/errors.ts';
import type { Rules } from '../domain/subject.ts';
import { withActor } from '../platform/database.ts';

const known = new Map<string, Rules>();
const calendars = new WeakMap<CalendarData, Calendar>();
const anyone = JSON.stringify({ id: 'rules', role: 'engine', units: [] });

/** The rules an item was given; a version never changes, so it is read once in a process. */
export async function rulesOf(pool: Pool, campaign: string, key: string, version: number): Promise<Rules> {
  const name = `${campaign}/${key}/${version}`;
  const cached = known.get(name);
  if (cached) return cached;
  const rules = await withActor(pool, anyone, (client) => readRules(client, oneVersion, [campaign, key, version]));
  known.set(name, rules);
  return rules;
}

/** The newest rules of a class. @throws DomainError `difficulty_unknown` */
export async function latestRules(pool: Pool, campaign: string, key: string): Promise<Rules> {
  const text = 'SELECT rules FROM rules WHERE campaign = $1 AND key = $2 ORDER BY version DESC LIMIT 1';
  return withActor(pool, anyone, (client) => readRules(client, text, [campaign, key]));
}

/** The newest rules of each class. Rules known already are not read again, so that their calendar stays the one that has counted its days. @throws DomainError `difficulty_unknown` */
export async function newestRules(client: PoolClient, campaign: string, keys: Set<string>): Promise<Map<string, Rules>> {
  const text = 'SELECT key, max(version)::int AS version FROM rules WHERE campaign = $1 AND key = ANY ($2) GROUP BY key';
  const newest = await client.query<{ key: string; version: number }>({ name: 'newest-rules', text, values: [campaign, [...keys]] });
  const found = new Map<string, Rules>();
  for (const { key, version } of newest.rows) {
    const name = `${campaign}/${key}/${version}`;
    let rules = known.get(name);
    if (!rules) known.set(name, (rules = await readRules(client, oneVersion, [campaign, key, version])));
    found.set(key, rules);
  }
  const unknown = [...keys].find((key) => !found.has(key));
  if (unknown !== undefined) throw new DomainError('difficulty_unknown', { difficulty: unknown });
  return found;
}

const oneVersion = 'SELECT rules FROM rules WHERE campaign = $1 AND key = $2 AND version = $3';

/** The calendar of rules, made once for the object they are: it remembers the days it has counted. */
export function calendarOf(rules: { calendar: CalendarData }): Calendar {
  let calendar = calendars.get(rules.calendar);
  if (!calendar) {
    calendar = makeCalendar(rules.calendar);
    calendars.set(rules.calendar, calendar);
  }
  return calendar;
}

async function readRules(client: PoolClient, text: string, values: (string | number)[]): Promise<Rules> {
  const { rows } = await client.query<{ rules: Rules }>(text, values);
  const rules = rows[0]?.rules;
  if (!rules) throw new DomainError('difficulty_unknown', { difficulty: String(values[1]) });
  return rules;
}
