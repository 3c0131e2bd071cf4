import { WorkflowNotFoundError, type Client } from '@temporalio/client';
import type { ReconcileDeps } from '../commands/reconcile.ts';
import { campaignWorkflowId } from '../workflows/ids.ts';
import { subjectState } from '../workflows/messages.ts';

const query = `WorkflowType IN ('ledgerItem', 'obligation') AND ExecutionStatus = 'Running'`;

/** Ids of the workflows of items and obligations that are listed as running, in pages of a thousand. The list lags behind by seconds. */
export async function* runningWorkflows(client: Client): AsyncIterable<string> {
  for await (const { workflowId } of client.workflow.list({ query, pageSize: 1_000 })) yield workflowId;
}

/** What reconciling asks of Temporal. A workflow that does not answer, for whatever reason, says nothing about how old Temporal's file is. */
export function standingOf(client: Client): Omit<ReconcileDeps, 'pool'> {
  return {
    runningWorkflows: () => runningWorkflows(client),
    knownRevision: async (workflow) => {
      try {
        return (await client.workflow.getHandle(workflow).query(subjectState)).state;
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
