import type { PoolClient } from 'pg';
import type { Finding } from './finding.ts';

interface Kept {
  kind: 'item' | 'obligation';
  table: string;
  /** Columns that are copies of the state, with the state's name for each and the type it is kept as. */
  copies: [column: string, field: string, type?: 'uuid' | 'boolean' | 'int'][];
}

const common: Kept['copies'] = [
  ['status', 'status'],
  ['due', 'due'],
  ['responsible', 'responsible', 'uuid'],
  ['late', 'late', 'boolean'],
  ['revision', 'revision', 'int'],
  ['arm_revision', 'armRevision', 'int'],
  ['generation', 'generation', 'int'],
];
const kept: Kept[] = [
  { kind: 'item', table: 'ledger_item', copies: [['county', 'county'], ['difficulty', 'difficulty'], ...common] },
  { kind: 'obligation', table: 'obligation', copies: [['unit', 'unit'], ['key', 'key'], ...common] },
];

/** Subjects whose state is not what their last audited act left (mended from it, unless its chain is `untrusted`), and those whose filter columns are not what their state says. */
export async function examineRows(client: PoolClient, repair: boolean, untrusted: ReadonlySet<string>): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const table of kept) findings.push(...(await examineTable(client, table, repair, untrusted)));
  return findings;
}

const lastAct = `JOIN LATERAL (SELECT a.life FROM audit a WHERE a.subject = i.id::text AND a.life IS NOT NULL ORDER BY a.seq DESC LIMIT 1) AS act ON true`;

async function examineTable(
  client: PoolClient,
  { kind, table, copies }: Kept,
  repair: boolean,
  untrusted: ReadonlySet<string>,
): Promise<Finding[]> {
  const remedy = repair ? ('mended' as const) : ('mendable' as const);
  const edited = await client.query<{ id: string }>(`SELECT i.id FROM ${table} i ${lastAct} WHERE act.life <> i.life`);
  const ids = edited.rows.map((row) => row.id).filter((id) => !untrusted.has(id));
  if (repair && ids.length > 0) {
    await client.query(`UPDATE ${table} t SET life = act.life FROM ${table} i ${lastAct} WHERE i.id = t.id AND t.id = ANY ($1)`, [ids]);
    await client.query(`INSERT INTO wake (kind, campaign, subject) SELECT $2, campaign, id::text FROM ${table} WHERE id = ANY ($1)`, [
      ids,
      kind,
    ]);
  }
  const differs = copies.map(([column, field]) => `i.${column}::text IS DISTINCT FROM i.life ->> '${field}'`).join(' OR ');
  const differing = await client.query<{ id: string }>(`SELECT i.id FROM ${table} i WHERE ${differs}`);
  if (repair && differing.rows.length > 0) {
    const rewritten = copies.map(([column, field, type = 'text']) => `${column} = (life ->> '${field}')::${type}`).join(', ');
    await client.query(`UPDATE ${table} SET ${rewritten} WHERE id = ANY ($1)`, [differing.rows.map((row) => row.id)]);
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
