import type pg from 'pg';
import { visibleUnits } from '../../domain/actor.ts';
import { actorSetting } from '../../commands/execute.ts';
import { withActor } from '../../platform/database.ts';
import type { TodayView } from '../contract/today.ts';
import { isAmong, runners } from '../access.ts';
import type { Parts } from '../parts.ts';
import type { Viewing } from '../views/ledger-row.ts';
import { lightBounds, lightSql, obligationLightSql } from '../views/light-sql.ts';
import { changesOf } from './changes.ts';
import { itemLacks, openItem, owed, owedAgain, reachedNobody } from './conditions.ts';
import { phasesOf } from './gates.ts';
import { todoOf } from './todo.ts';

/** The home page's figures, of what the actor may see. */
export async function todayOf(parts: Pick<Parts, 'pool' | 'enginePool'>, viewing: Viewing): Promise<TodayView> {
  const { actor, campaign, now } = viewing;
  const { calendar } = campaign;
  const day = calendar.dayOf(now);
  return withActor(parts.pool, actorSetting(actor), async (client) => ({
    now,
    day,
    workday: calendar.isWorkday(day),
    phases: await phasesOf(client, viewing, day),
    ...(await figures(client, viewing)),
    todo: await todoOf(client, viewing),
    changes: await changesOf(client, viewing),
    yesterday: await reckoningOf(client, viewing, calendar.addDays(day, -1)),
    week: await weekAhead(client, viewing, day),
    relay: isAmong(actor.role, runners) ? await relayLag(client) : null,
  }));
}

interface UnitFigures {
  unit: string;
  grey: number;
  blue: number;
  green: number;
  amber: number;
  red: number;
  dueToday: number;
  dueThisWeek: number;
  returned: number;
  notSigned: number;
  noResponsible: number;
  noMeasure: number;
  nobodyReached: number;
}

async function figures(client: pg.PoolClient, viewing: Viewing): Promise<Pick<TodayView, 'counts' | 'owed' | 'units' | 'exceptions'>> {
  const { campaign, now } = viewing;
  const { nobodyReached: owedNobodyReached, ...owing } = await owedFigures(client, viewing);
  const bounds = lightBounds(campaign, now);
  const text = `SELECT i.county AS unit,
      count(*) FILTER (WHERE light = 'grey') AS grey, count(*) FILTER (WHERE light = 'blue') AS blue, count(*) FILTER (WHERE light = 'green') AS green,
      count(*) FILTER (WHERE light = 'amber') AS amber, count(*) FILTER (WHERE light = 'red') AS red,
      count(*) FILTER (WHERE ${openItem} AND i.due = $3) AS "dueToday", count(*) FILTER (WHERE ${openItem} AND i.due BETWEEN $3 AND $4) AS "dueThisWeek",
      count(*) FILTER (WHERE i.status = 'returned') AS returned, count(*) FILTER (WHERE i.status = 'assigned') AS "notSigned",
      count(*) FILTER (WHERE ${itemLacks.responsible}) AS "noResponsible", count(*) FILTER (WHERE ${itemLacks.measure}) AS "noMeasure",
      count(*) FILTER (WHERE ${openItem} AND u.subject IS NOT NULL) AS "nobodyReached"
    FROM ledger_item i
    CROSS JOIN LATERAL (SELECT ${lightSql('$2')} AS light) AS l
    LEFT JOIN (SELECT DISTINCT subject, arm_revision FROM agenda WHERE unreached) AS u ON u.subject = i.id AND u.arm_revision = i.arm_revision
    WHERE i.campaign = $1 GROUP BY i.county`;
  const { rows } = await client.query<UnitFigures>(text, [campaign.id, JSON.stringify(bounds), bounds.today, bounds.weekEnds]);
  const failed = await client.query<{ count: number }>("SELECT count(*) AS count FROM delivery WHERE campaign = $1 AND state = 'failed'", [
    campaign.id,
  ]);
  const sum = (field: Exclude<keyof UnitFigures, 'unit'>) => rows.reduce((total, row) => total + row[field], 0);
  const order = new Map(campaign.plan.units.map(({ key }, index) => [key, index]));
  return {
    counts: {
      dueToday: sum('dueToday'),
      dueThisWeek: sum('dueThisWeek'),
      overdue: sum('red'),
      toReview: sum('blue'),
      returned: sum('returned'),
      notSigned: sum('notSigned'),
    },
    owed: owing,
    units: rows
      .sort((a, b) => (order.get(a.unit) ?? 0) - (order.get(b.unit) ?? 0))
      .map(({ unit, grey, blue, green, amber, red }) => ({ unit: campaign.unit(unit), grey, blue, green, amber, red })),
    exceptions: {
      noResponsible: sum('noResponsible'),
      noMeasure: sum('noMeasure'),
      nobodyReached: sum('nobodyReached'),
      owedNobodyReached,
      failedDeliveries: failed.rows[0]?.count ?? 0,
    },
  };
}

type OwedFigures = TodayView['owed'] & { nobodyReached: number };

async function owedFigures(client: pg.PoolClient, { campaign, now }: Viewing): Promise<OwedFigures> {
  const bounds = lightBounds(campaign, now);
  const text = `SELECT count(*) FILTER (WHERE ${obligationLightSql('$2')} = 'red') AS overdue,
      count(*) FILTER (WHERE ${owed} AND o.due = $3) AS "dueToday", count(*) FILTER (WHERE ${owed} AND o.due BETWEEN $3 AND $4) AS "dueThisWeek",
      count(*) FILTER (WHERE o.status = 'submitted') AS "toReview", count(*) FILTER (WHERE ${owedAgain}) AS returned,
      count(*) FILTER (WHERE ${owed} AND ${reachedNobody('o')}) AS "nobodyReached"
    FROM obligation o WHERE o.campaign = $1`;
  const { rows } = await client.query<OwedFigures>(text, [campaign.id, JSON.stringify(bounds), bounds.today, bounds.weekEnds]);
  return rows[0] ?? { overdue: 0, dueToday: 0, dueThisWeek: 0, toReview: 0, returned: 0, nobodyReached: 0 };
}

/** A day's messages. The morning's reckoning where it is the whole campaign's; counted afresh for who sees a part of it. */
async function reckoningOf(client: pg.PoolClient, { actor, campaign }: Viewing, day: string): Promise<TodayView['yesterday']> {
  if (visibleUnits(actor) === 'all') {
    const text = 'SELECT day, planned, frozen, delivered, gap, unreached FROM day_reckoning WHERE campaign = $1 AND day = $2';
    const { rows } = await client.query<TodayView['yesterday']>(text, [campaign.id, day]);
    if (rows[0] !== undefined) return rows[0];
  }
  const text = `SELECT count(*) AS planned, count(*) FILTER (WHERE lines > 0) AS frozen, count(*) FILTER (WHERE lines > 0 AND sent = lines) AS delivered,
      count(*) FILTER (WHERE unreached) AS unreached
    FROM (SELECT a.unreached, count(d.id) AS lines, count(*) FILTER (WHERE d.state = 'sent') AS sent FROM agenda a
      LEFT JOIN delivery_line l ON l.subject = a.subject AND l.arm_revision = a.arm_revision AND l.rung = a.rung AND l.channel = a.channel AND NOT l.dropped
      LEFT JOIN delivery d ON d.id = l.delivery
      WHERE a.campaign = $1 AND a.at >= to_timestamp($2 / 1000.0) AND a.at < to_timestamp($3 / 1000.0)
      GROUP BY a.subject, a.arm_revision, a.rung, a.channel) AS rows`;
  const { calendar } = campaign;
  const { rows } = await client.query<Omit<TodayView['yesterday'], 'day' | 'gap'>>(text, [
    campaign.id,
    calendar.at(day, '00:00'),
    calendar.endOf(day),
  ]);
  const counted = rows[0] ?? { planned: 0, frozen: 0, delivered: 0, unreached: 0 };
  return { day, ...counted, gap: counted.planned - counted.delivered };
}

async function weekAhead(client: pg.PoolClient, { campaign }: Viewing, today: string): Promise<TodayView['week']> {
  const { calendar } = campaign;
  const days = Array.from({ length: 7 }, (_, index) => calendar.addDays(today, index));
  const bounds = [...days.map((day) => calendar.at(day, '00:00')), calendar.endOf(days[6] ?? today)];
  const text = `SELECT d.day, count(a.subject) AS messages
    FROM unnest($2::text[], $3::float8[], $4::float8[]) AS d (day, starts, ends)
    LEFT JOIN agenda a ON a.campaign = $1 AND a.at >= to_timestamp(d.starts / 1000.0) AND a.at < to_timestamp(d.ends / 1000.0)
    GROUP BY d.day ORDER BY d.day`;
  const { rows } = await client.query<TodayView['week'][number]>(text, [campaign.id, days, bounds.slice(0, -1), bounds.slice(1)]);
  return rows;
}

async function relayLag(client: pg.PoolClient): Promise<{ waiting: number; oldestMs: number | null }> {
  const text = 'SELECT count(*) AS waiting, (extract(epoch FROM now() - min(created_at)) * 1000)::bigint AS "oldestMs" FROM wake';
  const { rows } = await client.query<{ waiting: number; oldestMs: number | null }>(text);
  return rows[0] ?? { waiting: 0, oldestMs: null };
}
