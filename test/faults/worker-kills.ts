import { setTimeout as pause } from 'node:timers/promises';
import { makeCalendar } from '../../domain/calendar.ts';
import { callPostman } from '../../platform/call-postman.ts';
import { examine } from '../../commands/doctor/examine.ts';
import type { Halt } from '../support/halting-queries.ts';
import { complaints, type Outcome, type Sizes } from './experiment.ts';
import { expectedKeys, keysOnceDue, reckon } from './expected.ts';
import { answerSome, giveSome } from './give-some.ts';
import type { Random } from './random.ts';
import { openParts, type RunningParts } from './running-parts.ts';
import { localOf, openScene, type Scene } from './scene.ts';
import { within } from './within.ts';

const writing = ['write-changes'];
/** Around the relay's telling, and around the commit of what a workflow commands. */
const points: Halt[] = [
  { statements: ['DELETE FROM wake'], when: 'before' },
  { statements: writing, when: 'after' },
  { statements: ['SELECT id, kind, campaign, subject FROM wake'], when: 'after' },
  { statements: writing, when: 'before' },
  { statements: ['DELETE FROM wake'], when: 'after' },
  { statements: writing, when: 'in flight' },
];
/** Until the clock is moved for the last time: what is overdue by then has climbed. */
const daysAtLast = 20;
const dayMs = 86_400_000;
const hourMs = 3_600_000;
const longestLifeMs = 4_000;
const pointPatienceMs = 20_000;
const inFlightAtMost = 5;
const itemsALife = 6;
const obligationsALife = 3;

/**
 * The worker (relay and workflows) and the postman as whole processes, driven by a Temporal of their own, killed with kill -9: half the times
 * at named points, the others at random. Half the changes are made while the one is dead: committed, and not relayed.
 */
export async function killWorkers(sizes: Sizes, random: Random): Promise<Outcome> {
  const scene = await openScene('2023-07-13T10:00', { owing: sizes.owing });
  const parts = await openParts(scene);
  let halted = 0;
  let postmen = 0;
  try {
    await parts.start('worker');
    await parts.start('postman');
    // Into the days on which items become overdue: time then has commands to give.
    await scene.enterSome(random, 2 * itemsALife);
    await parts.moveTo('2023-07-18T10:00');
    for (let kill = 0; kill < sizes.workerKills; kill++) {
      const named = kill % 2 === 0 ? (points[(kill / 2) % points.length] ?? null) : null;
      if (kill % 4 === 3) {
        postmen += 1;
        await killPostman(parts, random);
      } else if (await killWorker(scene, parts, random, named)) halted += 1;
    }
    const calendar = makeCalendar(scene.plan.calendar);
    await parts.moveTo(localOf(calendar.openingOnOrAfter(scene.deps.now() + daysAtLast * dayMs) + hourMs));
    // Moving the clock wakes all that is open: what changes after that was told is told by its own wake row, or not at all.
    const caughtUp = await parts.settled();
    await people(scene, random);
    const settled = caughtUp && (await parts.settled());
    const unequal = await parts.unequal();
    const doubled = await commandsTwice(scene);
    const expected = await expectedKeys(scene);
    const once = await keysOnceDue(scene);
    const told = () => reckon(expected, scene.smtp.received, once);
    await within(async () => {
      await callPostman(parts.client);
      return told().lost.length === 0;
    }, 180_000);
    const mail = told();
    const found = await examine({ pool: scene.pool, temporal: parts.client, repair: false, now: scene.deps.now() });
    const drift = found.map(({ ailment, subject }) => `${ailment} ${subject}`);
    return {
      figures: {
        'kill -9 of worker or postman as they are started': sizes.workerKills,
        'of them the postman': postmen,
        'at named points': halted,
        'workflows that know something else than their row': unequal.length,
        'commands of time given twice': doubled.length,
        'found by the doctor': drift.length,
        'lines expected': mail.expected,
        lost: mail.lost.length,
        'told twice': mail.twice.length,
        'same message again': mail.again,
        'in flight when killed, at most': postmen * inFlightAtMost,
      },
      broken: [
        ...(settled ? [] : ['the relay has not caught up, or time has not done what it should']),
        ...complaints('workflows unequal to their rows', unequal),
        ...complaints('given twice', doubled),
        ...complaints('found by the doctor', drift),
        ...complaints('lost', mail.lost),
        ...complaints('nobody was to hear', mail.stray),
        ...complaints('told again under another Message-ID', mail.twice),
        ...(mail.again > postmen * inFlightAtMost ? [`${mail.again} messages came again`] : []),
      ],
    };
  } finally {
    await parts.close();
    await scene.close();
  }
}

/** What people do meanwhile. */
async function people(scene: Scene, random: Random): Promise<void> {
  await scene.enterSome(random, itemsALife);
  await giveSome(scene, random, { kind: 'item', count: 3, status: 'assigned', command: { action: 'sign' } });
  await answerSome(scene, random, obligationsALife);
}

/** @returns whether it died at the named point */
async function killWorker(scene: Scene, parts: RunningParts, random: Random, point: Halt | null): Promise<boolean> {
  if (point === null) {
    await people(scene, random);
    await pause(random.below(longestLifeMs));
    await parts.kill('worker');
    await parts.start('worker');
    return false;
  }
  await parts.kill('worker');
  await people(scene, random);
  await parts.moveTo(localOf(scene.deps.now() + dayMs));
  const doomed = await parts.start('worker', point);
  const reached = await Promise.race([doomed.heard(), pause(pointPatienceMs)]);
  await parts.kill('worker');
  await parts.start('worker');
  return reached === 'halted';
}

async function killPostman(parts: RunningParts, random: Random): Promise<void> {
  await callPostman(parts.client);
  await pause(random.below(longestLifeMs));
  await parts.kill('postman');
  await parts.start('postman');
}

async function commandsTwice(scene: Scene): Promise<string[]> {
  const { rows } = await scene.owner.query<{ what: string }>(
    `SELECT subject || ' ' || action || ' ' || coalesce(detail ->> 'rung', '') AS what FROM audit WHERE actor = 'engine' AND result = 'done' AND life IS NOT NULL
     GROUP BY subject, action, detail ->> 'rung', life ->> 'armRevision' HAVING count(*) > 1`,
  );
  return rows.map(({ what }) => what);
}
