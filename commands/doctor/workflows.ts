import { WorkflowNotFoundError, type Client } from '@temporalio/client';
import type { PoolClient } from 'pg';
import type { Finding } from './finding.ts';
import { append } from '../audit.ts';
import { openSubjects, type OpenSubject } from './open-subjects.ts';

interface Told {
  generation: number;
  revision: number;
}

const atOnce = 30;

/**
 * Compares every open item and obligation with what its workflow knows, and finds workflows of those that are over. Subjects whose wake row is still with the
 * relay are left alone: they are being told. With `repair` each is woken; a row that its workflow is ahead of first rises a generation.
 */
export async function examineWorkflows(client: PoolClient, temporal: Client, repair: boolean): Promise<Finding[]> {
  const running = new Set<string>();
  const query = "WorkflowType IN ('ledgerItem', 'obligation') AND ExecutionStatus = 'Running'";
  for await (const workflow of temporal.workflow.list({ query })) running.add(workflow.workflowId);
  const pending = await pendingWorkflows(client);
  const findings: Finding[] = [];
  const open = new Set<string>();
  for await (const subjects of openSubjects(client)) {
    for (const { workflowId } of subjects) open.add(workflowId);
    const settled = subjects.filter(({ workflowId }) => !pending.has(workflowId));
    for (let start = 0; start < settled.length; start += atOnce) {
      const part = await Promise.all(settled.slice(start, start + atOnce).map((subject) => examine(temporal, subject)));
      findings.push(...part.flatMap((found) => (found ? [found] : [])));
    }
  }
  findings.push(
    ...(await strays(
      client,
      [...running].filter((id) => !open.has(id) && !pending.has(id)),
    )),
  );
  return repair ? mend(client, findings) : findings;
}

const workflowIds = `SELECT 'item' AS kind, id::text AS subject, 'item:' || campaign || ':' || id AS workflow FROM ledger_item
  UNION ALL SELECT 'obligation', id::text, 'obligation:' || campaign || ':' || unit || ':' || key FROM obligation`;

/** Workflows whose subject the relay is about to tell them of. */
async function pendingWorkflows(client: PoolClient): Promise<Set<string>> {
  const text = `SELECT DISTINCT s.workflow FROM (${workflowIds}) AS s JOIN wake w ON w.kind = s.kind AND w.subject = s.subject`;
  const { rows } = await client.query<{ workflow: string }>(text);
  return new Set(rows.map(({ workflow }) => workflow));
}

/** Workflows that run for what is over, or for what is not there at all. */
async function strays(client: PoolClient, ids: string[]): Promise<Finding[]> {
  const text = `SELECT w.workflow, s.subject FROM unnest($1::text[]) AS w (workflow) LEFT JOIN (${workflowIds}) AS s USING (workflow)`;
  const { rows } = await client.query<{ workflow: string; subject: string | null }>(text, [ids]);
  return rows.map(({ workflow, subject }) => ({
    ailment: 'workflow_stray',
    subject: subject ?? workflow,
    detail: {},
    remedy: 'mendable',
  }));
}

async function examine(temporal: Client, subject: OpenSubject): Promise<Finding | null> {
  const { generation, revision } = subject.state;
  const told = await ask(temporal, subject);
  const finding = (ailment: Finding['ailment'], detail: Finding['detail']): Finding => ({
    ailment,
    subject: subject.id,
    detail,
    remedy: 'mendable',
  });
  if (!told) return finding('workflow_missing', {});
  const order = told.generation - generation || told.revision - revision;
  if (order < 0) return finding('workflow_behind', { knows: told.revision, is: revision });
  if (order > 0) return finding('workflow_ahead', { knows: told.revision, is: revision, generation: told.generation });
  return null;
}

/** What a running workflow knows of its subject; null when none runs. */
async function ask(temporal: Client, { workflowId }: OpenSubject): Promise<Told | null> {
  const handle = temporal.workflow.getHandle(workflowId);
  try {
    const { status } = await handle.describe();
    if (status.name !== 'RUNNING') return null;
    return (await handle.query<{ state: Told }>('state')).state;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return null;
    throw error;
  }
}

async function mend(client: PoolClient, findings: Finding[]): Promise<Finding[]> {
  for (const { ailment, subject, detail } of findings) {
    if (ailment === 'workflow_ahead') await raiseGeneration(client, subject, Number(detail['generation']) + 1);
  }
  const found = findings.map((finding) => finding.subject);
  for (const [kind, table] of subjectTables) {
    const text = `INSERT INTO wake (kind, campaign, subject) SELECT $1, campaign, id::text FROM ${table} WHERE id::text = ANY ($2)`;
    await client.query(text, [kind, found]);
  }
  await client.query('NOTIFY duban_wake');
  return findings.map((finding) => ({ ...finding, remedy: 'mended' }));
}

const subjectTables = [
  ['item', 'ledger_item', 'county'],
  ['obligation', 'obligation', 'unit'],
] as const;

/** The act of repair itself is audited, so that the row and its chain agree afterwards. */
async function raiseGeneration(client: PoolClient, subject: string, generation: number): Promise<void> {
  for (const [, table, unit] of subjectTables) {
    const { rows } = await client.query<{ campaign: string; unit: string; life: unknown; at: number }>(
      `UPDATE ${table} SET generation = $2, life = jsonb_set(life, '{generation}', to_jsonb($2::int)) WHERE id::text = $1
       RETURNING campaign, ${unit} AS unit, life, changed_at AS at`,
      [subject, generation],
    );
    const act = { subject, actor: 'doctor', role: 'engine', action: 'raiseGeneration', result: 'done', detail: { generation } } as const;
    await append(
      client,
      rows.map((row) => ({ ...row, ...act })),
    );
  }
}
