import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { CampaignStage } from '../support/campaign-stage.ts';
import { startTimeSkipping } from '../support/time-skipping.ts';

let env: TestWorkflowEnvironment;
beforeAll(async () => {
  env = await startTimeSkipping();
});
afterAll(() => env.teardown());

describe('a campaign', () => {
  it('records each phase that starts or ends, on its day and in order, though phases overlap', async () => {
    await CampaignStage.play(env, 'phases', '2023-06-08 12:00', async (stage) => {
      await stage.until('2023-06-08 23:59');
      expect(stage.recorded).toEqual([]);
      await stage.until('2023-06-09 00:01');
      expect(stage.recorded).toEqual(['screening starts']);
      await stage.until('2023-08-01 00:01');
      expect(stage.recorded).toEqual(['screening starts', 'rectification starts', 'screening ends', 'inspection starts']);
      expect((await stage.report()).running).toEqual(['rectification', 'inspection']);
    });
  });

  it('records at once what had passed when it was launched in its middle', async () => {
    await CampaignStage.play(env, 'middle', '2023-07-13 08:55', async (stage) => {
      await stage.until('2023-07-13 08:56');
      expect((await stage.report()).next).toMatchObject({ phase: 'screening', event: 'ends' });
      expect(stage.recorded).toEqual(['screening starts', 'rectification starts']);
      expect((await stage.report()).details).toBe('进行中的阶段：screening、rectification。下一步：2023-08-01 00:00 阶段 screening 结束。');
    });
  });

  it('outlives its last phase until it is told that it is closed', async () => {
    await CampaignStage.play(env, 'closed', '2023-06-08 12:00', async (stage) => {
      await stage.until('2024-03-01 12:00');
      expect(stage.recorded).toHaveLength(6);
      expect((await stage.handle.describe()).status.name).toBe('RUNNING');
      await stage.tell('closed');
      expect(await stage.handle.result()).toEqual({ recorded: 6 });
    });
  });

  it('records nothing while it is paused, and what has passed once it runs again', async () => {
    await CampaignStage.play(env, 'paused', '2023-07-13 08:55', async (stage) => {
      await stage.until('2023-07-13 08:56');
      await stage.tell('paused');
      await stage.until('2023-08-10 12:00');
      expect(stage.recorded).toHaveLength(2);
      expect((await stage.report()).details).toMatch(/^已暂停。/);
      await stage.tell('running');
      await stage.until('2023-08-10 12:01');
      expect(stage.recorded.slice(2)).toEqual(['screening ends', 'inspection starts']);
    });
  });

  it('follows the virtual clock', async () => {
    await CampaignStage.play(env, 'clock', '2023-06-08 12:00', async (stage) => {
      await stage.moveClock('2023-06-21 08:00');
      await stage.until('2023-06-21 08:01');
      expect(stage.recorded).toEqual(['screening starts', 'rectification starts']);
    });
  });
});
