import type pg from 'pg';
import type { AgendaEntry } from '../../domain/agenda.ts';
import type { Day, Moment } from '../../domain/calendar.ts';
import { timestamp } from './deps.ts';
import type { OpenCampaign } from './campaigns.ts';

/** An agenda row that is due, with what of its subject decides who hears it and where it is shown. */
export interface DueRow {
  /** Where the locked row is; holds until the transaction ends. */
  row: string;
  subject: string;
  armRevision: number;
  rung: string;
  channel: string;
  unit: string;
  at: Moment;
  kind: AgendaEntry['kind'];
  roles: string[];
  urgent: boolean;
  unreached: boolean;
  due: Day | null;
  responsible: string | null;
  responsibleName: string | null;
  /** Some lines of it exist already: a repair planned the row again. */
  toldBefore: boolean;
}

const columns = `a.ctid::text AS row, a.subject, a.arm_revision AS "armRevision", a.rung, a.channel, a.unit, (extract(epoch FROM a.at) * 1000)::float8 AS at, a.kind, coalesce(a.roles, '{}') AS roles, a.urgent, a.unreached,
  coalesce(i.due, o.due) AS due, coalesce(i.responsible, o.responsible) AS responsible, i.responsible_name AS "responsibleName"`;
const subjects = 'LEFT JOIN ledger_item i ON i.id = a.subject LEFT JOIN obligation o ON o.id = a.subject';

/**
 * Locks and reads the rows of a campaign that are due at `now` and may leave. A row that a change is just rewriting is
 * skipped: it is there in its new form, or gone, at the next tick.
 */
export async function lockDueRows(client: pg.PoolClient, campaign: OpenCampaign, now: Moment): Promise<DueRow[]> {
  const { rows } = await client.query<DueRow>(
    `SELECT ${columns},
            EXISTS (SELECT FROM delivery_line l WHERE l.subject = a.subject AND l.arm_revision = a.arm_revision
                    AND l.rung = a.rung AND l.channel = a.channel) AS "toldBefore"
     FROM agenda a ${subjects}
     WHERE a.claimed_at IS NULL AND a.at <= $2 AND a.campaign = $1 AND (a.urgent OR $3) AND NOT coalesce(i.held, o.held, false)
     FOR UPDATE OF a SKIP LOCKED`,
    [campaign.id, timestamp(now), campaign.windowOpen],
  );
  return rows;
}

/** The rows behind the lines of one delivery, whether or not they were dropped before. */
export async function readRowsOfDelivery(client: pg.PoolClient, delivery: string): Promise<DueRow[]> {
  const { rows } = await client.query<DueRow>(
    `SELECT ${columns}, true AS "toldBefore"
     FROM delivery_line l
     JOIN agenda a ON a.subject = l.subject AND a.arm_revision = l.arm_revision AND a.rung = l.rung AND a.channel = l.channel
     ${subjects}
     WHERE l.delivery = $1 AND NOT l.dropped`,
    [delivery],
  );
  return rows;
}

/** Who has been told of these rows already, as `subject|armRevision|rung|channel|person`. */
export async function readTold(client: pg.PoolClient, rows: DueRow[]): Promise<Set<string>> {
  const before = rows.filter((row) => row.toldBefore);
  if (before.length === 0) return new Set();
  const { rows: told } = await client.query<{ key: string }>('SELECT key FROM delivery_line WHERE subject = ANY($1::uuid[])', [
    [...new Set(before.map((row) => row.subject))],
  ]);
  return new Set(told.map(({ key }) => key));
}
