import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Client, Connection } from '@temporalio/client';
import { bundleWorkflowCode, DefaultLogger, NativeConnection, Worker } from '@temporalio/worker';
import { inLines, timed } from './measure.ts';
import { untilWorkedOff } from './task-queue.ts';

/**
 * A process of its own, as the worker with its relay is one: starts empty workflows 30 at a time, as the relay does, beside a worker that
 * runs them. Prints `{started, done}`: seconds until all were started and until none ran any more.
 */
async function startBare(address: string, count: number): Promise<{ started: number; done: number }> {
  const source = fileURLToPath(new URL('./empty-workflow.ts', import.meta.url));
  const built = fileURLToPath(new URL('./empty-workflow.js', import.meta.url));
  const workflowBundle = await bundleWorkflowCode({
    workflowsPath: existsSync(source) ? source : built,
    logger: new DefaultLogger('ERROR'),
  });
  const nativeConnection = await NativeConnection.connect({ address });
  const connection = await Connection.connect({ address });
  const client = new Client({ connection });
  const taskQueue = 'bench-bare';
  const worker = await Worker.create({
    connection: nativeConnection,
    taskQueue,
    workflowBundle,
    workflowTaskPollerBehavior: { type: 'autoscaling', initial: 5, maximum: 40 },
  });
  const result = await worker.runUntil(async () => {
    const series = `bare:${Date.now()}`;
    const ids = Array.from({ length: count }, (_, n) => `${series}:${n}`);
    const began = performance.now();
    const { seconds } = await timed(() =>
      inLines(ids, 30, async (workflowId) => {
        await client.workflow.start('empty', { workflowId, taskQueue, args: [] });
      }),
    );
    await untilWorkedOff(client, taskQueue);
    return { started: seconds, done: (performance.now() - began) / 1000 };
  });
  await connection.close();
  await nativeConnection.close();
  return result;
}

const [address = '', count = '0'] = process.argv.slice(2);
process.stdout.write(JSON.stringify(await startBare(address, Number(count))));
process.exit(0);
