import { WorkflowNotFoundError, type Client } from '@temporalio/client';
import type { ReconcileDeps } from '../commands/reconcile.ts';
import { campaignWorkflowId, itemOfWorkflowId, itemWorkflowId } from '../workflows/ids.ts';
import { itemState } from '../workflows/messages.ts';

/** Ids of the items whose workflow is listed as running, in pages of a thousand. The list lags behind by seconds. */
export async function* runningItems(client: Client): AsyncIterable<string> {
  const list = client.workflow.list({ query: `WorkflowType = 'ledgerItem' AND ExecutionStatus = 'Running'`, pageSize: 1_000 });
  for await (const { workflowId } of list) {
    const known = itemOfWorkflowId(workflowId);
    if (known) yield known.item;
  }
}

/** What reconciling asks of Temporal. A workflow that does not answer, for whatever reason, says nothing about how old Temporal's file is. */
export function standingOf(client: Client): Omit<ReconcileDeps, 'pool'> {
  return {
    runningItems: () => runningItems(client),
    knownRevision: async (campaign, item) => {
      try {
        return (await client.workflow.getHandle(itemWorkflowId(campaign, item)).query(itemState)).state;
      } catch (error) {
        return error instanceof WorkflowNotFoundError ? { generation: -1, revision: -1 } : null;
      }
    },
    campaignRuns: async (campaign) => {
      const found = await client.workflow
        .getHandle(campaignWorkflowId(campaign))
        .describe()
        .catch((error: unknown) => {
          if (error instanceof WorkflowNotFoundError) return null;
          throw error;
        });
      return found?.status.name === 'RUNNING';
    },
  };
}
