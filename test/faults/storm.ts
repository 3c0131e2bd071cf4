import { complaints, type Outcome, type Sizes } from './experiment.ts';
import { expectedKeys, reckon } from './expected.ts';
import type { Random } from './random.ts';
import { openScene } from './scene.ts';

/** A whole ledger due in the same minute: one digest a person, and every line in it. */
export async function storm(sizes: Sizes, random: Random): Promise<Outcome> {
  const scene = await openScene('2023-07-14T10:00');
  try {
    await scene.enterSome(random, sizes.stormItems);
    scene.setNow('2023-07-17T09:00');
    const began = performance.now();
    const summary = await scene.tick();
    const tookMs = Math.round(performance.now() - began);
    const expected = await expectedKeys(scene);
    const found = reckon(expected, scene.smtp.received);
    const perPerson = new Map<string, number>();
    for (const { recipient } of scene.smtp.received) perPerson.set(recipient, (perPerson.get(recipient) ?? 0) + 1);
    const several = [...perPerson].filter(([, count]) => count > 1).map(([recipient, count]) => `${recipient} got ${count}`);
    return {
      figures: {
        items: sizes.stormItems,
        'lines expected': found.expected,
        people: perPerson.size,
        digests: found.messages,
        lost: found.lost.length,
        'ms, for information': tookMs,
      },
      broken: [
        ...complaints('lost', found.lost),
        ...complaints('nobody was to hear', found.stray),
        ...complaints('more than one digest', several),
        ...(summary.more ? ['the round ended with work left'] : []),
      ],
    };
  } finally {
    await scene.close();
  }
}
