import { isLate } from '../../domain/digest.ts';
import { makeCalendar, type Moment } from '../../domain/calendar.ts';
import { complaints, type Outcome, type Sizes } from './experiment.ts';
import { expectedKeys, reckon } from './expected.ts';
import type { Random } from './random.ts';
import { localOf, openScene, type Scene } from './scene.ts';

const minute = 60_000;
const outages = 8;
const longestOutageMinutes = 60 * 60;
const minutesWatched = 5;

/**
 * Nobody calls the postman for hours or days, by day, by night and over week-ends, while deadlines pass. The rounds are called here, each
 * minute as the schedule does, and not by Temporal: `real-outage` is with Temporal itself.
 */
export async function outageOfTheSchedule(sizes: Sizes, random: Random): Promise<Outcome> {
  const scene = await openScene('2023-07-10T10:00', { owing: sizes.owing });
  try {
    const calendar = makeCalendar(scene.plan.calendar);
    const rounds: Moment[] = [];
    const call = async (at: Moment) => {
      scene.setNow(localOf(at));
      await scene.tick();
      rounds.push(at);
    };
    let now = scene.deps.now();
    for (let outage = 0; outage < outages; outage++) {
      scene.setNow(localOf((now += minute)));
      await scene.enterSome(random, Math.ceil(sizes.deadlines / outages));
      now += (1 + random.below(longestOutageMinutes)) * minute;
      for (let watched = 0; watched < minutesWatched; watched++) await call((now += minute));
      if (!calendar.isOpen(now)) await call((now = calendar.openingOnOrAfter(now)));
    }
    return await judge(scene, rounds);
  } finally {
    await scene.close();
  }
}

async function judge(scene: Scene, rounds: Moment[]): Promise<Outcome> {
  const calendar = makeCalendar(scene.plan.calendar);
  const { rows } = await scene.owner.query<{ rung: string; due: Moment; frozen: Moment; late: boolean; first: Moment }>(
    `SELECT l.rung, l.due_at AS due, d.frozen_at AS frozen, d.late, min(l.due_at) OVER (PARTITION BY d.id) AS first
     FROM delivery_line l JOIN delivery d ON d.id = l.delivery`,
  );
  const open = rounds.filter((round) => calendar.isOpen(round));
  const slow = rows.filter(({ due, frozen }) => frozen !== open.find((round) => round >= due));
  const unmarked = rows.filter(({ first, frozen, late }) => late !== isLate(first, frozen));
  const found = reckon(await expectedKeys(scene), scene.smtp.received);
  const named = ({ rung, due, frozen }: (typeof rows)[number]) => `${rung} due ${localOf(due)} went ${localOf(frozen)}`;
  return {
    figures: {
      outages,
      'lines expected': found.expected,
      lost: found.lost.length,
      twice: found.twice.length + found.again,
      'marked late': rows.filter(({ late }) => late).length,
      'late and not marked, or marked and not late': unmarked.length,
      'not in the first round that could': slow.length,
    },
    broken: [
      ...complaints('lost', found.lost),
      ...complaints('nobody was to hear', found.stray),
      ...complaints('told twice', found.twice),
      ...(found.again > 0 ? [`${found.again} messages came again`] : []),
      ...complaints('lateness not told', unmarked.map(named)),
      ...complaints('not in the first round that could', slow.map(named)),
    ],
  };
}
