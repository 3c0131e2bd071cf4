import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { endProcess } from '../../platform/embedded/processes.ts';
import { startPostgres, type EmbeddedPostgres } from '../../platform/embedded/postgres.ts';
import { migrate } from '../../platform/migrate.ts';
import { leaveToRun, runFolder } from '../support/shared.ts';

/** A Postgres that nobody else uses, so that it can be killed. What it has acknowledged is on the disk. */
export interface OwnPostgres {
  url: string;
  /** Ends it without a word (`SIGQUIT` is `pg_ctl stop -m immediate`) and starts it again. */
  restart: (how: 'SIGKILL' | 'SIGQUIT') => Promise<void>;
  stop: () => Promise<void>;
}

export async function startOwnPostgres(): Promise<OwnPostgres> {
  const dataFolder = join(runFolder(), 'faults', randomUUID());
  mkdirSync(dataFolder, { recursive: true });
  const options = { dataFolder, password: randomUUID(), port: 5639 };
  let postgres = await started(options);
  await migrate(postgres.url);
  return {
    url: postgres.url,
    restart: async (how) => {
      if (postgres.mark) await endProcess(postgres.mark, [how, 'SIGKILL'], 5_000);
      // Until we have heard of its end its number is taken, and the next one takes it for alive.
      await postgres.ended;
      postgres = await started({ ...options, port: postgres.port, samePort: true });
    },
    stop: async () => {
      await postgres.stop();
    },
  };
}

async function started(options: Parameters<typeof startPostgres>[0]): Promise<EmbeddedPostgres> {
  const postgres = await startPostgres(options);
  leaveToRun('faults-postgres', postgres.mark);
  return postgres;
}
