import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { endProcess } from '../../platform/embedded/processes.ts';
import { startTemporal } from '../../platform/embedded/temporal.ts';
import { projectFolder } from '../../platform/root.ts';
import { leaveToRun, runFolder } from '../support/shared.ts';

/** A Temporal that nobody else uses, so that it can be killed; its file stays. */
export interface OwnTemporal {
  address: string;
  kill: () => Promise<void>;
  startAgain: () => Promise<void>;
  stop: () => Promise<void>;
}

export async function startOwnTemporal(): Promise<OwnTemporal> {
  const dataFolder = join(runFolder(), 'faults', randomUUID());
  mkdirSync(dataFolder, { recursive: true });
  const options = { dataFolder, programFolder: join(projectFolder, '.duban', 'bin'), headless: true };
  const start = async (more: { port: number; samePort?: boolean }) => {
    const temporal = await startTemporal({ ...options, ...more });
    leaveToRun('faults-temporal', temporal.mark);
    return temporal;
  };
  let temporal = await start({ port: 7439 });
  return {
    address: temporal.address,
    kill: async () => {
      if (temporal.mark) await endProcess(temporal.mark, ['SIGKILL'], 5_000);
    },
    startAgain: async () => {
      temporal = await start({ port: temporal.port, samePort: true });
    },
    stop: () => temporal.stop(),
  };
}
