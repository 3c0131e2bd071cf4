import { readConfig } from '../../platform/config.ts';
import { run } from '../../server/main.ts';
import { firstOrder } from './doomed-orders.ts';
import { haltAt, type Halt } from './halting-queries.ts';

/** The server as `duban start --only server` runs it, to be killed: where it is told to stop, or whenever. */
export interface ServerOrder {
  environment: Record<string, string>;
  halt: Halt | null;
}

const { environment, halt } = (await firstOrder()) as ServerOrder;
if (halt) haltAt(halt, () => process.stdout.write('halted\n'));
// It invites people to its address at every start; why it died, Node itself tells past this.
process.stderr.write = () => true;
await run(readConfig(environment), new AbortController().signal);
