import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { emptySummary } from '../../commands/outbox/deps.ts';
import { plainClient, withWorker } from '../support/with-worker.ts';
import { startTimeSkipping } from '../support/time-skipping.ts';

let env: TestWorkflowEnvironment;
beforeAll(async () => {
  env = await startTimeSkipping();
});
afterAll(() => env.teardown());

async function runOnce(type: string, activities: object): Promise<unknown> {
  return withWorker(env, type, activities, () =>
    plainClient(env).workflow.execute(type, { workflowId: crypto.randomUUID(), taskQueue: type, args: [] }),
  );
}

describe('the postman', () => {
  it('makes one round and tells what it did', async () => {
    const summary = { ...emptySummary(), claimed: 3, sent: 2 };
    expect(await runOnce('postman', { tick: () => Promise.resolve(summary) })).toEqual(summary);
  });

  it('tries a round again that failed', async () => {
    let rounds = 0;
    const tick = () => (++rounds < 2 ? Promise.reject(new Error('the database is away')) : Promise.resolve(emptySummary()));
    expect(await runOnce('postman', { tick })).toEqual(emptySummary());
  });

  it('gives up within its minute when rounds keep failing: the next minute brings another', async () => {
    const tick = () => Promise.reject(new Error('the database is away'));
    const workflowId = crypto.randomUUID();
    const failing = withWorker(env, 'failing', { tick }, () =>
      env.client.workflow.execute('postman', { workflowId, taskQueue: 'failing', args: [] }),
    );
    await expect(failing).rejects.toThrow();
    const { startTime, closeTime } = await env.client.workflow.getHandle(workflowId).describe();
    expect((closeTime ?? startTime).getTime() - startTime.getTime()).toBeLessThan(60_000);
  });
});

describe('reconciling and the morning', () => {
  it('tell what they did', async () => {
    const found = { open: 10, running: 9, woken: 1 };
    expect(await runOnce('reconcile', { reconcile: () => Promise.resolve(found) })).toEqual(found);
    const reckoned = { days: 1, sealed: 120 };
    expect(await runOnce('morning', { morning: () => Promise.resolve(reckoned) })).toEqual(reckoned);
  });
});

describe('the import of a ledger', () => {
  it('is followed until every item of it was told', async () => {
    const waiting = [30, 12, 0];
    const countTold = () => {
      const left = waiting.shift() ?? 0;
      return Promise.resolve({ rows: 30, told: 30 - left, left });
    };
    const followed = withWorker(env, 'import', { countTold }, () =>
      env.client.workflow.execute('importLedger', { workflowId: 'import:1', taskQueue: 'import', args: [{ campaign: 'c1', batch: '1' }] }),
    );
    expect(await followed).toEqual({ rows: 30, told: 30, left: 0 });
    expect(waiting).toEqual([]);
  });
});
