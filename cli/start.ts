import { inheritedEnvironment, readConfig, withAddresses, type Config } from '../platform/config.ts';
import { freePort } from '../platform/embedded/ports.ts';
import { runningStack } from '../platform/embedded/run-record.ts';
import { sayOnStderr, type Say } from '../platform/say.ts';
import { restSmall } from '../platform/rest.ts';
import { parts, type PartName } from './parts.ts';
import { whenAskedToStop } from './stopping.ts';

export interface StartOptions {
  plan?: string;
  ledger?: string[];
  at?: string;
  port?: number;
  demo?: boolean;
  only?: PartName;
}

/**
 * `duban start`: brings up what is not configured elsewhere, migrates, sets the campaign up, and runs the parts until told to stop.
 * Each part comes this way too, and loads nothing but itself.
 */
export async function start(options: StartOptions, say: Say = sayOnStderr): Promise<number> {
  restSmall();
  const config = await configured(options, say);
  if (options.only !== undefined) return startOne(options.only, config);
  const { startAll } = await import('./start-all.ts');
  return startAll(config, options, say);
}

/** One part in this process: with addresses configured, or beside a stack that runs from the same data folder. */
async function startOne(name: PartName, config: Config): Promise<number> {
  const addresses = config.database.url === null ? runningStack(config.dataFolder) : null;
  const signal = whenAskedToStop();
  const run = await parts[name]();
  await run(addresses ? withAddresses(config, addresses) : config, signal);
  return 0;
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
