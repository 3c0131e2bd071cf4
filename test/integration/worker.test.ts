import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Client } from '@temporalio/client';
import { moveClock } from '../../commands/clock.ts';
import { wakeOpenSubjects } from '../../commands/advance-clock.ts';
import { relayLag } from '../../commands/relay.ts';
import { reconcile } from '../../commands/reconcile.ts';
import { openTemporal } from '../../platform/temporal.ts';
import type { Config } from '../../platform/config.ts';
import { run } from '../../worker/main.ts';
import { runningWorkflows, standingOf } from '../../worker/standing.ts';
import { campaignWorkflowId, importWorkflowId, itemWorkflowId, obligationWorkflowId } from '../../workflows/ids.ts';
import { campaignState, subjectState } from '../../workflows/messages.ts';
import type { importLedger } from '../../workflows/import-ledger.ts';
import { launchedCampaign, type Stage } from '../support/campaign.ts';
import { freshNamespace } from '../support/namespace.ts';
import { testConfig } from '../support/stack.ts';
import { quietRuntime } from '../support/time-skipping.ts';

let stage: Stage;
let client: Client;
let working: Promise<void>;
let config: Config;
const ending = new AbortController();

beforeAll(async () => {
  quietRuntime();
  stage = await launchedCampaign('2023-07-13T08:55', { obligations: true });
  const { address, namespace } = await freshNamespace();
  const addresses = testConfig({ databaseUrl: stage.url, temporalAddress: address });
  config = { ...addresses, temporal: { ...addresses.temporal, namespace } };
  client = await openTemporal(config);
  working = run(config, ending.signal);
}, 120_000);
afterAll(async () => {
  ending.abort();
  await working;
  await client.connection.close();
  await stage.close();
});

describe('the worker on a real Temporal and a real Postgres', () => {
  it('gives every open item of an import its workflow, and the import tells of it', async () => {
    const rows = Array.from({ length: 40 }, (_, n) => ({ problem: `问题${n}`, row: n + 5, done: n < 3 }));
    const { batch } = await stage.enter('weibin', rows);
    await until(async () => (await relayLag(stage.pool)).waiting === 0);
    const progress = await client.workflow.getHandle<typeof importLedger>(importWorkflowId(batch)).result();
    expect(progress).toEqual({ rows: 37, told: 37, left: 0 });
  });

  it('lets a workflow of an item answer where it stands, in words', async () => {
    const [item = ''] = await openItems();
    const report = await client.workflow.getHandle(itemWorkflowId(stage.plan.id, item)).query(subjectState);
    expect(report.next?.action).toBe('markLate');
    expect(report.details).toMatch(/^已交办，等待签收，期限 2023-07-\d\d。下一步：2023-07-\d\d \d\d:\d\d.*标记逾期。$/);
  });

  it('gives everything that is owed its workflow from the launch on, months before its first day if need be', async () => {
    const owed = await openObligations();
    expect(owed.length).toBeGreaterThan(100);
    const summary = obligationWorkflowId(stage.plan.id, { unit: 'weibin', key: 'final-summary' });
    const report = await client.workflow.getHandle(summary).query(subjectState);
    expect(report.next?.action).toBe('markLate');
    expect(report.details).toMatch(/^等待报送，期限 2023-12-20。下一步：2023-12-21 0\d:\d\d 仍未提交则标记逾期。$/);
    const listed = new Set<string>();
    await until(async () => {
      for await (const id of runningWorkflows(client)) listed.add(id);
      return owed.every((owing) => listed.has(obligationWorkflowId(stage.plan.id, owing)));
    });
  });

  it('records the phases that have begun in the audit trail of the campaign', async () => {
    const handle = client.workflow.getHandle(campaignWorkflowId(stage.plan.id));
    const today = '2023-07-13';
    const moments = stage.plan.phases.flatMap(({ starts, ends }) => [starts <= today, ends < today]).filter(Boolean).length;
    expect(moments).toBeGreaterThan(0);
    await until(async () => (await handle.query(campaignState)).recorded.length === moments);
    const { running } = await handle.query(campaignState);
    expect(running.length).toBeGreaterThan(0);
    const { rows } = await stage.owner.query<{ n: number }>(
      "SELECT count(*)::int AS n FROM audit WHERE action IN ('phaseStarted', 'phaseEnded')",
    );
    expect(rows[0]?.n).toBe(moments);
  });

  it('marks what is overdue late and escalates it when the clock is moved on', async () => {
    await moveClock(stage.owner, Date.parse('2023-07-20T08:55:00+08:00'));
    await wakeOpenSubjects(stage.pool);
    const climbed = "SELECT count(*)::int AS n FROM ledger_item WHERE status = 'assigned' AND late AND life ->> 'escalated' = 'general:+2'";
    await until(async () => (await stage.owner.query<{ n: number }>(climbed)).rows[0]?.n === 37);
    const { rows } = await stage.owner.query<{ action: string; n: number }>(
      "SELECT action, count(*)::int AS n FROM audit WHERE actor = 'engine' AND action IN ('markLate', 'escalate') GROUP BY action ORDER BY action",
    );
    expect(rows).toEqual([
      { action: 'escalate', n: 74 },
      { action: 'markLate', n: 37 },
    ]);
  });

  it('starts a workflow again that was terminated, when the rows are reconciled', async () => {
    const [item = ''] = await openItems();
    const id = itemWorkflowId(stage.plan.id, item);
    await client.workflow.getHandle(id).terminate('lost');
    const found = await reconcile({ pool: stage.pool, ...standingOf(client), settledMs: 0 });
    expect(found.open).toBe(37 + (await openObligations()).length);
    expect(found.woken).toBeGreaterThan(0);
    await until(async () => (await client.workflow.getHandle(id).describe()).status.name === 'RUNNING');
    const report = await client.workflow.getHandle(id).query(subjectState);
    expect(report.state).toMatchObject({ late: true, escalated: 'general:+2' });
  });

  it('marks a report late and escalates it, and starts its workflow again when it was terminated', async () => {
    const id = obligationWorkflowId(stage.plan.id, { unit: 'weibin', key: 'monthly-report:2023-07' });
    await client.workflow.getHandle(id).terminate('lost');
    const woken = await reconcile({ pool: stage.pool, ...standingOf(client), settledMs: 0 });
    expect(woken.woken).toBeGreaterThan(0);
    await until(async () => (await client.workflow.getHandle(id).describe()).status.name === 'RUNNING');
    await moveClock(stage.owner, Date.parse('2023-08-02T08:55:00+08:00'));
    await wakeOpenSubjects(stage.pool);
    const climbed = `SELECT count(*)::int AS n FROM obligation
      WHERE key = 'monthly-report:2023-07' AND late AND life ->> 'escalated' = 'obligation:+2'`;
    await until(async () => (await stage.owner.query<{ n: number }>(climbed)).rows[0]?.n === stage.plan.units.length);
  });

  it('keeps its three rhythms as schedules', async () => {
    const ids: string[] = [];
    for await (const { scheduleId } of client.schedule.list()) ids.push(scheduleId);
    expect(ids.sort()).toEqual(['morning', 'postman', 'reconcile']);
  });
});

async function openItems(): Promise<string[]> {
  const text = "SELECT id FROM ledger_item WHERE status = 'assigned' ORDER BY number";
  return (await stage.owner.query<{ id: string }>(text)).rows.map((row) => row.id);
}

async function openObligations(): Promise<{ unit: string; key: string }[]> {
  return (await stage.owner.query<{ unit: string; key: string }>("SELECT unit, key FROM obligation WHERE status = 'owed'")).rows;
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await pause(50);
}
