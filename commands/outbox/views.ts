import type pg from 'pg';
import type { AgendaEntry, Stop } from '../../domain/agenda.ts';
import type { Day, Moment } from '../../domain/calendar.ts';

/** A transaction with an actor: row-level security bounds what each query sees. */
export type Tx = Pick<pg.ClientBase, 'query'>;

export interface NextMessage {
  at: Moment;
  rung: string;
  kind: AgendaEntry['kind'];
  /** Keys of roles, the first is the one addressed. */
  roles: string[];
  channel: string;
  stoppedBy: Stop[];
  urgent: boolean;
}

/** What will be said about a subject unless something stops it, in order. */
export async function nextMessages(tx: Tx, subject: string): Promise<NextMessage[]> {
  const { rows } = await tx.query<NextMessage>(
    `SELECT at, rung, kind, roles, channel, stopped_by AS "stoppedBy", urgent FROM agenda
     WHERE subject = $1 AND claimed_at IS NULL ORDER BY at, rung`,
    [subject],
  );
  return rows;
}

/** Of a day: 应发 planned, 实发 frozen into messages, 送达 accepted by every recipient's mail server, 缺口 neither that nor withdrawn. */
export interface DayReckoning {
  day: Day;
  planned: number;
  frozen: number;
  delivered: number;
  /** Reasons that were gone before the message left. */
  withdrawn: number;
  gap: number;
  /** With a role nobody could be reached in. */
  unreached: number;
}

/**
 * Agenda rows of each day from `from` to `to`, both included, and what became of them. Days to come have a plan and no gap.
 * @param zone the campaign's; a day is one of its calendar
 */
export async function plannedByDay(tx: Tx, campaign: string, zone: string, from: Day, to: Day, now: Moment): Promise<DayReckoning[]> {
  const { rows } = await tx.query<DayReckoning>(
    `SELECT day, planned, frozen, delivered, withdrawn, unreached, (past - delivered_past - withdrawn_past) AS gap
     FROM (
       SELECT to_char(a.at AT TIME ZONE $2, 'YYYY-MM-DD') AS day, count(*)::int AS planned,
              count(*) FILTER (WHERE a.claimed_at IS NOT NULL)::int AS frozen,
              count(*) FILTER (WHERE o.outcome = 'delivered')::int AS delivered,
              count(*) FILTER (WHERE o.outcome = 'withdrawn')::int AS withdrawn,
              count(*) FILTER (WHERE a.unreached)::int AS unreached,
              count(*) FILTER (WHERE a.at <= $5)::int AS past,
              count(*) FILTER (WHERE a.at <= $5 AND o.outcome = 'delivered')::int AS delivered_past,
              count(*) FILTER (WHERE a.at <= $5 AND o.outcome = 'withdrawn')::int AS withdrawn_past
       FROM agenda a
       LEFT JOIN LATERAL (
         SELECT CASE WHEN count(*) = 0 THEN NULL
                     WHEN bool_and(l.dropped) THEN 'withdrawn'
                     WHEN bool_and(l.dropped OR d.state = 'sent') THEN 'delivered' END AS outcome
         FROM delivery_line l JOIN delivery d ON d.id = l.delivery
         WHERE l.subject = a.subject AND l.arm_revision = a.arm_revision AND l.rung = a.rung AND l.channel = a.channel) AS o ON true
       WHERE a.campaign = $1 AND a.at >= ($3::date)::timestamp AT TIME ZONE $2 AND a.at < ($4::date + 1)::timestamp AT TIME ZONE $2
       GROUP BY 1) AS days
     ORDER BY day`,
    [campaign, zone, from, to, new Date(now).toISOString()],
  );
  return rows;
}

/** A message with a role in which nobody can be reached: it went to somebody else, or to nobody. */
export interface UnreachedRow {
  subject: string;
  /** The item's; null for an obligation. */
  number: number | null;
  unit: string;
  rung: string;
  at: Moment;
  roles: string[];
  /** False: nobody at all hears it, and it waits until somebody can. */
  heard: boolean;
}

/** What a person must mend in the directory, newest first. */
export async function unreachedRows(tx: Tx, campaign: string, limit = 200): Promise<UnreachedRow[]> {
  const { rows } = await tx.query<UnreachedRow>(
    `SELECT a.subject, i.number, a.unit, a.rung, a.at, a.roles, a.claimed_at IS NOT NULL AS heard
     FROM agenda a LEFT JOIN ledger_item i ON i.id = a.subject LEFT JOIN obligation o ON o.id = a.subject
     WHERE a.campaign = $1 AND a.unreached AND coalesce(i.status, o.status) NOT IN ('closed', 'voided', 'accepted', 'waived')
     ORDER BY a.claimed_at IS NOT NULL, a.at DESC LIMIT $2`,
    [campaign, limit],
  );
  return rows;
}

/** Items whose responsible person nobody of the directory matched: their contact hears instead. */
export async function itemsWithoutResponsible(tx: Tx, campaign: string): Promise<{ unit: string; items: number }[]> {
  const { rows } = await tx.query<{ unit: string; items: number }>(
    `SELECT county AS unit, count(*)::int AS items FROM ledger_item
     WHERE campaign = $1 AND responsible IS NULL AND status NOT IN ('closed', 'voided') GROUP BY county ORDER BY items DESC, county`,
    [campaign],
  );
  return rows;
}

export interface FailedDelivery {
  id: string;
  unit: string;
  person: string;
  /** The person's name. */
  name: string;
  subjectLine: string;
  lines: number;
  attempts: number;
  error: string | null;
  frozenAt: Moment;
}

/** Messages that were refused for good or given up, newest first: somebody must call, or mend the address. */
export async function failedDeliveries(tx: Tx, campaign: string, limit = 200): Promise<FailedDelivery[]> {
  const { rows } = await tx.query<FailedDelivery>(
    `SELECT d.id, d.unit, d.person, coalesce(p.name, '') AS name, d.subject_line AS "subjectLine", d.lines, d.attempts, d.error, d.frozen_at AS "frozenAt"
     FROM delivery d LEFT JOIN person p ON p.id = d.person
     WHERE d.campaign = $1 AND d.state = 'failed' ORDER BY d.frozen_at DESC, d.id LIMIT $2`,
    [campaign, limit],
  );
  return rows;
}
