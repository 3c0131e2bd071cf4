import { setTimeout as pause } from 'node:timers/promises';
import type { FaultPoint } from '../../commands/outbox/deps.ts';
import type { PostmanSettings } from '../support/doomed-postman.ts';
import { doomedOnes, type Doomed } from './doomed.ts';
import { complaints, type Outcome, type Sizes } from './experiment.ts';
import { expectedKeys, reckon } from './expected.ts';
import type { Random } from './random.ts';
import { minutesAfter, openScene, type Scene } from './scene.ts';

const points: FaultPoint[] = ['claimed', 'frozen', 'leased', 'sending', 'accepted', 'journaled', 'recorded'];
const friday = '2023-07-14T10:00';
const monday = '2023-07-17T09:00';
const longestLifeMs = 400;
const manyAtOnce = 5;

/**
 * Postmen killed with kill -9 while a morning's messages leave: half of them at each named point and between the end of DATA and
 * the server's 250, in turn, the others at random. Each finds new items; at the end a living one does what is left.
 */
export async function killPostmen(sizes: Sizes, random: Random): Promise<Outcome> {
  const quiet = await unharmed(sizes, random);
  const scene = await openScene(friday);
  const postmen = doomedOnes('doomed-postman.ts');
  let inFlight = 0;
  try {
    for (let kill = 0; kill < sizes.kills; kill++) {
      scene.setNow(friday);
      await scene.enterSome(random, 3);
      scene.setNow(minutesAfter(monday, kill));
      const turn = Math.floor(kill / 2) % (points.length + 1);
      const point = points[turn];
      if (kill % 2 === 1) inFlight += await killAtRandom(scene, await postmen.next(), random);
      else if (point) inFlight += await killAt(scene, await postmen.next(), point);
      else inFlight += await killDuringData(scene, await postmen.next());
    }
    await deliverTheRest(scene);
    const found = reckon(await expectedKeys(scene), scene.smtp.received);
    return {
      figures: {
        kills: sizes.kills,
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
  const scene = await openScene(friday);
  try {
    await scene.enterSome(random, sizes.kills);
    scene.setNow(monday);
    await Promise.all([scene.tick(leaseForLong), scene.tick(leaseForLong), scene.tick(leaseForLong)]);
    await scene.tick(leaseForLong);
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

const leaseForLong = { leaseMs: 60_000 };

function settingsOf(scene: Scene, more: Pick<PostmanSettings, 'point' | 'concurrency'>): PostmanSettings {
  return { databaseUrl: scene.url, smtpUrl: scene.smtp.url, journalFile: scene.journalFile, now: scene.deps.now(), ...more };
}

/** @returns how many messages can have been on their way: taken by the server, and not yet in the send journal */
async function killAt(scene: Scene, postman: Doomed, point: FaultPoint): Promise<number> {
  postman.tell(settingsOf(scene, { point }));
  const reached = await postman.heard();
  await postman.kill();
  return reached === 'accepted' ? 1 : 0;
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
  postman.tell(settingsOf(scene, { point: null, concurrency: manyAtOnce }));
  await Promise.race([pause(random.below(longestLifeMs)), postman.heard()]);
  await postman.kill();
  return manyAtOnce;
}

/** Postgres lets go of a killed postman's rows when it sees its connection gone: a few rounds may be needed. */
async function deliverTheRest(scene: Scene): Promise<void> {
  for (let calm = 0; calm < 3;) {
    const { claimed, sent, recovered, more } = await scene.tick();
    calm = claimed + sent + recovered === 0 && !more ? calm + 1 : 0;
    await pause(20);
  }
}
