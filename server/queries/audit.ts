import { z } from 'zod';
import { actorSetting } from '../../commands/execute.ts';
import { withActor } from '../../platform/database.ts';
import type { AuditRow, auditQuery } from '../contract/audit.ts';
import { readCursor } from '../cursor.ts';
import type { Parts } from '../parts.ts';
import { historyEntry, type AuditedAct, type AuditedSubject } from '../views/history.ts';
import type { Viewing } from '../views/ledger-row.ts';

interface Row extends AuditedAct {
  id: number;
  recordedAt: number;
  unit: string;
  subject: string;
  seq: number;
  hash: string;
  of: AuditedSubject;
}

/** Audit rows, newest first; telephone numbers in what people wrote are masked. */
export async function readAudit(
  parts: Pick<Parts, 'pool'>,
  { actor, campaign }: Pick<Viewing, 'actor'> & { campaign: Viewing['campaign'] | null },
  query: Omit<z.output<typeof auditQuery>, 'limit'>,
  limit: number,
): Promise<AuditRow[]> {
  const values: unknown[] = [];
  const param = (value: unknown) => `$${values.push(value)}`;
  const where = ['true'];
  if (query.subject !== undefined) where.push(`a.subject = ${param(query.subject)}`);
  if (query.actor !== undefined) where.push(`a.actor = ${param(query.actor)}`);
  if (query.action !== undefined) where.push(`a.action = ${param(query.action)}`);
  if (query.result === 'refused') where.push("a.result LIKE 'refused:%'");
  if (query.result === 'done') where.push("a.result NOT LIKE 'refused:%'");
  if (query.after !== undefined) where.push(`a.id < ${param(readCursor('audit', query.after, z.number().int())[0])}`);
  const text = `SELECT a.id, a.at, a.recorded_at AS "recordedAt", a.unit, a.subject, a.seq, a.actor, a.role, a.action, a.result, a.detail, a.hash, u.name AS by,
      CASE WHEN EXISTS (SELECT FROM obligation o WHERE o.id::text = a.subject) THEN 'obligation' ELSE 'item' END AS of
    FROM audit a LEFT JOIN "user" u ON u.id = a.actor WHERE ${where.join(' AND ')} ORDER BY a.id DESC LIMIT ${param(limit)}`;
  const { rows } = await withActor(parts.pool, actorSetting(actor), (client) => client.query<Row>(text, values));
  return rows.map((row) => {
    const { id, recordedAt, unit, subject, seq, hash } = row;
    return {
      id,
      recordedAt,
      unit,
      subject,
      seq,
      actor: row.actor,
      hash,
      ...historyEntry(row, { showPhones: false, names: campaign, of: row.of }),
    };
  });
}
