import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { longCampaign, longImport, longItem, longObligation } from '../replay/long-paths.ts';
import { startShortHistories } from '../support/short-histories.ts';

let env: TestWorkflowEnvironment;
beforeAll(async () => {
  env = await startShortHistories();
});
afterAll(() => env.teardown());

describe('a workflow whose history is long', () => {
  it('continues as new as the item it was, and goes on being changed by time', async () => {
    await longItem(env, 'long-item', async (stage, first) => {
      const { runId } = await stage.handle.describe();
      expect(runId).not.toBe(first);
      expect(await stage.next()).toMatch(/markLate$/);
      await stage.moveClock('2023-07-16 12:00');
      while (stage.done().length === 0) await new Promise((resolve) => setTimeout(resolve, 50));
      expect(stage.done()).toEqual(['2023-07-16 markLate']);
    });
  });

  it('continues as new as the obligation it was, and goes on being changed by time', async () => {
    await longObligation(env, 'long-obligation', async (owed, first) => {
      const { runId } = await owed.handle.describe();
      expect(runId).not.toBe(first);
      await owed.moveClock('2023-08-01 12:00');
      while (owed.done().length < 2) await new Promise((resolve) => setTimeout(resolve, 50));
      expect(owed.done()).toEqual(['2023-08-01 markLate', '2023-08-01 escalate obligation:+1']);
    });
  });

  it('continues as new as the campaign it was, and records no phase twice', async () => {
    await longCampaign(env, 'long-campaign', async (stage, first) => {
      const { runId } = await stage.handle.describe();
      expect(runId).not.toBe(first);
      expect((await stage.report()).recorded).toEqual(['screening:starts', 'rectification:starts']);
      expect(stage.recorded).toEqual(['screening starts', 'rectification starts']);
    });
  });

  it('goes on following an import', async () => {
    expect(await longImport(env, 'long-import')).toEqual({ rows: 30, told: 30, left: 0 });
  });
});
