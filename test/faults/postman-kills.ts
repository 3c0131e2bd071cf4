import { setTimeout as pause } from 'node:timers/promises';
import type { FaultPoint } from '../../commands/outbox/deps.ts';
import type { PostmanSettings } from '../support/doomed-postman.ts';
import { doomedOnes, type Doomed } from './doomed.ts';
import { complaints, type Outcome, type Sizes } from './experiment.ts';
import { expectedKeys, reckon } from './expected.ts';
import type { Random } from './random.ts';
import { minutesAfter, openScene, type Scene } from './scene.ts';

/** The most dangerous first, for short runs. `during DATA`: the server has the message and has not said 250. */
const points: (FaultPoint | 'during DATA')[] = [
  'accepted',
  'during DATA',
  'claimed',
  'sending',
  'frozen',
  'journaled',
  'leased',
  'recorded',
];
const friday = '2023-07-14T10:00';
const monday = '2023-07-17T09:00';
const longestLifeMs = 400;
const manyAtOnce = 5;
/** Longer than an attempt takes: two hands of one postman must not take the same message. */
const leaseMs = 3_000;
const mostRounds = 100;

/**
 * Postmen killed with kill -9 while a morning's messages leave: half of them at each named point and between the end of DATA and
 * the server's 250, in turn, the others at random. Each finds new items; at the end a living one does what is left.
 */
export async function killPostmen(sizes: Sizes, random: Random): Promise<Outcome> {
  const quiet = await unharmed(sizes, random);
  const scene = await openScene(friday, { owing: sizes.owing });
  const postmen = doomedOnes('doomed-postman.ts');
  let inFlight = 0;
  try {
    for (let kill = 0; kill < sizes.postmanKills; kill++) {
      scene.setNow(friday);
      await scene.enterSome(random, 3);
      scene.setNow(minutesAfter(monday, kill));
      const point = kill % 2 === 1 ? undefined : points[(kill / 2) % points.length];
      const postman = await postmen.next();
      if (point === undefined) inFlight += await killAtRandom(scene, postman, random);
      else if (point === 'during DATA') inFlight += await killDuringData(scene, postman);
      else inFlight += await killAt(scene, postman, point);
    }
    await deliverTheRest(scene);
    const found = reckon(await expectedKeys(scene), scene.smtp.received);
    return {
      figures: {
        kills: sizes.postmanKills,
        expected: found.expected,
        messages: found.messages,
        lost: found.lost.length,
        stray: found.stray.length,
        'told twice': found.twice.length,
        'same message again': found.again,
        'messages in flight when killed, at most': inFlight,
        ...quiet.figures,
      },
      broken: [
        ...quiet.broken,
        ...complaints('lost', found.lost),
        ...complaints('nobody was to hear', found.stray),
        ...complaints('told again under another Message-ID', found.twice),
        ...(found.again > inFlight ? [`${found.again} messages came again, ${inFlight} can have been in flight`] : []),
      ],
    };
  } finally {
    await postmen.close();
    await scene.close();
  }
}

/** The same without kills, several postmen at once: nothing may come twice. */
async function unharmed(sizes: Sizes, random: Random): Promise<Outcome> {
  const scene = await openScene(friday, { owing: sizes.owing });
  try {
    await scene.enterSome(random, sizes.postmanKills);
    scene.setNow(monday);
    await Promise.all([scene.tick(), scene.tick(), scene.tick()]);
    await scene.tick();
    const found = reckon(await expectedKeys(scene), scene.smtp.received);
    return {
      figures: { 'without kills: expected': found.expected, 'without kills: lost': found.lost.length, 'without kills: twice': found.again },
      broken: [
        ...complaints('lost without kills', found.lost),
        ...complaints('told twice without kills', found.twice),
        ...(found.again > 0 ? [`${found.again} messages came again though nobody was killed`] : []),
      ],
    };
  } finally {
    await scene.close();
  }
}

function settingsOf(scene: Scene, more: Pick<PostmanSettings, 'point' | 'concurrency' | 'leaseMs'>): PostmanSettings {
  return { databaseUrl: scene.url, smtpUrl: scene.smtp.url, journalFile: scene.journalFile, now: scene.deps.now(), ...more };
}

/** @returns how many messages can have been on their way: taken by the server, and not yet in the send journal */
async function killAt(scene: Scene, postman: Doomed, point: FaultPoint): Promise<number> {
  postman.tell(settingsOf(scene, { point }));
  const reached = await postman.heard();
  await postman.kill();
  if (reached !== point) throw new Error(`a postman that was to die at "${point}" did not come to it`);
  return point === 'accepted' ? 1 : 0;
}

async function killDuringData(scene: Scene, postman: Doomed): Promise<number> {
  const before = scene.smtp.received.length;
  scene.smtp.script(() => ({ slowMs: 2_000 }));
  postman.tell(settingsOf(scene, { point: null }));
  for (let waited = 0; scene.smtp.received.length === before && waited < 30_000; waited += 5) await pause(5);
  await postman.kill();
  scene.smtp.script(() => 'accept');
  return 1;
}

async function killAtRandom(scene: Scene, postman: Doomed, random: Random): Promise<number> {
  postman.tell(settingsOf(scene, { point: null, concurrency: manyAtOnce, leaseMs }));
  await Promise.race([pause(random.below(longestLifeMs)), postman.heard()]);
  await postman.kill();
  return manyAtOnce;
}

/** Leases of the killed end, and Postgres lets go of their rows when it sees their connections gone: it takes some rounds. */
async function deliverTheRest(scene: Scene): Promise<void> {
  const waiting = `SELECT (SELECT count(*) FROM agenda WHERE claimed_at IS NULL AND at <= to_timestamp($1 / 1000.0))
    + (SELECT count(*) FROM delivery WHERE state IN ('pending', 'sending')) AS n`;
  for (let round = 0; round < mostRounds; round++) {
    await scene.tick();
    const { rows } = await scene.owner.query<{ n: number }>(waiting, [scene.deps.now()]);
    if (rows[0]?.n === 0) return;
    await pause(200);
  }
}
