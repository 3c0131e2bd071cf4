import { readConfig } from '../../platform/config.ts';
import { firstOrder } from './doomed-orders.ts';

/** The worker or the postman as `duban start --only` runs it, to be killed. */
export interface PartOrder {
  part: 'worker' | 'postman';
  environment: Record<string, string>;
}

const { part, environment } = (await firstOrder()) as PartOrder;
const { run } = part === 'worker' ? await import('../../worker/main.ts') : await import('../../worker/postman.ts');
await run(readConfig(environment), new AbortController().signal);
