import { readConfig } from '../../platform/config.ts';
import { firstOrder } from './doomed-orders.ts';
import { haltAt, type Halt } from './halting-queries.ts';

/** The worker or the postman as `duban start --only` runs it, to be killed: where it is told to stop, or whenever. */
export interface PartOrder {
  part: 'worker' | 'postman';
  environment: Record<string, string>;
  halt?: Halt | null;
}

const { part, environment, halt = null } = (await firstOrder()) as PartOrder;
if (halt) haltAt(halt, () => process.stdout.write('halted\n'));
const { run } = part === 'worker' ? await import('../../worker/main.ts') : await import('../../worker/postman.ts');
await run(readConfig(environment), new AbortController().signal);
