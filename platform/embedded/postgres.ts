import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { inheritedEnvironment } from '../config.ts';
import { environmentFault } from '../fault.ts';
import { sayNothing, type Say } from '../say.ts';
import { freePort } from './ports.ts';
import { postgresAccount, postgresHome, type Account, type Home } from './postgres-account.ts';
import { ensureCluster } from './postgres-cluster.ts';
import { completePrograms, nativePostgres } from './postgres-programs.ts';
import { endProcess, markOf, type ProcessMark } from './processes.ts';
import { isSettled, lastLines, whenEnded, withLogFile, type Service } from './service.ts';

export interface EmbeddedPostgres extends Service {
  port: number;
  /** Connects as the owner to the database `duban`. */
  url: string;
}

export interface PostgresOptions {
  dataFolder: string;
  /** Kept by the caller; set when the cluster is made. */
  password: string;
  /** Another is chosen when it is taken. */
  port?: number;
  /** When started again: others know the address, no other port will do. */
  samePort?: boolean;
  /** For throw-away clusters of tests: nothing waits for the disk. */
  durable?: boolean;
  say?: Say;
}

const STARTING_MS = 60_000;
const WRONG_PASSWORD = '28P01';
const FAST_THEN_IMMEDIATE: NodeJS.Signals[] = ['SIGINT', 'SIGQUIT', 'SIGKILL'];

/** Sized for a small machine of 2 cores; what was acknowledged is on the disk. */
const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '120',
  shared_buffers: '256MB',
  work_mem: '16MB',
  maintenance_work_mem: '128MB',
  max_wal_size: '2GB',
  checkpoint_timeout: '15min',
  wal_compression: 'on',
  wal_level: 'minimal',
  max_wal_senders: '0',
  wal_buffers: '2MB',
  max_logical_replication_workers: '0',
  random_page_cost: '1.1',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
};

/** Starts Postgres on the cluster in the data folder, made if it is not there; ends what a killed run left behind. */
export async function startPostgres(options: PostgresOptions): Promise<EmbeddedPostgres> {
  const say = options.say ?? sayNothing;
  mkdirSync(options.dataFolder, { recursive: true });
  const native = nativePostgres();
  completePrograms(native);
  const account = postgresAccount(options.dataFolder, say);
  const home = postgresHome(options.dataFolder, native, account, say);
  await endLeftover(home, say);
  ensureCluster(home, account, options.password, say);
  // Between looking at a port and taking it somebody else may: look again.
  for (let attempt = 1; ; attempt += 1) {
    const port = options.samePort && options.port ? options.port : await freePort(options.port ?? 5439);
    const started = await run(home, account, port, options);
    if (started) return started;
    await pause(500);
    if (attempt === 3) throw didNotStart(logFile(options.dataFolder));
  }
}

/** Null when it is worth another try: the port was taken meanwhile, or a killed server's children are just about to go. */
async function run(home: Home, account: Account, port: number, options: PostgresOptions): Promise<EmbeddedPostgres | null> {
  const settings = {
    ...SETTINGS,
    ...(options.durable === false ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' } : {}),
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const log = logFile(options.dataFolder);
  const child = withLogFile(log, (descriptor) =>
    // Its own process group: Ctrl-C in the terminal must reach us first and Postgres last.
    spawn(join(home.native, 'bin', 'postgres'), ['-D', home.folder, '-p', String(port), ...flags], {
      ...account,
      cwd: home.folder,
      detached: true,
      env: { ...inheritedEnvironment(), LC_ALL: undefined, PGDATA: undefined },
      stdio: ['ignore', descriptor, descriptor],
    }),
  );
  const ended = whenEnded(child);
  const mark = child.pid === undefined ? null : markOf(child.pid);
  const owner = { host: '127.0.0.1', port, user: 'duban', password: options.password };
  const ready = mark !== null && (await untilReady(owner, ended).catch(stopAndRethrow(mark)));
  if (!ready) {
    if (mark) await endProcess(mark, FAST_THEN_IMMEDIATE, 3_000);
    if (/Address already in use|pre-existing shared memory block|lock file .* already exists/.test(lastLines(log, 8))) return null;
    throw didNotStart(log);
  }
  await ensureDatabase(owner);
  return {
    name: 'postgres',
    mark,
    ended,
    port,
    url: `postgresql://duban:${encodeURIComponent(options.password)}@127.0.0.1:${port}/duban`,
    stop: async () => {
      await endProcess(mark, FAST_THEN_IMMEDIATE, 10_000);
    },
  };
}

/** True once it answers, false when it ended or took too long. */
async function untilReady(owner: pg.ClientConfig, ended: Promise<void>): Promise<boolean> {
  const gone = isSettled(ended);
  for (let waited = 0; waited < STARTING_MS && !gone(); waited += 100) {
    const failure = await failureToConnect(owner);
    if (failure === null) return true;
    if (failure.code === WRONG_PASSWORD) throw wrongPassword();
    await pause(100);
  }
  return false;
}

/** Null when a Postgres takes log-ins there. */
async function failureToConnect(connection: pg.ClientConfig): Promise<{ code?: string } | null> {
  const client = new pg.Client({ database: 'postgres', connectionTimeoutMillis: 5_000, ...connection });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('select 1');
    return null;
  } catch (error) {
    return error as { code?: string };
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function ensureDatabase(owner: pg.ClientConfig): Promise<void> {
  const client = new pg.Client({ ...owner, database: 'postgres' });
  await client.connect();
  try {
    const found = await client.query("select 1 from pg_database where datname = 'duban'");
    if (found.rowCount === 0) await client.query('create database duban');
  } finally {
    await client.end();
  }
}

/** After a kill the old Postgres lives on, and a new one refuses to start beside it. */
async function endLeftover(home: Home, say: Say): Promise<void> {
  const pidFile = join(home.folder, 'postmaster.pid');
  if (!existsSync(pidFile)) return;
  const [pid, folder] = readFileSync(pidFile, 'utf8').split('\n');
  const mark = markOf(Number(pid));
  if (mark && folder === home.folder && isPostgres(mark)) {
    say(
      `上次未正常结束的数据库（进程 ${mark.pid}）还在运行，正在结束它`,
      `Ending the database (process ${mark.pid}) that a killed run left behind`,
    );
    if (!(await endProcess(mark, FAST_THEN_IMMEDIATE, 10_000))) throw cannotEnd(mark);
  }
  // Postgres itself removes a stale file, except when the number now belongs to some other process of the same user.
  if (mark && !isPostgres(mark)) rmSync(pidFile, { force: true });
}

/** The number may have been given to something else since; elsewhere than on Linux the file is believed. */
function isPostgres(mark: ProcessMark): boolean {
  const comm = `/proc/${mark.pid}/comm`;
  return !existsSync(comm) || readFileSync(comm, 'utf8').trim() === 'postgres';
}

function logFile(dataFolder: string): string {
  return join(dataFolder, 'log', 'postgres.log');
}

function stopAndRethrow(mark: ProcessMark) {
  return async (error: unknown): Promise<never> => {
    await endProcess(mark, FAST_THEN_IMMEDIATE, 3_000);
    throw error;
  };
}

function wrongPassword() {
  return environmentFault(
    '数据库密码不符：数据目录中的 postgres-password 与建库时不同。请还原该文件；若数据可以不要，删除整个数据目录后重启。',
    'The database refuses the password: postgres-password in the data folder is not the one the database was made with. Put that file back; if the data may go, remove the data folder and start again.',
  );
}

function cannotEnd(mark: ProcessMark) {
  return environmentFault(
    `无法结束上次遗留的数据库进程 ${mark.pid}（可能属于其他用户）。请执行 kill ${mark.pid} 后重试。`,
    `The database process ${mark.pid} left by an earlier run cannot be ended (it may be another user's). Run "kill ${mark.pid}" and start again.`,
  );
}

function didNotStart(log: string) {
  return environmentFault(
    `数据库没有启动。日志 ${log} 的最后几行：\n${lastLines(log)}\n请检查磁盘空间和权限；也可设置 DATABASE_URL 使用自己的 PostgreSQL。`,
    `The database did not start. The last lines of ${log} are above. Check the disk's free space and permissions, or set DATABASE_URL to a PostgreSQL of your own.`,
  );
}
