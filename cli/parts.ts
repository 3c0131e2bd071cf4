import type { Config } from '../platform/config.ts';

/** What runs a part until the signal is aborted, and then ends it cleanly. */
export type RunPart = (config: Config, signal: AbortSignal) => Promise<void>;

export type PartName = 'server' | 'worker' | 'postman';

/** In the order in which they start. */
export const parts: Record<PartName, () => Promise<RunPart>> = {
  server: () => load('../server/main.js'),
  worker: () => load('../worker/main.js'),
  postman: () => load('../worker/postman.js'),
};

async function load(module: string): Promise<RunPart> {
  return ((await import(new URL(module, import.meta.url).href)) as { run: RunPart }).run;
}
