import type pg from 'pg';
import { itemActions } from '../../domain/may-do.ts';
import { maskPhonesIn } from '../../domain/masking.ts';
import { obligationActions } from '../../domain/may-do-obligation.ts';
import type { TodayView } from '../contract/today.ts';
import { actWords, historyEntry, type AuditedAct, type AuditedSubject } from '../views/history.ts';
import { needsPhones, type Viewing } from '../views/ledger-row.ts';

const shown = 8;

interface Latest extends AuditedAct {
  subject: string;
  of: AuditedSubject;
  number: number | null;
  name: string;
  unit: string;
}

/** What others did to items and obligations since the actor's log-in before this one, as far as the actor may see it. */
export async function changesOf(client: pg.PoolClient, { actor, campaign }: Viewing): Promise<TodayView['changes']> {
  const before = `SELECT id, at FROM audit WHERE subject = $1 AND action = 'logIn' AND result = 'done' ORDER BY seq DESC OFFSET 1 LIMIT 1`;
  const visit = (await client.query<{ id: number; at: number }>(before, [`account:${actor.id}`])).rows[0];
  if (visit === undefined) return { since: null, counts: [], latest: [] };
  const acts = `SELECT a.*, CASE WHEN o.id IS NULL THEN 'item' ELSE 'obligation' END AS of, o.id AS owed
    FROM audit a LEFT JOIN obligation o ON o.id::text = a.subject
    WHERE a.campaign = $1 AND a.id > $2 AND a.actor <> $3 AND a.result = 'done'
      AND a.action = ANY (CASE WHEN o.id IS NULL THEN $4::text[] ELSE $5::text[] END)`;
  const values = [campaign.id, visit.id, actor.id, [...Object.keys(itemActions), 'import'], Object.keys(obligationActions)];
  const counts = await client.query<{ of: AuditedSubject; action: string; count: number }>(
    `SELECT of, action, count(*) AS count FROM (${acts}) AS done GROUP BY of, action ORDER BY count(*) DESC, of, action`,
    values,
  );
  const latest = await client.query<Latest>(
    `SELECT d.at, d.actor, d.role, d.action, d.result, d.detail, d.subject, d.of, coalesce(u.name, p.name) AS by, i.number,
        coalesce(i.problem, o.name) AS name, coalesce(i.county, o.unit) AS unit
      FROM (SELECT * FROM (${acts}) AS done WHERE action <> 'import' ORDER BY id DESC LIMIT ${shown}) AS d
      LEFT JOIN ledger_item i ON d.of = 'item' AND i.id = d.subject::uuid LEFT JOIN obligation o ON o.id = d.owed
      LEFT JOIN "user" u ON u.id = d.actor LEFT JOIN person p ON 'person:' || p.id = d.actor
      WHERE coalesce(i.id, o.id) IS NOT NULL ORDER BY d.id DESC`,
    values,
  );
  const showPhones = needsPhones(actor);
  return {
    since: visit.at,
    counts: counts.rows.map((row) => ({ ...row, ...actWords(row.of, row.action) })),
    latest: latest.rows.map(({ subject, of, number, name, unit, ...act }) => ({
      ...historyEntry(act, { showPhones, names: campaign, of }),
      subject,
      of,
      number,
      name: showPhones ? name : maskPhonesIn(name),
      unit: campaign.unit(unit),
    })),
  };
}
