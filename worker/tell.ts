import { WorkflowExecutionAlreadyStartedError, WorkflowNotFoundError, type Client } from '@temporalio/client';
import type { CampaignNews, ImportNews, News, SubjectNews } from '../commands/news.ts';
import { campaignWorkflowId, importWorkflowId, itemWorkflowId, obligationWorkflowId } from '../workflows/ids.ts';
import { campaignChanged, changed, taskQueue, type CampaignStatus, type SubjectChange, type SubjectInput } from '../workflows/messages.ts';

const patienceMs = 10_000;

/**
 * Brings news to Temporal: the subject's workflow is told, and started if it is missing, in one call. A subject that is over is told
 * only if its workflow still runs.
 */
export function temporalTeller(client: Client): (news: News) => Promise<void> {
  const tellNow = (news: News) => {
    switch (news.kind) {
      case 'item':
        return tellSubject(client, 'ledgerItem', itemWorkflowId(news.campaign, news.subject), news);
      case 'obligation':
        return tellSubject(client, 'obligation', obligationWorkflowId(news.campaign, news), news);
      case 'campaign':
        return tellCampaign(client, news);
      case 'import':
        return startImport(client, news);
    }
  };
  return (news) => client.connection.withDeadline(Date.now() + patienceMs, () => tellNow(news));
}

type SubjectWorkflow = 'ledgerItem' | 'obligation';

async function tellSubject(
  client: Client,
  type: SubjectWorkflow,
  workflowId: string,
  { campaign, state, rules, offsetMs }: SubjectNews,
): Promise<void> {
  const news = { state, rules, offsetMs };
  if (state.standing === 'over') {
    await unlessGone(client.workflow.getHandle(workflowId).signal(changed, news));
    return;
  }
  const input: SubjectInput = { campaign, ...news };
  if (isFresh(news) && (await startedNow(client, type, workflowId, input))) return;
  await client.workflow.signalWithStart(type, { workflowId, taskQueue, args: [input], signal: changed, signalArgs: [news] });
}

const freshMs = 3_600_000;

/**
 * What has just been entered has no workflow yet, most likely: starting one costs the server less than telling and starting. An obligation is
 * entered at the launch, before its first day.
 */
function isFresh({ state, offsetMs }: SubjectChange): boolean {
  return state.revision <= 1 && state.armedAt !== null && Date.now() + offsetMs - state.armedAt < freshMs;
}

/** False when there is one that must be told. */
async function startedNow(client: Client, type: SubjectWorkflow, workflowId: string, input: SubjectInput): Promise<boolean> {
  try {
    await client.workflow.start(type, { workflowId, taskQueue, args: [input] });
    return true;
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return false;
    throw error;
  }
}

async function tellCampaign(client: Client, { campaign, phases, zone, offsetMs, ...news }: CampaignNews): Promise<void> {
  const workflowId = campaignWorkflowId(campaign);
  const status = campaignStatus(news.status);
  const change = { status, phases, offsetMs };
  if (status === 'closed') {
    await unlessGone(client.workflow.getHandle(workflowId).signal(campaignChanged, change));
    return;
  }
  const args = [{ campaign, zone, ...change }];
  await client.workflow.signalWithStart('campaign', { workflowId, taskQueue, args, signal: campaignChanged, signalArgs: [change] });
}

/** A status this version does not know holds the campaign rather than letting it run. */
function campaignStatus(status: string): CampaignStatus {
  return status === 'running' || status === 'closed' ? status : 'paused';
}

async function startImport(client: Client, { campaign, subject }: ImportNews): Promise<void> {
  try {
    await client.workflow.start('importLedger', { workflowId: importWorkflowId(subject), taskQueue, args: [{ campaign, batch: subject }] });
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
}

async function unlessGone(told: Promise<void>): Promise<void> {
  try {
    await told;
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw error;
  }
}
