import { setTimeout as pause } from 'node:timers/promises';
import { isLate } from '../../domain/digest.ts';
import type { Moment } from '../../domain/calendar.ts';
import type { ItemCommand } from '../../domain/decide.ts';
import { readOffset } from '../../commands/clock.ts';
import { complaints, type Outcome, type Sizes } from './experiment.ts';
import { expectedKeys, keysOnceDue, reckon } from './expected.ts';
import { answerSome, giveSome } from './give-some.ts';
import type { Random } from './random.ts';
import { openParts, type RunningParts } from './running-parts.ts';
import { minutesAfter, openScene, type Scene } from './scene.ts';
import { within } from './within.ts';

const minuteMs = 60_000;
/** What the promise allows between the return and the last message. */
const allowedMs = 5 * minuteMs;
const givenWhileDown = 10;

/** Who is away over a stretch of deadlines, and when it returns. */
interface Outage {
  away: 'Temporal' | 'the worker and the postman';
  /** Local virtual time of the return. */
  until: string;
  /** When the window opens, if it is shut then: nothing may leave before, and everything at it. */
  opens?: string;
}

const outages: Outage[] = [
  { away: 'Temporal', until: '2023-07-20T10:00' },
  { away: 'the worker and the postman', until: '2023-07-27T10:00' },
  { away: 'Temporal', until: '2023-08-05T10:00', opens: '2023-08-07T09:00' },
];

/**
 * The worker and the postman as they are started, on a Temporal of their own and driven by its schedules. Temporal is killed, then both of
 * them, then Temporal over a week-end; deadlines pass, people go on working, and it returns. `--small` leaves this out: the schedule calls
 * once a minute.
 */
export async function realOutage(sizes: Sizes, random: Random): Promise<Outcome> {
  const scene = await openScene('2023-07-13T10:00', { owing: sizes.owing });
  const parts = await openParts(scene);
  try {
    await parts.start('worker');
    await parts.start('postman');
    const figures: Outcome['figures'] = {};
    const broken: string[] = [];
    for (const [index, outage] of outages.entries()) {
      await scene.enterSome(random, Math.ceil(sizes.deadlines / outages.length));
      await parts.settled();
      const found = await endure(scene, parts, random, outage);
      for (const [name, figure] of Object.entries(found.figures)) figures[`${index + 1}. ${outage.away} away: ${name}`] = figure;
      broken.push(...found.broken.map((complaint) => `${outage.away} away until ${outage.until}: ${complaint}`));
    }
    return { figures, broken };
  } finally {
    await parts.close();
    await scene.close();
  }
}

async function endure(scene: Scene, parts: RunningParts, random: Random, { away, until, opens }: Outage): Promise<Outcome> {
  const before = scene.smtp.received.length;
  if (away === 'Temporal') await parts.temporal.kill();
  else await Promise.all([parts.kill('worker'), parts.kill('postman')]);
  const submit: ItemCommand = { action: 'submit', note: '已整改', evidence: [] };
  const submitted = await giveSome(scene, random, { kind: 'item', count: givenWhileDown, status: 'assigned', command: submit });
  const answered = await answerSome(scene, random, givenWhileDown);
  await parts.moveTo(until);
  await pause(5_000);
  if (away === 'Temporal') await parts.temporal.startAgain();
  else await Promise.all([parts.start('worker'), parts.start('postman')]);
  const returned = await virtualNow(scene);
  const early: number[] = [];
  if (opens !== undefined) {
    await pause(2 * minuteMs);
    early.push(scene.smtp.received.length - before);
    // A minute before the window opens: the clock comes to the opening by itself.
    await parts.moveTo(minutesAfter(opens, -1));
    scene.setNow(opens);
  }
  const expected = await expectedKeys(scene);
  await within(() => Promise.resolve(reckon(expected, scene.smtp.received).lost.length === 0));
  const mail = reckon(expected, scene.smtp.received, await keysOnceDue(scene));
  const from = opens === undefined ? returned : Date.parse(`${opens}:00+08:00`);
  const lastMs = (await lastFrozen(scene)) - from;
  const settled = await parts.settled();
  const unequal = await parts.unequal();
  const untold = await latenessNotTold(scene);
  const leftEarly = early.reduce((sum, count) => sum + count, 0);
  return {
    figures: {
      'commands kept meanwhile': submitted + answered,
      'lines expected so far': mail.expected,
      lost: mail.lost.length,
      'told twice': mail.twice.length + mail.again,
      [opens === undefined ? 'seconds from return to the last message' : 'seconds from the opening to the last message']: Math.round(
        lastMs / 1_000,
      ),
      'left while the window was shut': leftEarly,
      'lateness not told': untold,
      'workflows that know something else than their row': unequal.length,
    },
    broken: [
      ...complaints('lost', mail.lost),
      ...complaints('nobody was to hear', mail.stray),
      ...complaints('told again', mail.twice),
      ...(mail.again > 0 ? [`${mail.again} messages came again`] : []),
      ...(lastMs > allowedMs ? [`the last message left ${Math.round(lastMs / 1_000)} s after it could`] : []),
      ...(leftEarly > 0 ? [`${leftEarly} messages left while the window was shut`] : []),
      ...(untold > 0 ? [`${untold} messages do not tell that they are late`] : []),
      ...(settled ? [] : ['time did not catch up with what is overdue']),
      ...complaints('workflows unequal to their rows', unequal),
    ],
  };
}

async function virtualNow(scene: Scene): Promise<Moment> {
  return Date.now() + (await readOffset(scene.owner));
}

async function lastFrozen(scene: Scene): Promise<Moment> {
  return (await scene.owner.query<{ at: Moment }>('SELECT max(frozen_at) AS at FROM delivery')).rows[0]?.at ?? 0;
}

async function latenessNotTold(scene: Scene): Promise<number> {
  const text = `SELECT d.late, d.frozen_at AS frozen, min(l.due_at) AS first FROM delivery d JOIN delivery_line l ON l.delivery = d.id GROUP BY d.id`;
  const { rows } = await scene.owner.query<{ late: boolean; frozen: Moment; first: Moment }>(text);
  return rows.filter(({ late, frozen, first }) => late !== isLate(first, frozen)).length;
}
