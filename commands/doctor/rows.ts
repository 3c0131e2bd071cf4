import type { PoolClient } from 'pg';
import type { Finding } from './finding.ts';

const lastAct = `JOIN LATERAL (SELECT a.life FROM audit a WHERE a.subject = i.id::text AND a.life IS NOT NULL ORDER BY a.seq DESC LIMIT 1) AS act ON true`;

const copies = `i.status IS DISTINCT FROM i.life ->> 'status' OR i.county IS DISTINCT FROM i.life ->> 'county' OR i.difficulty IS DISTINCT FROM i.life ->> 'difficulty'
  OR i.due IS DISTINCT FROM i.life ->> 'due' OR i.responsible::text IS DISTINCT FROM i.life ->> 'responsible' OR i.late::text IS DISTINCT FROM i.life ->> 'late'
  OR i.revision::text IS DISTINCT FROM i.life ->> 'revision' OR i.arm_revision::text IS DISTINCT FROM i.life ->> 'armRevision'
  OR i.generation::text IS DISTINCT FROM i.life ->> 'generation'`;

const rewritten = `status = life ->> 'status', county = life ->> 'county', difficulty = life ->> 'difficulty', due = life ->> 'due',
  responsible = (life ->> 'responsible')::uuid, late = (life ->> 'late')::boolean, revision = (life ->> 'revision')::int,
  arm_revision = (life ->> 'armRevision')::int, generation = (life ->> 'generation')::int`;

/** Items whose state is not what their last audited act left (mended from it, unless its chain is `untrusted`), and items whose filter columns are not what their state says. */
export async function examineRows(client: PoolClient, repair: boolean, untrusted: ReadonlySet<string>): Promise<Finding[]> {
  const remedy = repair ? ('mended' as const) : ('mendable' as const);
  const edited = await client.query<{ id: string }>(`SELECT i.id FROM ledger_item i ${lastAct} WHERE act.life <> i.life`);
  const ids = edited.rows.map((row) => row.id).filter((id) => !untrusted.has(id));
  if (repair && ids.length > 0) {
    await client.query(`UPDATE ledger_item t SET life = act.life FROM ledger_item i ${lastAct} WHERE i.id = t.id AND t.id = ANY ($1)`, [
      ids,
    ]);
    await client.query(
      "INSERT INTO wake (kind, campaign, subject) SELECT 'item', campaign, id::text FROM ledger_item WHERE id = ANY ($1)",
      [ids],
    );
  }
  const differing = await client.query<{ id: string }>(`SELECT i.id FROM ledger_item i WHERE ${copies}`);
  if (repair && differing.rows.length > 0) {
    await client.query(`UPDATE ledger_item SET ${rewritten} WHERE id = ANY ($1)`, [differing.rows.map((row) => row.id)]);
  }
  return [
    ...edited.rows.map(({ id }): Finding => ({
      ailment: 'row_edited',
      subject: id,
      detail: {},
      remedy: untrusted.has(id) ? 'told' : remedy,
    })),
    ...differing.rows.map((row): Finding => ({ ailment: 'row_copies', subject: row.id, detail: {}, remedy })),
  ];
}
