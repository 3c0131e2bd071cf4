import { spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, readSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ask } from '../ask.ts';
import { inheritedEnvironment } from '../config.ts';
import { environmentFault } from '../fault.ts';
import { sayNothing, type Say } from '../say.ts';
import { comeSecond } from './comes-second.ts';
import { freePort } from './ports.ts';
import { endProcess, isRunning, markOf, type ProcessMark } from './processes.ts';
import { findProgram, TEMPORAL } from './programs.ts';
import { isSettled, lastLines, whenEnded, withLogFile, type Service } from './service.ts';

export interface EmbeddedTemporal extends Service {
  port: number;
  /** `host:port` of the gRPC front end. */
  address: string;
  /** Temporal's own page, when it was wanted. */
  uiUrl: string | null;
}

export interface TemporalOptions {
  dataFolder: string;
  /** Where a downloaded program is kept; `bin` in the data folder when not said. */
  programFolder?: string;
  port?: number;
  /** When started again: others know the address, no other port will do. */
  samePort?: boolean;
  uiPort?: number;
  headless?: boolean;
  /** Closed histories are kept this long; the dev server's own 24 hours would lose an item's story overnight. */
  retentionDays?: number;
  say?: Say;
}

const STARTING_MS = 60_000;
const SQLITE_MAGIC = 'SQLite format 3\0';

/** Sized for items that sleep for weeks: what is asleep is read from the file again when it is woken. */
const SMALL_CACHES = {
  'history.hostLevelCacheMaxSize': 128,
  'history.eventsHostLevelCacheMaxSizeBytes': 1024 * 1024,
};

/** The heap may grow by 25 % of what lives in it between two collections, not by 100 %: a few percent of a processor for a third of the memory. */
const GO_HEAP = { GOGC: '25' };

/** Starts a Temporal development server whose state lies in the data folder; ends what a killed run left behind. */
export async function startTemporal(options: TemporalOptions): Promise<EmbeddedTemporal> {
  const say = options.say ?? sayNothing;
  mkdirSync(options.dataFolder, { recursive: true });
  const store = join(options.dataFolder, 'temporal.db');
  await endLeftover(options.dataFolder, say);
  checkStore(store);
  const program = await findProgram(TEMPORAL, options.programFolder ?? join(options.dataFolder, 'bin'), say);
  // Between looking at a port and taking it somebody else may: look again.
  for (let attempt = 1; ; attempt += 1) {
    const port = options.samePort && options.port ? options.port : await freePort(options.port ?? 7239);
    const uiPort = options.headless ? null : await freePort(options.uiPort ?? port + 1000);
    const httpPort = await freePort(port + 2000);
    const started = await run(program, store, { port, httpPort, uiPort }, options);
    if (started) return started;
    if (attempt === 3) throw didNotStart(logFile(options.dataFolder));
  }
}

/** Null when the port was taken meanwhile. */
async function run(
  program: string,
  store: string,
  { port, httpPort, uiPort }: { port: number; httpPort: number; uiPort: number | null },
  options: TemporalOptions,
): Promise<EmbeddedTemporal | null> {
  const log = logFile(options.dataFolder);
  const flags = ['--db-filename', store, '--sqlite-pragma', 'journal_mode=wal', '--sqlite-pragma', 'synchronous=normal'];
  const ui = uiPort === null ? ['--headless'] : ['--ui-port', String(uiPort), '--ui-disable-news-fetch'];
  const caches = Object.entries(SMALL_CACHES).flatMap(([key, value]) => ['--dynamic-config-value', `${key}=${value}`]);
  const ports = ['--port', String(port), '--http-port', String(httpPort)];
  const output = ['--log-level', 'error', '--log-format', 'json', '--color', 'never'];
  const logged = existsSync(log) ? statSync(log).size : 0;
  const child = withLogFile(log, (descriptor) =>
    // Its own process group: Ctrl-C in the terminal must reach us first and Temporal after the workers.
    spawn(program, ['server', 'start-dev', '--ip', '127.0.0.1', ...ports, ...ui, ...flags, ...caches, ...output], {
      detached: true,
      cwd: options.dataFolder,
      env: { ...GO_HEAP, ...inheritedEnvironment() },
      stdio: ['ignore', descriptor, descriptor],
    }),
  );
  const ended = whenEnded(child);
  const mark = child.pid === undefined ? null : markOf(child.pid);
  if (mark) writeFileSync(markFile(options.dataFolder), JSON.stringify(mark));
  const address = `127.0.0.1:${port}`;
  if (!mark || !(await untilReady(httpPort, options.retentionDays ?? 90, ended))) {
    if (mark) await endProcess(mark, ['SIGTERM', 'SIGKILL'], 3_000);
    if (readFileSync(log).subarray(logged).includes('address already in use')) return null;
    throw didNotStart(log);
  }
  comeSecond(mark.pid);
  return {
    name: 'temporal',
    mark,
    ended,
    port,
    address,
    uiUrl: uiPort === null ? null : `http://127.0.0.1:${uiPort}`,
    stop: async () => {
      await endProcess(mark, ['SIGTERM', 'SIGKILL'], 10_000);
      rmSync(markFile(options.dataFolder), { force: true });
    },
  };
}

/** True once it serves the namespace and keeps what it closed for long enough; false when it ended or took too long. */
async function untilReady(httpPort: number, retentionDays: number, ended: Promise<void>): Promise<boolean> {
  const gone = isSettled(ended);
  for (let waited = 0; waited < STARTING_MS && !gone(); waited += 200) {
    if (await raiseRetention(httpPort, retentionDays)) return true;
    await pause(200);
  }
  return false;
}

/** By the server's HTTP interface: a gRPC client would be half of the supervisor's memory for a question at each start. */
async function raiseRetention(httpPort: number, days: number): Promise<boolean> {
  const namespace = `http://127.0.0.1:${httpPort}/api/v1/namespaces/default`;
  const seconds = days * 86_400;
  const found = await ask(namespace);
  if (found?.status !== 200) return false;
  const { config } = JSON.parse(found.body) as { config?: { workflowExecutionRetentionTtl?: string } };
  if (Number.parseFloat(config?.workflowExecutionRetentionTtl ?? '0') >= seconds) return true;
  const raised = await ask(`${namespace}/update`, { body: { config: { workflowExecutionRetentionTtl: `${seconds}s` } } });
  return raised?.status === 200;
}

async function endLeftover(dataFolder: string, say: Say): Promise<void> {
  const file = markFile(dataFolder);
  if (!existsSync(file)) return;
  const mark = readMark(file);
  if (mark && isRunning(mark)) {
    say(
      `上次未正常结束的 Temporal（进程 ${mark.pid}）还在运行，正在结束它`,
      `Ending the Temporal (process ${mark.pid}) that a killed run left behind`,
    );
    if (!(await endProcess(mark, ['SIGTERM', 'SIGKILL'], 8_000))) {
      throw environmentFault(
        `无法结束上次遗留的 Temporal 进程 ${mark.pid}。请执行 kill ${mark.pid} 后重试。`,
        `The Temporal process ${mark.pid} left by an earlier run cannot be ended. Run "kill ${mark.pid}" and start again.`,
      );
    }
  }
  rmSync(file, { force: true });
}

function readMark(file: string): ProcessMark | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as ProcessMark;
  } catch {
    return null;
  }
}

/** A missing store is no loss (workflows are rebuilt from the rows), a damaged one must not be written over silently. */
function checkStore(store: string): void {
  if (!existsSync(store) || statSync(store).size === 0) return;
  const file = openSync(store, 'r');
  const head = Buffer.alloc(SQLITE_MAGIC.length);
  try {
    readSync(file, head, 0, head.length, 0);
  } finally {
    closeSync(file);
  }
  if (head.toString('latin1') === SQLITE_MAGIC) return;
  throw environmentFault(
    `Temporal 的数据文件 ${store} 已损坏。请把它移走后重新启动，再执行 npx duban doctor --repair：所有流程会从数据库重建。`,
    `Temporal's file ${store} is damaged. Move it away, start again and run "npx duban doctor --repair": every workflow is rebuilt from the database.`,
  );
}

function markFile(dataFolder: string): string {
  return join(dataFolder, 'temporal.pid.json');
}

function logFile(dataFolder: string): string {
  return join(dataFolder, 'log', 'temporal.log');
}

function didNotStart(log: string) {
  return environmentFault(
    `Temporal 没有启动。日志 ${log} 的最后几行：\n${lastLines(log)}\n若提到 database disk image is malformed，请移走 temporal.db* 后重启并执行 npx duban doctor --repair；也可设置 TEMPORAL_ADDRESS。`,
    `Temporal did not start; the last lines of ${log} are above. If they say the disk image is malformed, move temporal.db* away, start again and run "npx duban doctor --repair"; or set TEMPORAL_ADDRESS to a Temporal of your own.`,
  );
}
