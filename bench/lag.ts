import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { execute } from '../commands/execute.ts';
import { relayLag } from '../commands/relay.ts';
import { rowsOf, untilTold } from './support/counts.ts';
import type { Figure } from './support/figure.ts';
import { importAll, madeLedgers, officer } from './support/ledgers.ts';
import { percentile, timed } from './support/measure.ts';
import { say } from './support/say.ts';
import type { Sizes } from './support/sizes.ts';
import type { Stage } from './support/stage.ts';

/** More than these under way mean that the rate cannot be kept: the figure says what was reached. */
const mostUnderWay = 200;

/** (g) How far Temporal is behind the rows while changes arrive at a steady rate, the worker and its relay running. */
export async function lag(stage: Stage, { lagItems, lagRate, lagSeconds }: Sizes): Promise<Figure[]> {
  stage.run('worker');
  await importAll(stage, madeLedgers(stage, lagItems, 'complex', 'lag'));
  await untilTold(stage);
  const items = await rowsOf<Item>(stage, 'SELECT id, county FROM ledger_item ORDER BY md5(id::text)');
  say(`lag: ${lagRate} changes a second for ${lagSeconds} s over ${items.length} items`);
  const ending = new AbortController();
  const watching = watch(stage, ending.signal);
  const { seconds, result } = await timed(() => keepChanging(stage, items, lagRate, lagSeconds));
  ending.abort();
  const lags = await watching;
  const draining = await timed(() => untilTold(stage));
  const beside = `p50 ${(percentile(lags, 0.5) / 1000).toFixed(1)} s; ${Math.round(result / seconds)} changes/s came through`;
  const what = `longest a change waited for its workflow to be told, ${lagRate} changes/s for ${lagSeconds} s`;
  return [
    { section: 'g', what, value: Math.max(0, ...lags) / 1000, unit: 's', beside },
    { section: 'g', what: 'after the last change until all are told', value: draining.seconds, unit: 's', beside: `${items.length} items` },
  ];
}

interface Item {
  id: string;
  county: string;
}

/** Gives changes at the rate, whether or not earlier ones are done. Returns how many were made. */
async function keepChanging(stage: Stage, items: Item[], rate: number, seconds: number): Promise<number> {
  const began = performance.now();
  const underWay = new Set<Promise<void>>();
  let given = 0;
  for (;;) {
    const elapsed = performance.now() - began;
    if (elapsed >= seconds * 1000) break;
    const wanted = Math.floor((elapsed / 1000) * rate);
    for (; given < wanted && underWay.size < mostUnderWay; given++) {
      const giving: Promise<void> = change(stage, items[given % items.length], given).finally(() => underWay.delete(giving));
      underWay.add(giving);
    }
    await pause(5);
  }
  await Promise.all(underWay);
  return given;
}

async function change(stage: Stage, item: Item | undefined, n: number): Promise<void> {
  if (!item) throw new Error('no item');
  const command = { action: 'planMeasures', measure: `第 ${n} 次修订的整改措施` } as const;
  const order = { id: randomUUID(), subject: item.id, actor: officer(item.county), command };
  const answer = await execute({ pool: stage.app, now: stage.deps.now }, order);
  if (answer.outcome !== 'done') throw new Error(JSON.stringify(answer));
}

async function watch(stage: Stage, signal: AbortSignal): Promise<number[]> {
  const lags: number[] = [];
  while (!signal.aborted) {
    lags.push((await relayLag(stage.engine)).oldestMs);
    await pause(250);
  }
  return lags;
}
