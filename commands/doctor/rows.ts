import type { PoolClient } from 'pg';
import type { Moment } from '../../domain/calendar.ts';
import type { Finding } from './finding.ts';

const lastAct = `JOIN LATERAL (SELECT a.life FROM audit a WHERE a.subject = i.id::text AND a.life IS NOT NULL ORDER BY a.seq DESC LIMIT 1) AS act ON true`;

const copies = `i.status IS DISTINCT FROM i.life ->> 'status' OR i.county IS DISTINCT FROM i.life ->> 'county' OR i.difficulty IS DISTINCT FROM i.life ->> 'difficulty'
  OR i.due IS DISTINCT FROM i.life ->> 'due' OR i.responsible::text IS DISTINCT FROM i.life ->> 'responsible' OR i.late::text IS DISTINCT FROM i.life ->> 'late'
  OR i.revision::text IS DISTINCT FROM i.life ->> 'revision' OR i.arm_revision::text IS DISTINCT FROM i.life ->> 'armRevision'
  OR i.generation::text IS DISTINCT FROM i.life ->> 'generation'`;

const rewritten = `status = life ->> 'status', county = life ->> 'county', difficulty = life ->> 'difficulty', due = life ->> 'due',
  responsible = (life ->> 'responsible')::uuid, late = (life ->> 'late')::boolean, revision = (life ->> 'revision')::int,
  arm_revision = (life ->> 'armRevision')::int, generation = (life ->> 'generation')::int`;

interface RowsExamination {
  repair: boolean;
  /** Items whose audit chain is broken: nothing is mended from it. */
  untrusted: ReadonlySet<string>;
  /** Virtual. */
  now: Moment;
}

/** Items whose state is not what their last audited act left, mended from it by an audited act; and items whose filter columns are not what their state says. */
export async function examineRows(client: PoolClient, { repair, untrusted, now }: RowsExamination): Promise<Finding[]> {
  const remedy = repair ? ('mended' as const) : ('mendable' as const);
  const edited = (await client.query<{ id: string }>(`SELECT i.id FROM ledger_item i ${lastAct} WHERE act.life <> i.life`)).rows;
  const trusted = edited.map(({ id }) => id).filter((id) => !untrusted.has(id));
  const mended = repair ? await restoreRows(client, trusted, now) : trusted;
  const differing = await client.query<{ id: string }>(`SELECT i.id FROM ledger_item i WHERE ${copies}`);
  if (repair && differing.rows.length > 0) {
    await client.query(`UPDATE ledger_item SET ${rewritten} WHERE id = ANY ($1)`, [differing.rows.map((row) => row.id)]);
  }
  const found = (ailment: Finding['ailment'], ids: string[], how: Finding['remedy']) =>
    ids.map((id): Finding => ({ ailment, subject: id, detail: {}, remedy: how }));
  const alien = edited.map(({ id }) => id).filter((id) => untrusted.has(id));
  return [
    ...found('row_edited', mended, remedy),
    ...found('row_edited', alien, 'told'),
    ...found(
      'row_copies',
      differing.rows.map(({ id }) => id),
      remedy,
    ),
  ];
}

/** Locked and looked at again first: a command may have been quicker. Returns those that were mended. */
async function restoreRows(client: PoolClient, ids: string[], now: Moment): Promise<string[]> {
  if (ids.length === 0) return [];
  await client.query('SELECT 1 FROM ledger_item WHERE id = ANY ($1) ORDER BY id FOR UPDATE', [ids]);
  const { rows } = await client.query<{ id: string; campaign: string; county: string; life: unknown }>(
    `UPDATE ledger_item t SET life = act.life FROM ledger_item i ${lastAct} WHERE i.id = t.id AND t.id = ANY ($1) AND act.life <> i.life
     RETURNING t.id, t.campaign, t.life ->> 'county' AS county, t.life`,
    [ids],
  );
  const act = { at: now, actor: 'doctor', role: 'engine', action: 'restoreRow', result: 'done', detail: {} };
  const entries = rows.map(({ id, campaign, county, life }) => ({ campaign, unit: county, subject: id, life, ...act }));
  if (entries.length > 0) await client.query('SELECT duban_audit($1)', [JSON.stringify(entries)]);
  const mended = rows.map(({ id }) => id);
  await client.query("INSERT INTO wake (kind, campaign, subject) SELECT 'item', campaign, id::text FROM ledger_item WHERE id = ANY ($1)", [
    mended,
  ]);
  return mended;
}
