import type { Client } from '@temporalio/client';
import type { Pool, PoolClient } from 'pg';
import { withActor } from '../../platform/database.ts';
import { engine } from '../actors.ts';
import { append } from '../audit.ts';
import { actorSetting } from '../execute.ts';
import type { Finding } from './finding.ts';
import { wakeSubjects } from './open-subjects.ts';

/** Wakes every subject found, so that the relay tells or starts its workflow; what has no row any more is ended. */
export async function mendWorkflows(pool: Pool, temporal: Client, findings: Finding[]): Promise<Finding[]> {
  if (findings.length === 0) return [];
  await withActor(pool, actorSetting(engine), async (client) => {
    for (const { ailment, subject, detail } of findings) {
      if (ailment === 'workflow_ahead') await raiseGeneration(client, subject, Number(detail['generation']) + 1);
    }
    const subjects = findings.map(({ subject }) => subject);
    await wakeSubjects(client, subjects);
    await client.query(
      "INSERT INTO wake (kind, campaign, subject) SELECT 'campaign', id, id FROM campaign WHERE 'campaign:' || id = ANY ($1)",
      [subjects],
    );
    await client.query('NOTIFY duban_wake');
  });
  for (const { detail } of findings.filter(({ ailment }) => ailment === 'workflow_stray')) {
    const workflow = detail['workflow'];
    if (typeof workflow === 'string') await temporal.workflow.getHandle(workflow).terminate('there is no row it is for');
  }
  return findings.map((finding) => ({ ...finding, remedy: 'mended' }));
}

/** The act of repair itself is audited, so that the row and its chain agree afterwards. */
async function raiseGeneration(client: PoolClient, subject: string, generation: number): Promise<void> {
  const act = { subject, actor: 'doctor', role: 'engine', action: 'raiseGeneration', result: 'done', detail: { generation } } as const;
  for (const [table, unit] of [
    ['ledger_item', 'county'],
    ['obligation', 'unit'],
  ]) {
    const { rows } = await client.query<{ campaign: string; unit: string; life: unknown; at: number }>(
      `UPDATE ${table} SET generation = $2, life = jsonb_set(life, '{generation}', to_jsonb($2::int)) WHERE id = $1 AND generation < $2
       RETURNING campaign, ${unit} AS unit, life, changed_at AS at`,
      [subject, generation],
    );
    await append(
      client,
      rows.map((row) => ({ ...row, ...act })),
    );
  }
}
