import type pg from 'pg';
import type { Moment } from '../../domain/calendar.ts';
import type { Status } from '../../domain/ledger-item.ts';
import { timestamp } from './deps.ts';

/** What a digest tells of a subject: the item as it stands, what the ladder does next, and how it came to this. */
export interface Matter {
  number: number;
  institution: string | null;
  problem: string;
  status: Status;
  returns: number;
  assignedAt: Moment | null;
  next: { at: Moment; kind: string; role: string } | null;
  reminded: number;
  lastAct: { action: string; at: Moment } | null;
}

interface MatterRow {
  id: string;
  number: number;
  institution: string | null;
  problem: string;
  status: Status;
  returns: number;
  assignedAt: number | null;
  nextAt: Moment | null;
  nextKind: string | null;
  nextRole: string | null;
}

/** The items that are spelt out somewhere, by id; the history is read for `escalated` alone. */
export async function readMatters(
  client: pg.PoolClient,
  subjects: string[],
  escalated: string[],
  now: Moment,
): Promise<Map<string, Matter>> {
  const { rows } = await client.query<MatterRow>(
    `SELECT i.id, i.number, i.institution, i.problem, i.status, (i.life ->> 'returns')::int AS returns,
            (i.life ->> 'assignedAt')::bigint AS "assignedAt", n.at AS "nextAt", n.kind AS "nextKind", n.role AS "nextRole"
     FROM ledger_item i
     LEFT JOIN LATERAL (
       SELECT a.at, a.kind, a.roles[1] AS role FROM agenda a
       WHERE a.subject = i.id AND a.arm_revision = i.arm_revision AND a.at > $2 AND a.claimed_at IS NULL AND a.kind <> 'notice'
       ORDER BY a.kind <> 'escalation', a.at LIMIT 1) AS n ON true
     WHERE i.id = ANY($1::uuid[])`,
    [subjects, timestamp(now)],
  );
  const histories = await readHistories(client, escalated);
  return new Map(
    rows.map((row) => [
      row.id,
      {
        number: row.number,
        institution: row.institution,
        problem: row.problem,
        status: row.status,
        returns: row.returns,
        assignedAt: row.assignedAt,
        next: row.nextAt === null ? null : { at: row.nextAt, kind: row.nextKind ?? '', role: row.nextRole ?? '' },
        reminded: histories.get(row.id)?.reminded ?? 0,
        lastAct: histories.get(row.id)?.lastAct ?? null,
      },
    ]),
  );
}

interface History {
  reminded: number;
  lastAct: { action: string; at: Moment } | null;
}

/** How often people were reminded of each subject before, and what a person last did to it. */
async function readHistories(client: pg.PoolClient, subjects: string[]): Promise<Map<string, History>> {
  if (subjects.length === 0) return new Map();
  const { rows } = await client.query<{ subject: string; reminded: number; action: string | null; at: Moment | null }>(
    `SELECT s.subject, l.action, l.at,
            (SELECT count(DISTINCT (d.arm_revision, d.rung)) FROM delivery_line d WHERE d.subject = s.subject)::int AS reminded
     FROM unnest($1::uuid[]) AS s (subject)
     LEFT JOIN LATERAL (
       SELECT u.action, u.at FROM audit u WHERE u.subject = s.subject::text AND u.role <> 'engine' AND u.result = 'done'
       ORDER BY u.seq DESC LIMIT 1) AS l ON true`,
    [subjects],
  );
  return new Map(
    rows.map(({ subject, reminded, action, at }) => [
      subject,
      { reminded, lastAct: action === null || at === null ? null : { action, at } },
    ]),
  );
}
