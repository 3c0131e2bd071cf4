import type { Client } from '@temporalio/client';
import { itemOfWorkflowId } from '../workflows/ids.ts';

/** Ids of the items whose workflow is listed as running, in pages of a thousand. The list lags behind by seconds. */
export async function* runningItems(client: Client): AsyncIterable<string> {
  const list = client.workflow.list({ query: `WorkflowType = 'ledgerItem' AND ExecutionStatus = 'Running'`, pageSize: 1_000 });
  for await (const { workflowId } of list) {
    const known = itemOfWorkflowId(workflowId);
    if (known) yield known.item;
  }
}
