import type pg from 'pg';
import type { Moment } from '../../domain/calendar.ts';
import type { MatterText } from '../../domain/digest-content.ts';
import { timestamp } from './deps.ts';

/** What a digest tells of a subject: how it stands, what the ladder does next, and how it came to this. */
export interface Matter {
  what: MatterText;
  returns: number;
  /** When it was charged to whoever answers for it. */
  assignedAt: Moment | null;
  next: { at: Moment; kind: string; role: string } | null;
  reminded: number;
  lastAct: { action: string; at: Moment } | null;
}

interface MatterRow {
  id: string;
  what: MatterText;
  returns: number;
  assignedAt: number | null;
  nextAt: Moment | null;
  nextKind: string | null;
  nextRole: string | null;
}

/** The items and obligations that are spelt out somewhere, by id; the history is read for `escalated` alone. */
export async function readMatters(
  client: pg.PoolClient,
  subjects: string[],
  escalated: string[],
  now: Moment,
): Promise<Map<string, Matter>> {
  const { rows } = await client.query<MatterRow>(
    `SELECT s.id, s.what, (s.life ->> 'returns')::int AS returns, (s.life ->> s.since)::bigint AS "assignedAt",
            n.at AS "nextAt", n.kind AS "nextKind", n.role AS "nextRole"
     FROM (
       SELECT id, arm_revision, life, 'assignedAt' AS since,
              jsonb_build_object('subject', 'item', 'number', number, 'institution', institution, 'problem', problem, 'status', status) AS what
       FROM ledger_item WHERE id = ANY($1::uuid[])
       UNION ALL
       SELECT id, arm_revision, life, 'armedAt', jsonb_build_object('subject', 'obligation', 'name', name, 'kind', kind, 'status', status)
       FROM obligation WHERE id = ANY($1::uuid[])) AS s
     LEFT JOIN LATERAL (
       SELECT a.at, a.kind, a.roles[1] AS role FROM agenda a
       WHERE a.subject = s.id AND a.arm_revision = s.arm_revision AND a.at > $2 AND a.claimed_at IS NULL AND a.kind <> 'notice'
       ORDER BY a.kind <> 'escalation', a.at LIMIT 1) AS n ON true`,
    [subjects, timestamp(now)],
  );
  const histories = await readHistories(client, escalated);
  return new Map(
    rows.map((row) => [
      row.id,
      {
        what: row.what,
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
