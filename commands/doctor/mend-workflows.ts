import type { Client } from '@temporalio/client';
import type { Pool, PoolClient } from 'pg';
import { withActor } from '../../platform/database.ts';
import { engine } from '../actors.ts';
import { actorSetting } from '../execute.ts';
import type { Finding } from './finding.ts';

/** Wakes every subject found, so that the relay tells or starts its workflow; what has no row any more is ended. */
export async function mendWorkflows(pool: Pool, temporal: Client, findings: Finding[]): Promise<Finding[]> {
  if (findings.length === 0) return [];
  await withActor(pool, actorSetting(engine), async (client) => {
    for (const { ailment, subject, detail } of findings) {
      if (ailment === 'workflow_ahead') await raiseGeneration(client, subject, Number(detail['generation']) + 1);
    }
    const subjects = findings.map(({ subject }) => subject);
    await client.query(
      "INSERT INTO wake (kind, campaign, subject) SELECT 'item', campaign, id::text FROM ledger_item WHERE id::text = ANY ($1)",
      [subjects],
    );
    await client.query(
      "INSERT INTO wake (kind, campaign, subject) SELECT 'campaign', id, id FROM campaign WHERE 'campaign:' || id = ANY ($1)",
      [subjects],
    );
    await client.query('NOTIFY duban_wake');
  });
  for (const { detail } of findings.filter(({ ailment }) => ailment === 'workflow_stray')) {
    const workflow = detail['workflow'];
    if (typeof workflow === 'string') await temporal.workflow.getHandle(workflow).terminate('its item is not in the ledger');
  }
  return findings.map((finding) => ({ ...finding, remedy: 'mended' }));
}

/** The act of repair itself is audited, so that the row and its chain agree afterwards. */
async function raiseGeneration(client: PoolClient, subject: string, generation: number): Promise<void> {
  const { rows } = await client.query<{ campaign: string; county: string; life: unknown; at: number }>(
    `UPDATE ledger_item SET generation = $2, life = jsonb_set(life, '{generation}', to_jsonb($2::int)) WHERE id = $1 AND generation < $2
     RETURNING campaign, county, life, changed_at AS at`,
    [subject, generation],
  );
  const row = rows[0];
  if (!row) return;
  const entry = {
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
  };
  await client.query('SELECT duban_audit($1)', [JSON.stringify([entry])]);
}
