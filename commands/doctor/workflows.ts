import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import type { Pool, PoolClient } from 'pg';
import { withActor } from '../../platform/database.ts';
import { engine } from '../actors.ts';
import { actorSetting } from '../execute.ts';
import { relayLag } from '../relay.ts';
import type { Finding } from './finding.ts';
import { mendWorkflows } from './mend-workflows.ts';
import { openSubjects } from './open-subjects.ts';
import { readStandings } from './standings.ts';
import { isRunning, Witness } from './witness.ts';

export interface WorkflowExamination {
  pool: Pool;
  temporal: Client;
  repair: boolean;
  /** Real pauses before what looks amiss is looked at again; news may be on its way. */
  pausesMs?: number[];
}

const usualPausesMs = [1_000, 3_000];
const relayPatienceMs = 5 * 60_000;
const atOnce = 30;
const query = "WorkflowType IN ('ledgerItem', 'obligation') AND ExecutionStatus = 'Running'";

/**
 * Compares every open item and obligation with what its workflow knows, and finds workflows of what is over or gone. People work on meanwhile: what
 * looks amiss is looked at again, and counts only while the row stands still and nothing is with the relay. With `repair` each is woken; a
 * row that its workflow is ahead of first rises a generation.
 */
export async function examineWorkflows({ pool, temporal, repair, pausesMs = usualPausesMs }: WorkflowExamination): Promise<Finding[]> {
  const read = <T>(fn: (client: PoolClient) => Promise<T>) => withActor(pool, actorSetting(engine), fn);
  const listed = new Set<string>();
  for await (const { workflowId } of temporal.workflow.list({ query, pageSize: 1_000 })) listed.add(workflowId);
  const witness = new Witness(temporal, listed);
  const open = await read(async (client) => {
    const workflows: string[] = [];
    for await (const batch of openSubjects(client)) workflows.push(...batch.map(({ workflow }) => workflow));
    return workflows;
  });
  const known = new Set(open);
  const strays = [...listed].filter((workflow) => !known.has(workflow));
  let suspects = new Map<string, Finding | null>([...open, ...strays].map((workflow) => [workflow, null]));
  for (let look = 0; look <= pausesMs.length && suspects.size > 0; look++) {
    if (look > 0) {
      await pause(pausesMs[look - 1]);
      witness.distrustList();
    }
    const before = suspects;
    suspects = new Map();
    for (const part of slices([...before.keys()], 2_000)) {
      const standings = await read((client) => readStandings(client, part));
      await inParallel(standings, async (standing) => {
        const finding = await witness.verdict(standing);
        if (finding) suspects.set(standing.workflow, finding);
      });
    }
    // The same twice in a row, with the row where it was: not something that is just going on.
    if (look === pausesMs.length) {
      for (const [workflow, finding] of suspects) {
        if (JSON.stringify(before.get(workflow) ?? null) !== JSON.stringify(finding)) suspects.delete(workflow);
      }
    }
  }
  const findings = [...suspects.values()].flatMap((finding) => (finding ? [finding] : []));
  const campaigns = await campaignsWithout(read, temporal);
  const away: Finding[] = witness.isDeaf ? [{ ailment: 'worker_away', subject: '-', detail: {}, remedy: 'told' }] : [];
  const all = [...findings, ...campaigns];
  return [...(repair ? await mendWorkflows(pool, temporal, all) : all), ...away, ...(await stillUntold(pool))];
}

/** News that has been with the relay for long: nobody brings it. */
async function stillUntold(pool: Pool): Promise<Finding[]> {
  const { waiting, oldestMs } = await relayLag(pool);
  if (oldestMs < relayPatienceMs) return [];
  return [{ ailment: 'relay_behind', subject: '-', detail: { waiting, minutes: Math.floor(oldestMs / 60_000) }, remedy: 'told' }];
}

/** A campaign's own workflow carries no revision: it runs, or it does not. */
async function campaignsWithout(read: <T>(fn: (client: PoolClient) => Promise<T>) => Promise<T>, temporal: Client): Promise<Finding[]> {
  const text = `SELECT id FROM campaign c WHERE status <> 'closed' AND NOT EXISTS (SELECT 1 FROM wake w WHERE w.kind = 'campaign' AND w.subject = c.id)`;
  const { rows } = await read((client) => client.query<{ id: string }>(text));
  const missing = await inParallel(rows, async ({ id }) => ((await isRunning(temporal, `campaign:${id}`)) ? null : id));
  return missing.flatMap((id) =>
    id === null ? [] : [{ ailment: 'workflow_missing' as const, subject: `campaign:${id}`, detail: {}, remedy: 'mendable' as const }],
  );
}

function* slices<T>(all: T[], size: number): Generator<T[]> {
  for (let from = 0; from < all.length; from += size) yield all.slice(from, from + size);
}

async function inParallel<T, R>(all: T[], work: (one: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (const part of slices(all, atOnce)) results.push(...(await Promise.all(part.map(work))));
  return results;
}
