import { NativeConnection } from '@temporalio/worker';
import type { Config } from './config.ts';
import { connectionOptions, unreachable } from './temporal.ts';

/** The connection workers poll through. Apart from `temporal.ts`: a page or a command needs not load the worker's native core. */
export async function openWorkerConnection(config: Pick<Config, 'temporal'>): Promise<NativeConnection> {
  const options = connectionOptions(config);
  try {
    return await NativeConnection.connect(options);
  } catch (cause) {
    throw unreachable(config, cause);
  }
}
