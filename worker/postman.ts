import { join } from 'node:path';
import type { Pool } from 'pg';
import { createPostmanActivities } from '../activities/create-activities.ts';
import { engine } from '../commands/actors.ts';
import { actorSetting } from '../commands/execute.ts';
import { openClock } from '../commands/clock.ts';
import { openJournal } from '../commands/outbox/journal.ts';
import { tick } from '../commands/outbox/tick.ts';
import { renderDigest } from '../documents/digest/render.ts';
import type { Config } from '../platform/config.ts';
import { openPool, withActor } from '../platform/database.ts';
import { inputFault } from '../platform/fault.ts';
import { isOutside } from '../platform/loopback.ts';
import { openLog } from '../platform/log.ts';
import { openMailTransport } from '../platform/mail.ts';
import { keyFor } from '../platform/secret.ts';
import { openWorkerConnection } from '../platform/temporal-worker.ts';
import { postmanTaskQueue } from '../workflows/messages.ts';
import { createWorker } from './create-worker.ts';
import { runWorker } from './lives.ts';
import { installRuntime } from './runtime.ts';

/** Few: a round lasts a minute at most. */
const cachedWorkflows = 20;

/** The postman's process: its rounds and nothing else. Several may run at once. Returns when the signal ends it. */
export async function run(config: Config, signal: AbortSignal): Promise<void> {
  const log = openLog(config, 'postman');
  installRuntime(log);
  const pool = openPool(config, 'engine');
  const connection = await openWorkerConnection(config);
  await refuseOutsideMail(pool, config.mail.url);
  const clock = await openClock(pool);
  const journal = await openJournal(join(config.dataFolder, 'send-journal.jsonl'));
  const transport = openMailTransport(config);
  try {
    const activities = createPostmanActivities({
      tick: () =>
        tick({
          pool,
          now: () => clock.now(),
          transport,
          render: renderDigest,
          journal,
          from: config.mail.from,
          publicUrl: config.server.publicUrl,
          linkKey: keyFor(config.secret, 'links'),
          log,
        }),
    });
    const { namespace } = config.temporal;
    const worker = await createWorker({
      connection,
      namespace,
      taskQueue: postmanTaskQueue,
      activities,
      cachedWorkflows,
      inThisThread: true,
    });
    log.info('the postman runs');
    await runWorker(worker, signal);
  } finally {
    transport.close();
    await journal.close();
    await clock.close();
    await pool.end();
    await connection.close();
    log.info('the postman has ended');
  }
}

/** However it was started: the made-up people of a demonstration are never written to through somebody's mail server. */
async function refuseOutsideMail(pool: Pool, smtpUrl: string | null): Promise<void> {
  if (smtpUrl === null || !isOutside(smtpUrl)) return;
  const { rowCount } = await withActor(pool, actorSetting(engine), (client) => client.query('SELECT 1 FROM campaign WHERE demo'));
  if (rowCount === 0) return;
  throw inputFault(
    '演示数据不能使用外部邮件服务器；请去掉 SMTP_URL。',
    'A demonstration refuses an outside mail server: leave SMTP_URL out.',
  );
}
