import { randomUUID } from 'node:crypto';
import { cpSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
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
  /** Ends it in order, so that its file is whole. */
  stop: () => Promise<void>;
  /** The file, while it is stopped: kept for later, put back as it was kept, or deleted. */
  keepStore: () => void;
  putStoreBack: () => void;
  deleteStore: () => void;
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
  const kept = `${dataFolder}-kept`;
  const storeFiles = () => readdirSync(dataFolder).filter((name) => name.startsWith('temporal.db'));
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
    keepStore: () => {
      for (const name of storeFiles()) cpSync(join(dataFolder, name), join(kept, name));
    },
    putStoreBack: () => {
      for (const name of storeFiles()) rmSync(join(dataFolder, name));
      cpSync(kept, dataFolder, { recursive: true });
    },
    deleteStore: () => {
      for (const name of storeFiles()) rmSync(join(dataFolder, name));
    },
  };
}
