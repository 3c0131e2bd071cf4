import type { Config } from '../platform/config.ts';

/** What runs a part until the signal is aborted, and then ends it cleanly. */
type RunPart = (config: Config, signal: AbortSignal) => Promise<void>;

export type PartName = 'server' | 'worker' | 'postman';

/** In the order in which they start. */
export const parts: Record<PartName, () => Promise<RunPart>> = {
  server: async () => (await import('../server/main.ts')).run,
  worker: async () => (await import('../worker/main.ts')).run,
  postman: async () => (await import('../worker/postman.ts')).run,
};
