import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { standardLife } from '../replay/item-paths.ts';
import { ItemStage } from '../support/item-stage.ts';
import { startTimeSkipping } from '../support/time-skipping.ts';

let env: TestWorkflowEnvironment;
beforeAll(async () => {
  env = await startTimeSkipping();
});
afterAll(() => env.teardown());

describe("a standard life's history", () => {
  it('has at most 40 events: six changes told one by one, a return, and every reminder passed', async () => {
    const stage = await ItemStage.open(env, { id: 'standard', difficulty: 'complex', at: '2023-06-30 10:00' });
    await stage.play(async () => {
      await standardLife(stage);
      const { status, historyLength } = await stage.handle.describe();
      expect(status.name).toBe('COMPLETED');
      expect(historyLength).toBeLessThanOrEqual(40);
    });
  });
});
