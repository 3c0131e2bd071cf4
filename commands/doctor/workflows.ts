import { WorkflowNotFoundError, type Client } from '@temporalio/client';
import type { PoolClient } from 'pg';
import type { Finding } from './finding.ts';
import { openItems, type OpenItem } from './open-items.ts';
import { append } from '../audit.ts';

interface Told {
  generation: number;
  revision: number;
}

const atOnce = 30;

/**
 * Compares every open item with what its workflow knows, and finds workflows of items that are over. Items whose wake row is still with the
 * relay are left alone: they are being told. With `repair` each is woken; a row that its workflow is ahead of first rises a generation.
 */
export async function examineWorkflows(client: PoolClient, temporal: Client, repair: boolean): Promise<Finding[]> {
  const running = new Set<string>();
  for await (const workflow of temporal.workflow.list({ query: "WorkflowType = 'ledgerItem' AND ExecutionStatus = 'Running'" }))
    running.add(workflow.workflowId);
  const pending = new Set(
    (await client.query<{ subject: string }>("SELECT DISTINCT subject FROM wake WHERE kind = 'item'")).rows.map((row) => row.subject),
  );
  const findings: Finding[] = [];
  const open = new Set<string>();
  for await (const items of openItems(client)) {
    for (const item of items) open.add(workflowId(item));
    const settled = items.filter((item) => !pending.has(item.id));
    for (let start = 0; start < settled.length; start += atOnce) {
      const part = await Promise.all(settled.slice(start, start + atOnce).map((item) => examine(temporal, item)));
      findings.push(...part.flatMap((found) => (found ? [found] : [])));
    }
  }
  for (const id of running) {
    const subject = id.split(':').at(-1) ?? '';
    if (!open.has(id) && !pending.has(subject)) findings.push({ ailment: 'workflow_stray', subject, detail: {}, remedy: 'mendable' });
  }
  return repair ? mend(client, findings) : findings;
}

async function examine(temporal: Client, item: OpenItem): Promise<Finding | null> {
  const { generation, revision } = item.life;
  const told = await ask(temporal, item);
  const finding = (ailment: Finding['ailment'], detail: Finding['detail']): Finding => ({
    ailment,
    subject: item.id,
    detail,
    remedy: 'mendable',
  });
  if (!told) return finding('workflow_missing', {});
  const order = told.generation - generation || told.revision - revision;
  if (order < 0) return finding('workflow_behind', { knows: told.revision, is: revision });
  if (order > 0) return finding('workflow_ahead', { knows: told.revision, is: revision, generation: told.generation });
  return null;
}

/** What a running workflow knows of its item; null when none runs. */
async function ask(temporal: Client, item: OpenItem): Promise<Told | null> {
  const handle = temporal.workflow.getHandle(workflowId(item));
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
  await client.query(
    "INSERT INTO wake (kind, campaign, subject) SELECT 'item', campaign, id::text FROM ledger_item WHERE id::text = ANY ($1)",
    [findings.map((finding) => finding.subject)],
  );
  await client.query('NOTIFY duban_wake');
  return findings.map((finding) => ({ ...finding, remedy: 'mended' }));
}

/** The act of repair itself is audited, so that the row and its chain agree afterwards. */
async function raiseGeneration(client: PoolClient, subject: string, generation: number): Promise<void> {
  const { rows } = await client.query<{ campaign: string; county: string; life: unknown; at: number }>(
    `UPDATE ledger_item SET generation = $2, life = jsonb_set(life, '{generation}', to_jsonb($2::int)) WHERE id = $1 RETURNING campaign, county, life, changed_at AS at`,
    [subject, generation],
  );
  const row = rows[0];
  if (!row) return;
  await append(client, [
    {
      campaign: row.campaign,
      unit: row.county,
      subject,
      at: row.at,
      actor: 'doctor',
      role: 'engine',
      action: 'raiseGeneration',
      result: 'done',
      detail: { generation },
      life: row.life,
    },
  ]);
}

function workflowId(item: OpenItem): string {
  return `item:${item.campaign}:${item.id}`;
}
