import { WorkflowExecutionAlreadyStartedError, WorkflowNotFoundError, type Client } from '@temporalio/client';
import type { CampaignNews, ImportNews, ItemNews, News } from '../commands/news.ts';
import { campaignWorkflowId, importWorkflowId, itemWorkflowId } from '../workflows/ids.ts';
import { campaignChanged, changed, taskQueue, type CampaignStatus, type ItemChange, type ItemInput } from '../workflows/messages.ts';

const patienceMs = 10_000;

/**
 * Brings news to Temporal: the subject's workflow is told, and started if it is missing, in one call. A subject that is over is told
 * only if its workflow still runs.
 */
export function temporalTeller(client: Client): (news: News) => Promise<void> {
  const tellNow = (news: News) => {
    switch (news.kind) {
      case 'item':
        return tellItem(client, news);
      case 'campaign':
        return tellCampaign(client, news);
      case 'import':
        return startImport(client, news);
    }
  };
  return (news) => client.connection.withDeadline(Date.now() + patienceMs, () => tellNow(news));
}

async function tellItem(client: Client, { campaign, subject, state, rules, offsetMs }: ItemNews): Promise<void> {
  const workflowId = itemWorkflowId(campaign, subject);
  const news = { state, rules, offsetMs };
  if (state.standing === 'over') {
    await unlessGone(client.workflow.getHandle(workflowId).signal(changed, news));
    return;
  }
  const input: ItemInput = { campaign, ...news };
  if (isFresh(news) && (await startedNow(client, workflowId, input))) return;
  await client.workflow.signalWithStart('ledgerItem', { workflowId, taskQueue, args: [input], signal: changed, signalArgs: [news] });
}

const freshMs = 3_600_000;

/** An item that has just entered the ledger has no workflow yet, most likely: starting one costs the server less than telling and starting. */
function isFresh({ state, offsetMs }: ItemChange): boolean {
  return state.revision <= 1 && state.armedAt !== null && Date.now() + offsetMs - state.armedAt < freshMs;
}

/** False when there is one that must be told. */
async function startedNow(client: Client, workflowId: string, input: ItemInput): Promise<boolean> {
  try {
    await client.workflow.start('ledgerItem', { workflowId, taskQueue, args: [input] });
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
