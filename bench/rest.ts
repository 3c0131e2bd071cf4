import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { relayLag } from '../commands/relay.ts';
import { loadPlan } from '../plans/load.ts';
import { inheritedEnvironment, readConfig, withAddresses } from '../platform/config.ts';
import { openPool } from '../platform/database.ts';
import { freePort } from '../platform/embedded/ports.ts';
import { runningStack, type Addresses } from '../platform/embedded/run-record.ts';
import { whenEnded } from '../platform/embedded/service.ts';
import { projectFolder } from '../platform/root.ts';
import { openTemporal } from '../platform/temporal.ts';
import { taskQueue } from '../workflows/messages.ts';
import { importWorkbook } from './support/import-workbook.ts';
import { atMost, type Figure } from './support/figure.ts';
import { until } from './support/measure.ts';
import { memoryOf } from './support/memory.ts';
import { say } from './support/say.ts';
import type { Sizes } from './support/sizes.ts';
import { dataFolder, removeData } from './support/stage.ts';
import { untilWorkedOff } from './support/task-queue.ts';
import { writeMadeWorkbook } from './workbook.ts';

const planFolder = join(projectFolder, 'plans', 'xinxiang-2023');

/** (f) Memory of a real `duban start`, each process, after its items' workflows are there and nothing has been done for a while. */
export async function rest({ resting, restSeconds }: Sizes): Promise<Figure[]> {
  const folder = dataFolder();
  const plan = await loadPlan(planFolder);
  const ledger = join(folder, 'first.xlsx');
  await writeMadeWorkbook(ledger, plan, 0, resting[0] ?? 0);
  const port = await freePort(3635);
  const environment = {
    ...inheritedEnvironment(),
    DUBAN_DATA: folder,
    DATABASE_URL: '',
    TEMPORAL_ADDRESS: '',
    SMTP_URL: '',
    PORT: String(port),
  };
  const program = join(projectFolder, 'dist', 'cli', 'main-process.js');
  const words = ['start', '--plan', planFolder, '--ledger', ledger, '--at', '2023-07-12T19:00'];
  const child = spawn(process.execPath, [program, ...words], { env: environment, stdio: 'ignore' });
  const ended = whenEnded(child);
  const figures: Figure[] = [];
  try {
    const addresses = await addressesOf(folder, port);
    let items = 0;
    for (const count of resting) {
      if (items > 0) await enterMore(folder, addresses, items, count - items);
      items = count;
      await untilFollowed(addresses, count);
      say(`rest: ${count} open items, ${restSeconds} s without work`);
      await pause(restSeconds * 1000);
      figures.push(...figuresOf(count, memoryOf(child.pid ?? 0), count === resting[0]));
    }
    return figures;
  } finally {
    child.kill('SIGTERM');
    await ended;
    removeData(folder);
  }
}

async function addressesOf(folder: string, port: number): Promise<Addresses> {
  await until('duban to start', async () => {
    const page = await fetch(`http://127.0.0.1:${port}/`, { redirect: 'manual' }).catch(() => null);
    return page !== null && runningStack(folder) !== null;
  });
  const addresses = runningStack(folder);
  if (addresses === null) throw new Error('duban has ended again');
  return addresses;
}

async function enterMore(folder: string, addresses: Addresses, from: number, count: number): Promise<void> {
  const file = join(folder, `more-${from}.xlsx`);
  await writeMadeWorkbook(file, await loadPlan(planFolder), from, count);
  const pool = openPool(configAt(addresses), 'engine', 2);
  await importWorkbook({ pool, file, plan: await loadPlan(planFolder) });
  await pool.end();
}

/** Told and run: what is still being worked off is no rest. */
async function untilFollowed(addresses: Addresses, count: number): Promise<void> {
  const config = configAt(addresses);
  const pool = openPool(config, 'engine', 1);
  await until(`${count} workflows to be told`, async () => (await relayLag(pool)).waiting === 0, 500);
  await pool.end();
  const temporal = await openTemporal(config);
  await untilWorkedOff(temporal, taskQueue);
  await temporal.connection.close();
}

function configAt(addresses: Addresses) {
  return withAddresses(
    readConfig({ ...inheritedEnvironment(), DUBAN_SECRET: 'only for reading addresses of the bench itself' }),
    addresses,
  );
}

function figuresOf(count: number, memory: Map<string, number>, isFirst: boolean): Figure[] {
  const total = [...memory.values()].reduce((sum, value) => sum + value, 0);
  const parts = [...memory].map(([name, value]) => `${name} ${Math.round(value)}`).join(', ');
  const what = `at rest with ${count} open items, all processes`;
  return [{ section: 'f', what, value: total, unit: 'MiB', beside: parts, ...(isFirst ? { target: atMost(500) } : {}) }];
}
