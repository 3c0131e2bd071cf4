import { inheritedEnvironment, readConfig, withAddresses, type Config } from '../platform/config.ts';
import { openPool } from '../platform/database.ts';
import { freePort } from '../platform/embedded/ports.ts';
import { runningStack } from '../platform/embedded/run-record.ts';
import { startStack, type Stack } from '../platform/embedded/supervise.ts';
import { migrate } from '../platform/migrate.ts';
import { sayOnStderr, type Say } from '../platform/say.ts';
import { keepPart } from './part-process.ts';
import { parts, type PartName } from './parts.ts';
import { prepareSetUp, refuseOutsideMail, setUp, type Prepared } from './set-up.ts';
import { untilServed } from './served.ts';
import { whenAskedToStop } from './stopping.ts';

export interface StartOptions {
  plan?: string;
  ledger?: string[];
  at?: string;
  port?: number;
  demo?: boolean;
  only?: PartName;
}

/** `duban start`: brings up what is not configured elsewhere, migrates, sets the campaign up, and runs the parts until told to stop. */
export async function start(options: StartOptions, say: Say = sayOnStderr): Promise<number> {
  const config = await configured(options, say);
  return options.only === undefined ? startAll(config, options, say) : startOne(options.only, config);
}

/** One part in this process: with addresses configured, or beside a stack that runs from the same data folder. */
async function startOne(name: PartName, config: Config): Promise<number> {
  const addresses = config.database.url === null ? runningStack(config.dataFolder) : null;
  const signal = whenAskedToStop();
  const run = await parts[name]();
  await run(addresses ? withAddresses(config, addresses) : config, signal);
  return 0;
}

async function startAll(config: Config, options: StartOptions, say: Say): Promise<number> {
  // What people gave is read before anything is started or written: a mistake costs them no waiting.
  const { at, plan, ledger = [], demo = false } = options;
  const prepared = await prepareSetUp({ at, plan, ledgers: ledger, demo });
  refuseOutsideMail(prepared.demo, config.mail.url);
  let killStack = (): void => undefined;
  const signal = whenAskedToStop(() => killStack());
  const stack = await startStack(config, say);
  killStack = () => stack.kill();
  try {
    if (!signal.aborted) await setUpCampaign(stack, prepared, say);
    if (!signal.aborted) await runParts(stack, signal, say);
  } finally {
    say('正在停止', 'Stopping');
    await stack.stop();
    say('已停止', 'Stopped');
  }
  return 0;
}

async function setUpCampaign({ config }: Stack, prepared: Prepared, say: Say): Promise<void> {
  const owner = openPool(config, 'owner', 2);
  const pool = openPool(config, 'engine', 4);
  try {
    await migrate(config.database.url ?? '', { say });
    await setUp(prepared, { owner, pool, smtpUrl: config.mail.url }, say);
  } finally {
    await Promise.all([owner.end(), pool.end()]);
  }
}

async function runParts(stack: Stack, signal: AbortSignal, say: Say): Promise<void> {
  const { config, temporalUi } = stack;
  const kept = (Object.keys(parts) as PartName[]).map((name) => keepPart(name, config, (child) => stack.adopt(child), say));
  try {
    if (await untilServed(config, signal)) {
      say(`督办已就绪：${config.server.publicUrl}`, `duban is ready: ${config.server.publicUrl}`);
      if (temporalUi !== null) say(`流程状态：${temporalUi}`, `Temporal's own page: ${temporalUi}`);
      say('按 Ctrl-C 停止', 'Press Ctrl-C to stop');
    }
    await aborted(signal);
  } finally {
    await Promise.all(kept.map((part) => part.stop()));
  }
}

/** The configuration with a port that is free, so that links in messages lead where the page is. */
async function configured(options: StartOptions, say: Say): Promise<Config> {
  const environment = inheritedEnvironment();
  if (options.port !== undefined) environment['PORT'] = String(options.port);
  const config = readConfig(environment);
  if (options.only !== undefined) return config;
  const port = await freePort(config.server.port, config.server.host);
  if (port === config.server.port) return config;
  say(`端口 ${config.server.port} 已被占用，改用 ${port}`, `Port ${config.server.port} is taken: using ${port}`);
  return readConfig({ ...environment, PORT: String(port) });
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
