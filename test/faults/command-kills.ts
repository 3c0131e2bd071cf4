import { setTimeout as pause } from 'node:timers/promises';
import type { AnswerOf, KindName } from '../../commands/subject-kind.ts';
import type { GivenOrder } from '../support/kinds.ts';
import type { CommitPoint, ExecutorOrder } from '../support/doomed-executor.ts';
import { compareLedger } from './compare-ledger.ts';
import { doomedOnes, type Doomed } from './doomed.ts';
import { complaints, type Outcome, type Sizes } from './experiment.ts';
import { expectedKeys, reckon } from './expected.ts';
import type { Model } from './subject-model.ts';
import { modelledSubjects } from './modelled.ts';
import { randomOrder } from './random-orders.ts';
import type { Random } from './random.ts';
import { openScene, type Scene } from './scene.ts';

const points: CommitPoint[] = ['before commit', 'in flight', 'after commit'];
const atOnce = 6;
const longestLifeMs = 250;

/** An item or obligation with the order that its client waits for, given again with the same id until it is answered. */
interface Desk {
  model: Model;
  waiting: GivenOrder | null;
}

/** Clients whose commands are carried out by processes that are killed: half of them at the points around the commit, half at random. */
export async function killExecutors(sizes: Sizes, random: Random): Promise<Outcome> {
  const scene = await openScene('2023-07-14T10:00', { owing: sizes.owing });
  const executors = doomedOnes('doomed-executor.ts');
  const desks: Desk[] = (await modelledSubjects(scene, random, sizes.executorKills + atOnce)).map((model) => ({ model, waiting: null }));
  const wrong: string[] = [];
  try {
    for (let kill = 0; kill < sizes.executorKills; kill++) {
      const executor = await executors.next();
      executor.tell({ databaseUrl: scene.url });
      const stop = kill % 2 === 0 ? (points[(kill / 2) % points.length] ?? null) : null;
      wrong.push(...(await oneLife(executor, busy(desks), scene, stop, random)));
    }
    wrong.push(...(await answerTheRest(await executors.next(), desks, scene.url)));
    const models = desks.map(({ model }) => model);
    const compared = await compareLedger(scene.owner, models);
    scene.setNow('2024-01-09T09:00');
    await scene.tick();
    const mail = reckon(await expectedKeys(scene), scene.smtp.received);
    return {
      figures: {
        kills: sizes.executorKills,
        ...compared.figures,
        'answers that differ': wrong.length,
        'messages of it lost': mail.lost.length,
      },
      broken: [...compared.broken, ...complaints('answered otherwise than the model', wrong), ...complaints('lost messages', mail.lost)],
    };
  } finally {
    await executors.close();
    await scene.close();
  }
}

/** Those who wait come first; then what is not over. */
function busy(desks: Desk[]): Desk[] {
  const open = desks.filter(({ model, waiting }) => waiting !== null || !model.isOver);
  return open.sort((a, b) => Number(b.waiting !== null) - Number(a.waiting !== null)).slice(0, atOnce);
}

/** One executor's life: its clients' orders, and its death. */
async function oneLife(executor: Doomed, desks: Desk[], scene: Scene, stop: CommitPoint | null, random: Random): Promise<string[]> {
  const stopped = random.below(desks.length);
  desks.forEach((desk, index) => {
    desk.waiting ??= randomOrder(random, desk.model, scene);
    give(executor, desk.waiting, index === stopped ? stop : null);
  });
  const answers = listen(executor, desks);
  await (stop === null ? Promise.race([pause(random.below(longestLifeMs)), answers]) : answers);
  await executor.kill();
  return answers;
}

async function answerTheRest(executor: Doomed, desks: Desk[], databaseUrl: string): Promise<string[]> {
  const waiting = desks.filter((desk) => desk.waiting !== null);
  executor.tell({ databaseUrl });
  for (const { waiting: given } of waiting) if (given) give(executor, given, null);
  const wrong = await listen(executor, waiting);
  await executor.kill();
  return wrong;
}

function give(executor: Doomed, given: GivenOrder, stop: CommitPoint | null): void {
  executor.tell({ ...given, stop } satisfies ExecutorOrder);
}

/** Takes answers until the executor stops where it was told, has answered everything, or is dead. Returns answers that are wrong. */
async function listen(executor: Doomed, desks: Desk[]): Promise<string[]> {
  const wrong: string[] = [];
  for (let stopped = false; desks.some(({ waiting }) => waiting !== null) && !stopped;) {
    const line = await executor.heard();
    if (line === null) break;
    const said = JSON.parse(line) as { id: string; answer: AnswerOf<KindName> } | { stopped: CommitPoint };
    if ('stopped' in said) {
      stopped = true;
      continue;
    }
    const desk = desks.find(({ waiting }) => waiting?.order.id === said.id);
    if (!desk?.waiting) continue;
    const complaint = desk.model.acknowledged(desk.waiting, said.answer);
    desk.waiting = null;
    if (complaint !== null) wrong.push(complaint);
  }
  return wrong;
}
