import type { PoolClient } from 'pg';
import type { Finding } from './finding.ts';

/** Chains in which an entry was edited, deleted, inserted or moved. Truncation of a chain's end shows against its subject's state and the seals. */
export async function examineAudit(client: PoolClient): Promise<Finding[]> {
  const { rows } = await client.query<{ subject: string; seq: number }>(
    `SELECT subject, min(seq) AS seq FROM (
       SELECT a.*, lag(hash, 1, '') OVER chain AS before, row_number() OVER chain AS place FROM audit a WINDOW chain AS (PARTITION BY subject ORDER BY seq)
     ) AS c
     WHERE previous <> before OR seq <> place OR hash <> duban_audit_hash(previous, campaign, unit, subject, seq, at, actor, role, action, result, detail, life)
     GROUP BY subject`,
  );
  const cut = await client.query<{ subject: string; revision: number }>(
    `SELECT i.id::text AS subject, i.revision FROM (SELECT id, revision FROM ledger_item UNION ALL SELECT id, revision FROM obligation) AS i
     WHERE (SELECT coalesce(max((a.life ->> 'revision')::int), -1) FROM audit a WHERE a.subject = i.id::text) < i.revision`,
  );
  return [
    ...rows.map((row): Finding => ({ ailment: 'audit_broken', subject: row.subject, detail: { from: row.seq }, remedy: 'told' })),
    ...cut.rows.map((row): Finding => ({
      ailment: 'audit_broken',
      subject: row.subject,
      detail: { missing: row.revision },
      remedy: 'told',
    })),
  ];
}
