import type { Client } from '@temporalio/client';

/** Ids of the workflows of items and obligations that are listed as running, in pages of a thousand. The list lags behind by seconds. */
export async function* runningSubjects(client: Client): AsyncIterable<string> {
  const query = `WorkflowType IN ('ledgerItem', 'obligation') AND ExecutionStatus = 'Running'`;
  for await (const { workflowId } of client.workflow.list({ query, pageSize: 1_000 })) yield workflowId;
}
