import { TestWorkflowEnvironment } from '@temporalio/testing';
import { DefaultLogger, makeTelemetryFilterString, Runtime } from '@temporalio/worker';
import { testServerPath } from './stack.ts';

/** A Temporal whose clock jumps over waiting. It cannot be set back: a workflow's `offsetMs` takes it to the year wanted. */
export async function startTimeSkipping(): Promise<TestWorkflowEnvironment> {
  quietRuntime();
  const path = await testServerPath();
  return TestWorkflowEnvironment.createTimeSkipping({ server: { executable: { type: 'existing-path', path } } });
}

export const quiet = new DefaultLogger('ERROR');

/** Installed once a process, before the first connection. */
export function quietRuntime(): void {
  if (Runtime._instance) return;
  const filter = makeTelemetryFilterString({ core: 'ERROR', other: 'ERROR' });
  Runtime.install({ logger: quiet, telemetryOptions: { logging: { filter, forward: {} } } });
}
