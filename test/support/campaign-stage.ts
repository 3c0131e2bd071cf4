import type { WorkflowHandle } from '@temporalio/client';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import type { CampaignActivities } from '../../activities/types.ts';
import { campaignWorkflowId } from '../../workflows/ids.ts';
import { campaignChanged, campaignState, clockMoved, type CampaignInput, type CampaignReport } from '../../workflows/messages.ts';
import { moment } from './subject-stage.ts';
import { plainClient, withWorker } from './with-worker.ts';

/** Two phases that overlap and one that begins when the first ends. */
const phases = [
  { key: 'screening', starts: '2023-06-09', ends: '2023-07-31' },
  { key: 'rectification', starts: '2023-06-21', ends: '2023-10-31' },
  { key: 'inspection', starts: '2023-08-01', ends: '2023-12-31' },
];

/** A campaign's workflow over a list of what it records. */
export class CampaignStage {
  readonly recorded: string[] = [];
  readonly #env: TestWorkflowEnvironment;
  readonly #name: string;
  #offsetMs: number;

  private constructor(env: TestWorkflowEnvironment, name: string, offsetMs: number) {
    this.#env = env;
    this.#name = name;
    this.#offsetMs = offsetMs;
  }

  static async play(env: TestWorkflowEnvironment, name: string, at: string, play: (stage: CampaignStage) => Promise<void>): Promise<void> {
    const stage = new CampaignStage(env, name, moment(at) - (await env.currentTimeMs()));
    const activities: CampaignActivities = {
      recordPhase: ({ phase, event }) => {
        stage.recorded.push(`${phase} ${event}`);
        return Promise.resolve();
      },
    };
    await withWorker(env, name, activities, async () => {
      await plainClient(env).workflow.start('campaign', { workflowId: campaignWorkflowId(name), taskQueue: name, args: [stage.#input()] });
      try {
        await play(stage);
      } finally {
        await stage.handle.terminate('the stage closes').catch(() => undefined);
      }
    });
  }

  get handle(): WorkflowHandle {
    return plainClient(this.#env).workflow.getHandle(campaignWorkflowId(this.#name));
  }

  async until(at: string): Promise<void> {
    await this.#env.sleep(moment(at) - (await this.#env.currentTimeMs()) - this.#offsetMs);
  }

  async tell(status: CampaignInput['status']): Promise<void> {
    await this.handle.signal(campaignChanged, { status, phases, offsetMs: this.#offsetMs });
  }

  async moveClock(at: string): Promise<void> {
    this.#offsetMs = moment(at) - (await this.#env.currentTimeMs());
    await this.handle.signal(clockMoved, { offsetMs: this.#offsetMs });
  }

  async report(): Promise<CampaignReport> {
    return this.handle.query(campaignState);
  }

  #input(): CampaignInput {
    return { campaign: this.#name, status: 'running', phases, zone: 'Asia/Shanghai', offsetMs: this.#offsetMs };
  }
}
