import { ApplicationFailure, continueAsNew, proxyActivities, setCurrentDetails, setHandler } from '@temporalio/workflow';
import type { CampaignActivities } from '../activities/types.ts';
import { CampaignClock } from './campaign-clock.ts';
import { chase } from './chase.ts';
import { campaignChanged, campaignState, clockMoved, type CampaignInput } from './messages.ts';

const { recordPhase } = proxyActivities<CampaignActivities>({
  startToCloseTimeout: '30 seconds',
  retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '1 minute' },
});

/**
 * The clock of a whole campaign: records each phase's start and end when its day comes, and goes on after the last of them
 * until it is told that the campaign is closed. Phases overlap as the plan says; pausing holds what is not recorded yet.
 * @throws ApplicationFailure `InputInvalid`
 */
export async function campaign(input: CampaignInput): Promise<{ recorded: number }> {
  validate(input);
  const clock = new CampaignClock(input);
  const tell = () => setCurrentDetails(clock.details());

  setHandler(campaignChanged, (news) => {
    clock.hear(news);
    tell();
  });
  setHandler(clockMoved, ({ offsetMs }) => clock.moveClock(offsetMs));
  setHandler(campaignState, () => clock.report());
  tell();

  const end = await chase(clock, async (change) => {
    await recordPhase({ campaign: input.campaign, ...change });
    clock.learn(change);
    tell();
  });
  if (end === 'long') await continueAsNew<typeof campaign>(clock.input());
  return { recorded: clock.input().recorded.length };
}

function validate(input: Partial<CampaignInput> | undefined): void {
  if (input?.campaign && Array.isArray(input.phases) && input.zone && typeof input.offsetMs === 'number') return;
  throw ApplicationFailure.create({
    type: 'InputInvalid',
    message: 'not a campaign: phases, zone and offsetMs are needed',
    nonRetryable: true,
  });
}
