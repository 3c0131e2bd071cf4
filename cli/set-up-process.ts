import { once } from 'node:events';
import type { Config } from '../platform/config.ts';
import { openPool } from '../platform/database.ts';
import { migrate } from '../platform/migrate.ts';
import { sayOnStderr as say } from '../platform/say.ts';
import { prepareSetUp, refuseOutsideMail, setUp, type Prepared, type SetUpOptions } from './set-up.ts';
import { told } from './told.ts';

// The process that a start reads its plan and ledgers in, and later migrates and imports: `setting-up.ts` starts it. What that
// takes, some 150 MB with a large ledger, goes when it ends; the supervisor lives for months and stays small.
process.on('disconnect', () => process.exit());
process.exitCode = await run().catch(told);
process.removeAllListeners('disconnect');
process.disconnect();

async function run(): Promise<number> {
  const { options, smtpUrl } = await order<{ options: SetUpOptions; smtpUrl: string | null }>();
  const prepared = await prepareSetUp(options);
  refuseOutsideMail(prepared.demo, smtpUrl);
  process.send?.('prepared');
  await setUpCampaign(await order<Config>(), prepared);
  return 0;
}

async function order<T>(): Promise<T> {
  const [message] = (await once(process, 'message')) as [T];
  return message;
}

async function setUpCampaign(config: Config, prepared: Prepared): Promise<void> {
  const owner = openPool(config, 'owner', 2);
  const pool = openPool(config, 'engine', 4);
  try {
    await migrate(config.database.url ?? '', { say });
    await setUp(prepared, { owner, pool, smtpUrl: config.mail.url }, say);
  } finally {
    await Promise.all([owner.end(), pool.end()]);
  }
}
