import { join } from 'node:path';
import { withAddresses, type Config } from '../config.ts';
import type { Say } from '../say.ts';
import { keptSecret } from '../secret.ts';
import { keepAlive, type Kept } from './keep-alive.ts';
import { startMailbox } from './mailbox.ts';
import { startPostgres } from './postgres.ts';
import type { ProcessMark } from './processes.ts';
import { RunRecord } from './run-record.ts';
import { startTemporal } from './temporal.ts';

/** Everything that the parts need, running. */
export interface Stack {
  /** With the addresses of what was started here. */
  config: Config;
  /** Temporal's own page, when the server is ours. */
  temporalUi: string | null;
  /** Notes a child process, so that the next start ends it should we be killed. */
  adopt(child: ProcessMark): void;
  /** Ends what was started here, in reverse order. */
  stop(): Promise<void>;
  /** Ends it at once; the next start mends what that leaves. */
  kill(): void;
}

/** Starts what no address is configured for: Postgres, Temporal, mailbox, in this order; what ends unasked is started again. */
export async function startStack(config: Config, say: Say): Promise<Stack> {
  const record = await RunRecord.take(config.dataFolder, say);
  const kept: Kept[] = [];
  const stop = async () => {
    for (const service of [...kept].reverse()) await service.stop();
    record.release();
  };
  const kill = () => {
    for (const service of kept) service.kill?.();
  };
  try {
    const databaseUrl = config.database.url ?? (await keptPostgres(config, kept, say));
    const temporal =
      config.temporal.address === null ? await keptTemporal(config, kept, say) : { address: config.temporal.address, uiUrl: null };
    const smtpUrl = config.mail.url ?? (await keptMailbox(config, kept, say));
    const addresses = { databaseUrl, temporalAddress: temporal.address, smtpUrl };
    record.tell(addresses);
    return { config: withAddresses(config, addresses), temporalUi: temporal.uiUrl, adopt: (child) => record.adopt(child), stop, kill };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function keptPostgres({ dataFolder }: Config, kept: Kept[], say: Say): Promise<string> {
  say('正在启动数据库', 'Starting Postgres');
  const options = { dataFolder, password: keptSecret(join(dataFolder, 'postgres-password')), say };
  const postgres = await startPostgres(options);
  kept.push(keepAlive(postgres, () => startPostgres({ ...options, port: postgres.port, samePort: true }), say));
  return postgres.url;
}

async function keptTemporal({ dataFolder }: Config, kept: Kept[], say: Say) {
  say('正在启动 Temporal', 'Starting Temporal');
  const options = { dataFolder, say };
  const temporal = await startTemporal(options);
  kept.push(keepAlive(temporal, () => startTemporal({ ...options, port: temporal.port, samePort: true }), say));
  return temporal;
}

async function keptMailbox({ dataFolder }: Config, kept: Kept[], say: Say): Promise<string> {
  say('正在启动内置邮箱（只收存，不外发）', 'Starting the embedded mailbox (it keeps, and sends nothing on)');
  const mailbox = await startMailbox({ dataFolder });
  kept.push(mailbox);
  return mailbox.url;
}
