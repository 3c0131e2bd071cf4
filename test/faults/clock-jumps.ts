import { setTimeout as pause } from 'node:timers/promises';
import { makeCalendar } from '../../domain/calendar.ts';
import { moveClock, openClock } from '../../commands/clock.ts';
import { complaints, type Outcome, type Sizes } from './experiment.ts';
import { expectedKeys, reckon } from './expected.ts';
import type { Random } from './random.ts';
import { localOf, openScene } from './scene.ts';

const hour = 3_600_000;
const longestJumpHours = 60;

/** The virtual clock is moved on while messages are being claimed and sent: nothing is lost, nothing comes twice. */
export async function jumpClock(sizes: Sizes, random: Random): Promise<Outcome> {
  const scene = await openScene('2023-07-14T10:00', { owing: sizes.owing });
  const clock = await openClock(scene.pool);
  const calendar = makeCalendar(scene.plan.calendar);
  const move = async (to: number) => {
    await moveClock(scene.owner, to);
    while (clock.now() < to) await pause(5);
  };
  let jumps = 0;
  try {
    await scene.enterSome(random, 10 * sizes.jumps);
    while (jumps < sizes.jumps) {
      await move(calendar.openingOnOrAfter(clock.now()));
      const points = ['claimed', 'frozen', 'leased', 'sending', 'accepted'];
      const point = random.pick(points);
      await scene.tick({
        now: () => clock.now(),
        at: async (reached) => {
          if (reached !== point || random.chance(0.5)) return;
          jumps += 1;
          // Of several senders who jump at once, one may be refused: it would move the clock back.
          await move(clock.now() + (1 + random.below(longestJumpHours)) * hour).catch(() => undefined);
        },
      });
      jumps += 1;
    }
    await move(calendar.openingOnOrAfter(clock.now()));
    scene.setNow(localOf(clock.now() + 60_000));
    await scene.tick();
    const found = reckon(await expectedKeys(scene), scene.smtp.received);
    return {
      figures: { jumps, 'lines expected': found.expected, lost: found.lost.length, twice: found.twice.length + found.again },
      broken: [
        ...complaints('lost', found.lost),
        ...complaints('nobody was to hear', found.stray),
        ...complaints('told twice', found.twice),
        ...(found.again > 0 ? [`${found.again} messages came again`] : []),
      ],
    };
  } finally {
    await clock.close();
    await scene.close();
  }
}
