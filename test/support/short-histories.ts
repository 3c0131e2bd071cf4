import { join } from 'node:path';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { findProgram, TEMPORAL } from '../../platform/embedded/programs.ts';
import { projectFolder } from '../../platform/root.ts';
import { sayOnStderr } from '../../platform/say.ts';
import { quietRuntime } from './time-skipping.ts';

/** A development server that suggests to continue as new after 20 events instead of some thousands. Its time is real. */
export async function startShortHistories(): Promise<TestWorkflowEnvironment> {
  quietRuntime();
  const path = await findProgram(TEMPORAL, join(projectFolder, '.duban', 'bin'), sayOnStderr);
  const extraArgs = ['--dynamic-config-value', 'limit.historyCount.suggestContinueAsNew=20'];
  return TestWorkflowEnvironment.createLocal({ server: { executable: { type: 'existing-path', path }, extraArgs } });
}
