import type { Pool } from 'pg';
import { makeCalendar, type CalendarData, type Day, type Moment } from '../domain/calendar.ts';
import { withActor } from '../platform/database.ts';
import { engine } from './actors.ts';
import { actorSetting } from './execute.ts';

/**
 * Planned against sent (应发/实发/送达/缺口): reckons every day of every campaign that is over and was not reckoned yet, at most
 * a year of them. What counts is an agenda row: planned when it still stands, frozen when it was claimed, delivered when every
 * message made of it was taken by the mail server.
 * @returns how many days were reckoned
 */
export async function reckonDays(pool: Pool, now: Moment): Promise<number> {
  const campaigns = await withActor(pool, actorSetting(engine), (client) => client.query<Campaign>(campaignsText));
  let days = 0;
  for (const campaign of campaigns.rows) days += await reckonCampaign(pool, campaign, now);
  return days;
}

interface Campaign {
  id: string;
  calendar: CalendarData;
  launchedAt: Moment;
  lastDay: Day | null;
}

const campaignsText = `SELECT c.id, c.plan -> 'calendar' AS calendar, c.launched_at AS "launchedAt",
    (SELECT max(day) FROM day_reckoning d WHERE d.campaign = c.id) AS "lastDay"
  FROM campaign c WHERE c.status <> 'closed'`;

const longest = 366;

async function reckonCampaign(pool: Pool, { id, calendar: data, launchedAt, lastDay }: Campaign, now: Moment): Promise<number> {
  const calendar = makeCalendar(data);
  const today = calendar.dayOf(now);
  const earliest = calendar.addDays(today, -longest);
  const after = lastDay === null ? calendar.dayOf(launchedAt) : calendar.addDays(lastDay, 1);
  const days: { day: Day; from: Moment; to: Moment }[] = [];
  for (let day = after > earliest ? after : earliest; day < today; day = calendar.addDays(day, 1)) {
    days.push({ day, from: calendar.at(day, '00:00'), to: calendar.endOf(day) });
  }
  if (days.length === 0) return 0;
  const { rowCount } = await withActor(pool, actorSetting(engine), (client) => client.query(reckonText, [id, JSON.stringify(days)]));
  return rowCount ?? 0;
}

const reckonText = `INSERT INTO day_reckoning (campaign, day, planned, frozen, delivered, gap, unreached)
  SELECT $1, d.day, count(a.subject), count(a.claimed_at), count(*) FILTER (WHERE a.delivered),
         count(a.subject) - count(*) FILTER (WHERE a.delivered), count(*) FILTER (WHERE a.unreached)
  FROM jsonb_to_recordset($2) AS d (day text, "from" bigint, "to" bigint)
  LEFT JOIN LATERAL (
    SELECT a.subject, a.claimed_at, a.unreached,
           a.claimed_at IS NOT NULL AND EXISTS (SELECT 1 FROM delivery_line l WHERE (l.subject, l.arm_revision, l.rung, l.channel) = (a.subject, a.arm_revision, a.rung, a.channel))
             AND NOT EXISTS (SELECT 1 FROM delivery_line l JOIN delivery m ON m.id = l.delivery
               WHERE (l.subject, l.arm_revision, l.rung, l.channel) = (a.subject, a.arm_revision, a.rung, a.channel) AND NOT l.dropped AND m.state <> 'sent') AS delivered
    FROM agenda a WHERE a.campaign = $1 AND a.at >= to_timestamp(d."from" / 1000.0) AND a.at < to_timestamp(d."to" / 1000.0)
  ) AS a ON true
  GROUP BY d.day
  ON CONFLICT DO NOTHING`;
