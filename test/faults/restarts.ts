import { setTimeout as pause } from 'node:timers/promises';
import type { AnswerOf, KindName } from '../../commands/subject-kind.ts';
import { carryOut, type GivenOrder } from '../support/kinds.ts';
import { compareLedger } from './compare-ledger.ts';
import { complaints, type Outcome, type Sizes } from './experiment.ts';
import type { Model } from './subject-model.ts';
import { modelledSubjects } from './modelled.ts';
import { startOwnPostgres, type OwnPostgres } from './own-postgres.ts';
import { randomOrder } from './random-orders.ts';
import { Random } from './random.ts';
import { openScene, type Scene } from './scene.ts';

const clients = 8;
const transitionsOfASubject = 20;
/** Some hundred transitions at most between two restarts, however fast the machine. */
const longestPauseMs = 400;
const patienceMs = 60_000;

/** Random transitions by several clients while Postgres is killed and started again and again; the ledger must equal the model. */
export async function restartPostgres(sizes: Sizes, random: Random): Promise<Outcome> {
  const postgres = await startOwnPostgres();
  const scene = await openScene('2023-07-14T10:00', { database: { url: postgres.url, drop: () => Promise.resolve() }, owing: sizes.owing });
  const wrong: string[] = [];
  try {
    const models = await modelledSubjects(scene, random, Math.ceil(sizes.transitions / transitionsOfASubject));
    let restarts = 0;
    const done = new AbortController();
    const killing = keepKilling(postgres, done.signal, () => 100 + random.below(longestPauseMs));
    // Heard at once, not when the lanes have given up on a Postgres that does not come back.
    killing.catch(() => done.abort());
    let left = sizes.transitions;
    const lane = async (own: Model[], chance: Random) => {
      for (let turn = 0; left > 0 && !done.signal.aborted; turn++) {
        left -= 1;
        const open = own.filter((model) => !model.isOver);
        const model = (open.length > 0 ? open : own)[turn % (open.length || own.length)];
        if (!model) return;
        const given = randomOrder(chance, model, scene);
        const complaint = model.acknowledged(given, await untilAnswered(scene, given, chance));
        if (complaint !== null) wrong.push(complaint);
      }
    };
    try {
      const laneOf = (index: number) => models.filter((_, place) => place % clients === index);
      await Promise.all(Array.from({ length: clients }, (_, index) => lane(laneOf(index), new Random(random.below(2 ** 31)))));
    } finally {
      done.abort();
      restarts = await killing;
    }
    const compared = await compareLedger(scene.owner, models);
    return {
      figures: { transitions: sizes.transitions, restarts, ...compared.figures, 'answers that differ': wrong.length },
      broken: [...compared.broken, ...complaints('answered otherwise than the model', wrong)],
    };
  } finally {
    await scene.close().finally(postgres.stop);
  }
}

async function keepKilling(postgres: OwnPostgres, signal: AbortSignal, nextPauseMs: () => number): Promise<number> {
  let restarts = 0;
  do {
    await pause(nextPauseMs(), undefined, { signal }).catch(() => undefined);
    await postgres.restart(restarts % 2 === 0 ? 'SIGKILL' : 'SIGQUIT');
    restarts += 1;
  } while (!signal.aborted);
  return restarts;
}

/** The client that is promised something: repeats the order with its id until it is answered, sometimes twice at once. */
async function untilAnswered(scene: Scene, given: GivenOrder, random: Random): Promise<AnswerOf<KindName>> {
  const once = () => carryOut(scene.app, given);
  const impatient = random.chance(0.1);
  for (const began = Date.now(); ;) {
    try {
      if (!impatient) return await once();
      const [first, second] = await Promise.all([once(), once()]);
      if (JSON.stringify(first) !== JSON.stringify(second)) throw new Error(`two answers to ${given.order.id}`);
      return first;
    } catch (error) {
      if (Date.now() - began > patienceMs) throw error;
      await pause(100);
    }
  }
}
