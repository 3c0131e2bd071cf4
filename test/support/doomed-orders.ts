import { createInterface } from 'node:readline';

/** A process started ahead says that it is ready, and gets its orders on standard input, one JSON value a line. */
export async function* orders(): AsyncGenerator {
  process.stdout.write('ready\n');
  for await (const line of createInterface({ input: process.stdin })) yield JSON.parse(line);
}

export async function firstOrder(): Promise<unknown> {
  for await (const order of orders()) return order;
  throw new Error('no orders came');
}
