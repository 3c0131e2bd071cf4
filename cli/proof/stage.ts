import { randomUUID } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import type pg from 'pg';
import { createActivities } from '../../activities/create-activities.ts';
import { launch } from '../../commands/launch.ts';
import { openJournal } from '../../commands/outbox/journal.ts';
import { tick } from '../../commands/outbox/tick.ts';
import { runRelay } from '../../commands/relay.ts';
import { renderDigest } from '../../documents/digest/render.ts';
import type { Moment } from '../../domain/calendar.ts';
import type { Plan } from '../../domain/plan.ts';
import { readConfig } from '../../platform/config.ts';
import { openPool } from '../../platform/database.ts';
import { startPostgres } from '../../platform/embedded/postgres.ts';
import { findProgram, TEST_SERVER } from '../../platform/embedded/programs.ts';
import { environmentFault } from '../../platform/fault.ts';
import { openLog } from '../../platform/log.ts';
import { openMailTransport } from '../../platform/mail.ts';
import { migrate } from '../../platform/migrate.ts';
import type { Say } from '../../platform/say.ts';
import { createWorker } from '../../worker/create-worker.ts';
import { runWorker } from '../../worker/lives.ts';
import { installRuntime } from '../../worker/runtime.ts';
import { temporalTeller } from '../../worker/tell.ts';
import { taskQueue } from '../../workflows/messages.ts';
import { openPost, type Received } from './post.ts';

/** A whole system of its own, launched at a moment of the past, whose time is stepped by hand. */
export interface ProofStage {
  pool: pg.Pool;
  now: () => Moment;
  received: Received[];
  /** Takes virtual time to `moment`: workflows wake on the way, and everything they and the relay had to do is done. */
  stepTo: (moment: Moment) => Promise<void>;
  /** The postman's round, until it has nothing left. */
  post: () => Promise<void>;
  close: () => Promise<void>;
}

/**
 * Postgres, the time-skipping Temporal server, worker, relay and an SMTP server, all real and thrown away afterwards.
 * @throws Fault when one of them is not to be had here
 */
export async function openProofStage(plan: Plan, at: Moment, say: Say): Promise<ProofStage> {
  const config = readConfig();
  const endings: (() => Promise<unknown>)[] = [];
  const close = async (): Promise<void> => {
    for (const end of endings.reverse().splice(0)) await end();
  };
  try {
    const folder = await mkdtemp(join(tmpdir(), 'duban-proof-'));
    // Postgres' own user must be able to enter, or its files would go elsewhere and stay.
    await chmod(folder, 0o755);
    endings.push(() => rm(folder, { recursive: true, force: true }));
    say('启动证明所用的 Postgres 和 Temporal（用后即弃）', 'starting Postgres and Temporal for the proof; both are thrown away after it');
    const postgres = await startPostgres({ dataFolder: folder, password: randomUUID(), port: 5639, durable: false, say });
    endings.push(() => postgres.stop());
    await migrate(postgres.url);
    const owner = openPool({ database: { url: postgres.url, poolSize: 4 } }, 'owner');
    const pool = openPool({ database: { url: postgres.url, poolSize: 16 } }, 'engine');
    endings.push(() => Promise.all([owner.end(), pool.end()]));

    let now = at;
    const clock = () => now;
    await launch(owner, plan, { at, demo: true, now: () => Date.now() });
    const offset = at - Date.now();

    const log = openLog({ logLevel: 'error' }, 'proof');
    installRuntime(log);
    const environment = await timeSkipping(join(config.dataFolder, 'bin'), say);
    endings.push(() => environment.teardown());
    const activities = createActivities({ pool, now: clock, workflows: nothingListed });
    const { nativeConnection: connection, namespace = 'default' } = environment;
    const worker = await createWorker({ connection, namespace, taskQueue, activities, cachedWorkflows: config.temporal.cachedWorkflows });
    const ending = new AbortController();
    const running = runWorker(worker, ending.signal);
    const relay = runRelay({ pool, tell: temporalTeller(environment.client), log }, ending.signal);
    endings.push(async () => {
      ending.abort();
      await Promise.all([running, relay]);
    });

    const smtp = await openPost(clock);
    const journal = await openJournal(join(folder, 'send-journal.jsonl'));
    const transport = openMailTransport({ mail: { url: smtp.url, poolSize: 5, from: config.mail.from } });
    endings.push(smtp.close, async () => {
      transport.close();
      await journal.close();
    });
    const outbox = {
      pool,
      now: clock,
      transport,
      render: renderDigest,
      journal,
      from: config.mail.from,
      publicUrl: 'http://127.0.0.1',
      linkKey: randomUUID(),
      log,
    };

    return {
      pool,
      now: clock,
      received: smtp.received,
      stepTo: async (moment) => {
        await settled(owner);
        const left = moment - ((await environment.currentTimeMs()) + offset);
        if (left > 0) await environment.sleep(left);
        now = moment;
        await settled(owner);
      },
      post: async () => {
        for (let more = true; more;) {
          const round = await tick(outbox);
          more = round.more || round.claimed > 0;
        }
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Part of the development tools: a production installation without them can rehearse, but not prove. */
async function timeSkipping(programs: string, say: Say): Promise<TestWorkflowEnvironment> {
  const path = await findProgram(TEST_SERVER, programs, say);
  try {
    const testing = await import('@temporalio/testing');
    return await testing.TestWorkflowEnvironment.createTimeSkipping({ server: { executable: { type: 'existing-path', path } } });
  } catch (cause) {
    throw environmentFault(
      '时间跳跃的 Temporal 服务没有启动。请在项目目录运行 npm ci 后重试。',
      'The time-skipping Temporal server did not start. Run npm ci in the project and try again.',
      cause,
    );
  }
}

/** The time-skipping server lists nothing, and no schedule asks. */
const nothingListed: Parameters<typeof createActivities>[0]['workflows'] = {
  runningWorkflows: async function* () {
    // Nothing to list.
  },
  knownRevision: () => Promise.resolve(null),
  campaignRuns: () => Promise.resolve(true),
};

/** Waits until the relay has told Temporal everything. */
async function settled(owner: pg.Pool): Promise<void> {
  for (let waited = 0; waited < 60_000; waited += 20) {
    const { rows } = await owner.query<{ count: number }>('SELECT count(*)::int AS count FROM wake');
    if (rows[0]?.count === 0) return;
    await pause(20);
  }
  throw environmentFault('转达进程在一分钟内没有完成。', 'The relay did not finish within a minute.');
}
