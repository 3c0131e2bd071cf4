import { CommanderError } from 'commander';
import { PlanFaults } from '../plans/fault.ts';
import { Fault } from '../platform/fault.ts';
import { usageError } from './usage-error.ts';

/** Another process of ours has failed and has said why; only its exit code is left to pass on. */
export class ToldAlready extends Error {
  constructor(readonly exitCode: number) {
    super(`told already, exit code ${exitCode}`);
    this.name = 'ToldAlready';
  }
}

/** Tells a person on standard error what ended a command, and gives the exit code: 1 the input is wrong, 2 the environment is. */
export function told(error: unknown): number {
  if (error instanceof ToldAlready) return error.exitCode;
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return 0;
    if (error.code !== 'commander.help') process.stderr.write(usageError(error));
    return 1;
  }
  if (error instanceof Fault || error instanceof PlanFaults) {
    process.stderr.write(`${error.message}\n`);
    return error instanceof Fault ? error.exitCode : 1;
  }
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`意外的错误，请把下面的内容告诉维护者 / Unexpected; please tell the maintainers:\n${detail}\n`);
  return 2;
}
