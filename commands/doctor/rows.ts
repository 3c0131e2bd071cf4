import type { PoolClient } from 'pg';
import type { Moment } from '../../domain/calendar.ts';
import { append } from '../audit.ts';
import type { Finding } from './finding.ts';
import { lockSubjects, wakeSubjects } from './open-subjects.ts';

interface Kept {
  table: string;
  unit: string;
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
  { table: 'ledger_item', unit: 'county', copies: [['county', 'county'], ['difficulty', 'difficulty'], ...common] },
  { table: 'obligation', unit: 'unit', copies: [['unit', 'unit'], ['key', 'key'], ...common] },
];

const lastAct = `JOIN LATERAL (SELECT a.life FROM audit a WHERE a.subject = i.id::text AND a.life IS NOT NULL ORDER BY a.seq DESC LIMIT 1) AS act ON true`;

interface RowsExamination {
  repair: boolean;
  /** Subjects whose audit chain is broken: nothing is mended from it. */
  untrusted: ReadonlySet<string>;
  /** Virtual. */
  now: Moment;
}

/** Subjects whose state is not what their last audited act left, mended from it by an audited act; and those whose filter columns are not what their state says. */
export async function examineRows(client: PoolClient, examination: RowsExamination): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const table of kept) findings.push(...(await examineTable(client, table, examination)));
  return findings;
}

async function examineTable(client: PoolClient, of: Kept, { repair, untrusted, now }: RowsExamination): Promise<Finding[]> {
  const { table, copies } = of;
  const remedy = repair ? ('mended' as const) : ('mendable' as const);
  const edited = await idsOf(client, `SELECT i.id FROM ${table} i ${lastAct} WHERE act.life <> i.life`);
  const trusted = edited.filter((id) => !untrusted.has(id));
  const mended = repair ? await restoreRows(client, of, trusted, now) : trusted;
  const differs = copies.map(([column, field]) => `i.${column}::text IS DISTINCT FROM i.life ->> '${field}'`).join(' OR ');
  const differing = await idsOf(client, `SELECT i.id FROM ${table} i WHERE ${differs}`);
  if (repair && differing.length > 0) {
    const rewritten = copies.map(([column, field, type = 'text']) => `${column} = (life ->> '${field}')::${type}`).join(', ');
    await client.query(`UPDATE ${table} SET ${rewritten} WHERE id = ANY ($1)`, [differing]);
  }
  const found = (ailment: Finding['ailment'], ids: string[], how: Finding['remedy']) =>
    ids.map((id): Finding => ({ ailment, subject: id, detail: {}, remedy: how }));
  const alien = edited.filter((id) => untrusted.has(id));
  return [...found('row_edited', mended, remedy), ...found('row_edited', alien, 'told'), ...found('row_copies', differing, remedy)];
}

async function idsOf(client: PoolClient, text: string): Promise<string[]> {
  return (await client.query<{ id: string }>(text)).rows.map(({ id }) => id);
}

/** Locked and looked at again first: a command may have been quicker. Returns those that were mended. */
async function restoreRows(client: PoolClient, { table, unit }: Kept, ids: string[], now: Moment): Promise<string[]> {
  if (ids.length === 0) return [];
  await lockSubjects(client, ids);
  const { rows } = await client.query<{ subject: string; campaign: string; unit: string; life: unknown }>(
    `UPDATE ${table} t SET life = act.life FROM ${table} i ${lastAct} WHERE i.id = t.id AND t.id = ANY ($1) AND act.life <> i.life
     RETURNING t.id AS subject, t.campaign, t.life ->> '${unit}' AS unit, t.life`,
    [ids],
  );
  const act = { at: now, actor: 'doctor', role: 'engine', action: 'restoreRow', result: 'done', detail: {} } as const;
  await append(
    client,
    rows.map((row) => ({ ...row, ...act })),
  );
  const mended = rows.map(({ subject }) => subject);
  await wakeSubjects(client, mended);
  return mended;
}
