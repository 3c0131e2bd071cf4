import { join } from 'node:path';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { DefaultLogger, makeTelemetryFilterString, Runtime } from '@temporalio/worker';
import { findProgram, TEST_SERVER } from '../../platform/embedded/programs.ts';
import { projectFolder } from '../../platform/root.ts';
import { sayOnStderr } from '../../platform/say.ts';

/** A Temporal whose clock jumps over waiting. It cannot be set back: a workflow's `offsetMs` takes it to the year wanted. */
export async function startTimeSkipping(): Promise<TestWorkflowEnvironment> {
  quietRuntime();
  const path = await findProgram(TEST_SERVER, join(projectFolder, '.duban'), sayOnStderr);
  return TestWorkflowEnvironment.createTimeSkipping({ server: { executable: { type: 'existing-path', path } } });
}

export const quiet = new DefaultLogger('ERROR');

/** Installed once a process, before the first connection. */
export function quietRuntime(): void {
  if (Runtime._instance) return;
  const filter = makeTelemetryFilterString({ core: 'ERROR', other: 'ERROR' });
  Runtime.install({ logger: quiet, telemetryOptions: { logging: { filter, forward: {} } } });
}
