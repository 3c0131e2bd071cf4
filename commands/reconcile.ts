import { setTimeout as pause } from 'node:timers/promises';
import type { Pool } from 'pg';
import { withActor } from '../platform/database.ts';
import { wakeOpenSubjects } from './advance-clock.ts';
import { engine } from './actors.ts';
import { actorSetting } from './execute.ts';

export interface Reconciled {
  /** Items and obligations whose workflow is to run. */
  open: number;
  /** Their workflows that run. */
  running: number;
  woken: number;
}

export interface ReconcileDeps {
  pool: Pool;
  /** Ids of the workflows of items and obligations that Temporal lists as running. */
  runningWorkflows: () => AsyncIterable<string>;
  /** What such a workflow knows: nothing (-1) when there is none, null when it does not answer. */
  knownRevision: (workflow: string) => Promise<{ generation: number; revision: number } | null>;
  /** Whether the campaign's own workflow runs. */
  campaignRuns: (campaign: string) => Promise<boolean>;
  /** Subjects changed less than this ago (real time) are left to the relay: a workflow started a moment ago may not be listed yet. */
  settledMs?: number;
  /** Real time after which what looks put back is looked at again. */
  lookAgainMs?: number;
}

const usualSettledMs = 120_000;
const usualLookAgainMs = 3_000;

/**
 * Wakes every subject whose workflow should run and does not; waking one that does run does no harm. When a workflow does not know the newest
 * change of its subject, Temporal has been lost or put back to an earlier time: then every open subject is woken, and every workflow of what is over.
 */
export async function reconcile(deps: ReconcileDeps): Promise<Reconciled> {
  const { pool, runningWorkflows, settledMs = usualSettledMs } = deps;
  const missing = new Set(await openWorkflows(pool, settledMs));
  const count = { open: missing.size, running: 0 };
  const over: string[] = [];
  for await (const workflow of runningWorkflows()) {
    count.running++;
    if (!missing.delete(workflow)) over.push(workflow);
  }
  await wakeCampaigns(deps);
  if (await isPutBack(deps)) return { ...count, woken: (await wakeOpenSubjects(pool)) + (await wake(pool, over)) };
  return { ...count, woken: missing.size === 0 ? 0 : await wake(pool, [...missing]) };
}

async function openWorkflows(pool: Pool, settledMs: number): Promise<string[]> {
  const text = `SELECT s.workflow FROM subject s
    WHERE s.is_open AND NOT EXISTS (SELECT 1 FROM wake w WHERE w.subject = s.id::text)
      AND NOT EXISTS (SELECT 1 FROM audit a WHERE a.subject = s.id::text AND a.recorded_at > now() - $1 * interval '1 millisecond')`;
  const { rows } = await withActor(pool, actorSetting(engine), (client) => client.query<{ workflow: string }>(text, [settledMs]));
  return rows.map(({ workflow }) => workflow);
}

/** The newest changes of all are missing from whatever copy is older than they: a few of them tell. */
const witnesses = 20;

/** Twice in a row: a change may be on its way to its workflow. */
async function isPutBack(deps: ReconcileDeps): Promise<boolean> {
  if (!(await someAreBehind(deps))) return false;
  await pause(deps.lookAgainMs ?? usualLookAgainMs);
  return someAreBehind(deps);
}

async function someAreBehind({ pool, knownRevision }: ReconcileDeps): Promise<boolean> {
  const text = `SELECT s.workflow, s.generation, s.revision FROM (
      SELECT subject, max(id) AS newest FROM (SELECT subject, id FROM audit WHERE life IS NOT NULL ORDER BY id DESC LIMIT 2000) AS late GROUP BY subject) AS changed
    JOIN subject s ON s.id::text = changed.subject AND s.is_open
    WHERE NOT EXISTS (SELECT 1 FROM wake w WHERE w.subject = changed.subject)
    ORDER BY changed.newest DESC LIMIT $1`;
  const { rows } = await withActor(pool, actorSetting(engine), (client) =>
    client.query<{ workflow: string; generation: number; revision: number }>(text, [witnesses]),
  );
  const behind = await Promise.all(
    rows.map(async ({ workflow, generation, revision }) => {
      const known = await knownRevision(workflow);
      return known !== null && (known.generation - generation || known.revision - revision) < 0;
    }),
  );
  return behind.includes(true);
}

async function wakeCampaigns({ pool, campaignRuns }: ReconcileDeps): Promise<void> {
  const { rows } = await withActor(pool, actorSetting(engine), (client) =>
    client.query<{ id: string }>(`SELECT id FROM campaign WHERE status <> 'closed'`),
  );
  for (const { id } of rows) {
    if (await campaignRuns(id)) continue;
    const text = `INSERT INTO wake (kind, campaign, subject) VALUES ('campaign', $1, $1)`;
    await withActor(pool, actorSetting(engine), (client) => client.query(text, [id]));
  }
}

async function wake(pool: Pool, workflows: string[]): Promise<number> {
  return withActor(pool, actorSetting(engine), async (client) => {
    const text = 'INSERT INTO wake (kind, campaign, subject) SELECT kind, campaign, id::text FROM subject WHERE workflow = ANY ($1)';
    const { rowCount } = await client.query(text, [workflows]);
    await client.query('NOTIFY duban_wake');
    return rowCount ?? 0;
  });
}
