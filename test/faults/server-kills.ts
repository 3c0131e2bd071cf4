import { moveClock } from '../../commands/clock.ts';
import { relayRound } from '../../commands/relay.ts';
import { freePort } from '../../platform/embedded/ports.ts';
import type { Halt } from '../support/halting-queries.ts';
import { compareLedger } from './compare-ledger.ts';
import { doomedOnes } from './doomed.ts';
import { complaints, type Outcome, type Sizes } from './experiment.ts';
import { expectedKeys, reckon } from './expected.ts';
import { modelledSubjects } from './modelled.ts';
import { Office, writing, type Desk } from './office.ts';
import type { Random } from './random.ts';
import { openScene, type Scene } from './scene.ts';

/** Around the commit of one command, and between a commit and the call of the relay that tells Temporal of it. */
const points: Record<string, Halt> = {
  'before commit': { statements: writing, when: 'before' },
  'in flight': { statements: writing, when: 'in flight' },
  'after commit, before the answer': { statements: writing, when: 'after' },
  'answered, before the relay is called': { statements: ['NOTIFY duban_wake'], when: 'before' },
};
const atOnce = 6;
const longestJumpMs = 30 * 3_600_000;

/**
 * People at work over HTTP while the server they use is killed with kill -9, half the times at named points around a command's commit,
 * and started again; each repeats what was not answered with the same command id. State, audit trail and agenda must equal the model, and
 * whatever was committed must come to the relay.
 */
export async function killServers(sizes: Sizes, random: Random): Promise<Outcome> {
  const scene = await openScene('2023-07-14T10:00', { owing: sizes.owing });
  // Made-up people are one thing; one-time passwords for a demonstration, at every start, another.
  await scene.owner.query('UPDATE campaign SET demo = false');
  const servers = doomedOnes('doomed-server.ts');
  const office = new Office(scene, random, await freePort(18_635));
  try {
    const models = await modelledSubjects(scene, random, sizes.serverKills + atOnce);
    const desks = models.map((model): Desk => ({ model, waiting: null }));
    await relayed(scene);
    await office.hire(await servers.next(), models);
    for (let kill = 0; kill < sizes.serverKills; kill++) {
      const halt = kill % 2 === 0 ? (Object.values(points)[(kill / 2) % 4] ?? null) : null;
      await office.workUntilKilled(await servers.next(), busy(desks), halt);
      if (kill % 3 === 2) await moveClock(scene.owner, (await office.now()) + random.below(longestJumpMs));
    }
    await office.answerTheRest(
      await servers.next(),
      desks.filter(({ waiting }) => waiting !== null),
    );
    const compared = await compareLedger(scene.owner, models);
    const told = await relayed(scene);
    const untold = models.filter(({ life, audit }) => audit.some((entry) => entry.endsWith('done')) && told.get(life.id) !== life.revision);
    scene.setNow('2024-01-09T09:00');
    await scene.tick();
    const mail = reckon(await expectedKeys(scene), scene.smtp.received);
    return {
      figures: {
        'kill -9 of the server': sizes.serverKills,
        'of them at named points': office.halted,
        'requests repeated': office.repeats,
        ...compared.figures,
        'answers that differ': office.wrong.length,
        'changes that did not come to the relay': untold.length,
        'messages of it lost': mail.lost.length,
      },
      broken: [
        ...compared.broken,
        ...complaints('answered otherwise than the model', office.wrong),
        ...complaints(
          'never told to the relay',
          untold.map(({ life }) => life.id),
        ),
        ...complaints('lost messages', mail.lost),
      ],
    };
  } finally {
    await servers.close();
    await scene.close();
  }
}

/** Those who wait, and at least two with something new. */
function busy(desks: Desk[]): Desk[] {
  const waiting = desks.filter((desk) => desk.waiting !== null);
  const idle = desks.filter(({ model, waiting: own }) => own === null && !model.isOver);
  return [...waiting, ...idle.slice(0, Math.max(2, atOnce - waiting.length))];
}

/** Takes everything that waits for the relay, and gives the newest revision told of each item and obligation. */
async function relayed(scene: Scene): Promise<Map<string, number>> {
  const told = new Map<string, number>();
  const log = { info: () => undefined, warn: () => undefined };
  const tell: Parameters<typeof relayRound>[0]['tell'] = (news) => {
    if ('state' in news) told.set(news.subject, news.state.revision);
    return Promise.resolve();
  };
  while ((await relayRound({ pool: scene.pool, tell, log })).taken > 0);
  return told;
}
