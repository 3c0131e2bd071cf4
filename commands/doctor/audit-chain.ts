import type { PoolClient } from 'pg';
import type { Finding } from './finding.ts';

/** The newest link of a campaign's chain of seals: written down elsewhere, it shows later whether anything before it was cut off. */
export interface Anchor {
  campaign: string;
  hash: string;
}

/**
 * Chains in which an entry was edited, deleted, inserted or moved. A chain cut off at its end shows against its subject's state and the
 * seals; where the seals were cut off as well, against an anchor that was kept outside.
 * @param anchor a hash written down before
 */
export async function examineAudit(client: PoolClient, anchor: string | null = null): Promise<Finding[]> {
  const broken = (subject: string, detail: Finding['detail']): Finding => ({ ailment: 'audit_broken', subject, detail, remedy: 'told' });
  const { rows } = await client.query<{ subject: string; seq: number }>(
    `SELECT subject, min(seq) AS seq FROM (
       SELECT a.*, lag(hash, 1, '') OVER chain AS before, row_number() OVER chain AS place FROM audit a WINDOW chain AS (PARTITION BY subject ORDER BY seq)
     ) AS c
     WHERE previous <> before OR seq <> place OR hash <> duban_audit_hash(previous, campaign, unit, subject, seq, at, actor, role, action, result, detail, life)
     GROUP BY subject`,
  );
  const cut = await client.query<{ subject: string; revision: number }>(
    `SELECT i.id::text AS subject, i.revision FROM subject i
     WHERE (SELECT coalesce(max((a.life ->> 'revision')::int), -1) FROM audit a WHERE a.subject = i.id::text) < i.revision`,
  );
  return [
    ...rows.map(({ subject, seq }) => broken(subject, { from: seq })),
    ...cut.rows.map(({ subject, revision }) => broken(subject, { missing: revision })),
    ...(await brokenSeals(client)).map(({ campaign, id }) => broken(`campaign:${campaign}`, { seal: id })),
    ...((await isAnchored(client, anchor)) ? [] : [broken('-', { anchor: anchor ?? '' })]),
  ];
}

/** The newest anchor of each campaign; none before the first morning. */
export async function anchors(client: PoolClient): Promise<Anchor[]> {
  return (await client.query<Anchor>('SELECT DISTINCT ON (campaign) campaign, hash FROM audit_seal ORDER BY campaign, id DESC')).rows;
}

/** Seals that do not follow the one before, or whose entries are no longer those that were sealed. */
async function brokenSeals(client: PoolClient): Promise<{ campaign: string; id: number }[]> {
  const { rows } = await client.query<{ campaign: string; id: number }>(
    `SELECT s.campaign, s.id FROM (
       SELECT *, lag(hash, 1, '') OVER chain AS before, lag(last_id, 1, 0::bigint) OVER chain AS after FROM audit_seal WINDOW chain AS (PARTITION BY campaign ORDER BY id)
     ) AS s
     LEFT JOIN LATERAL (
       SELECT count(*) AS n, coalesce(string_agg(a.hash, E'\\n' ORDER BY a.id), '') AS hashes FROM audit a
       WHERE a.campaign = s.campaign AND a.id > s.after AND a.id <= s.last_id
     ) AS sealed ON true
     WHERE s.previous <> s.before OR sealed.n <> s.rows OR s.hash <> encode(sha256(convert_to(s.previous || E'\\n' || sealed.hashes, 'UTF8')), 'hex')
     ORDER BY s.id`,
  );
  return rows;
}

async function isAnchored(client: PoolClient, anchor: string | null): Promise<boolean> {
  return anchor === null || (await client.query('SELECT 1 FROM audit_seal WHERE hash = $1', [anchor])).rowCount !== 0;
}
