import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Connection } from '@temporalio/client';
import { temporalAddress } from './stack.ts';

/** A namespace of its own on the run's Temporal: task queues, schedules and ids of other test files do not meet ours. */
export async function freshNamespace(): Promise<{ address: string; namespace: string }> {
  const address = await temporalAddress();
  const namespace = `test-${randomUUID()}`;
  const connection = await Connection.connect({ address });
  try {
    const retention = { seconds: 86_400 as never };
    await connection.workflowService.registerNamespace({ namespace, workflowExecutionRetentionPeriod: retention });
    await untilServed(connection, namespace);
  } finally {
    await connection.close();
  }
  return { address, namespace };
}

/** The front end learns of a namespace some time after it was registered. */
async function untilServed(connection: Connection, namespace: string): Promise<void> {
  for (;;) {
    try {
      await connection.workflowService.listWorkflowExecutions({ namespace, pageSize: 1 });
      return;
    } catch {
      await pause(100);
    }
  }
}
