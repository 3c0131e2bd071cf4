import type { ItemCommand } from '../../domain/decide.ts';
import { examine } from '../../commands/doctor/examine.ts';
import type { Finding } from '../../commands/doctor/finding.ts';
import { complaints, type Outcome, type Sizes } from './experiment.ts';
import { expectedKeys, keysOnceDue, reckon } from './expected.ts';
import { answerSome, giveSome } from './give-some.ts';
import type { Random } from './random.ts';
import { openParts, type RunningParts } from './running-parts.ts';
import { openScene, type Scene } from './scene.ts';
import { within } from './within.ts';

const patienceMs = 1_200_000;
const obligationsAnswered = 20;

/**
 * Temporal's file is deleted, and later replaced by an earlier copy, with a whole ledger open: after the one `duban doctor --repair`, after
 * the other a plain start must rebuild every workflow from its row, with the row's next moment, and nothing may be sent again.
 */
export async function loseTemporal(sizes: Sizes, random: Random): Promise<Outcome> {
  const scene = await openScene('2023-07-13T10:00', { owing: sizes.owing });
  const parts = await openParts(scene);
  try {
    await parts.start('worker');
    await scene.enterSome(random, sizes.openItems);
    const owed = await openObligations(scene);
    const filledMs = await timed(() => parts.settled(patienceMs));
    await scene.tick();
    await stopped(parts, () => {
      parts.temporal.keepStore();
    });
    const kept = Date.now();
    const work = await workOn(scene, parts, sizes, random);

    const deleted = await mendByDoctor(scene, parts);
    await stopped(parts, () => {
      parts.temporal.putStoreBack();
    });
    const putBack = await mendByStart(scene, parts);

    await scene.tick();
    const mail = reckon(await expectedKeys(scene), scene.smtp.received, await keysOnceDue(scene));
    return {
      figures: {
        'open items at first': sizes.openItems,
        'open obligations at first': owed,
        'until all had their workflow, s': filledMs,
        'changes after the copy': work,
        'age of the copy, minutes': Math.round((Date.now() - kept) / 60_000),
        ...deleted.figures,
        ...putBack.figures,
        'lines expected': mail.expected,
        lost: mail.lost.length,
        'sent again': mail.again + mail.twice.length,
      },
      broken: [
        ...deleted.broken,
        ...putBack.broken,
        ...complaints('lost', mail.lost),
        ...complaints('nobody was to hear', mail.stray),
        ...complaints('told again', mail.twice),
        ...(mail.again > 0 ? [`${mail.again} messages came again`] : []),
      ],
    };
  } finally {
    await parts.close();
    await scene.close();
  }
}

async function openObligations(scene: Scene): Promise<number> {
  const text = "SELECT count(*)::int AS n FROM obligation WHERE status = 'owed'";
  return (await scene.owner.query<{ n: number }>(text)).rows[0]?.n ?? 0;
}

/** Does something with Temporal's file while nothing runs, and `before` the worker is there again. */
async function stopped(parts: RunningParts, act: () => void, before: () => Promise<void> = () => Promise.resolve()): Promise<void> {
  await parts.kill('worker');
  await parts.temporal.stop();
  act();
  await parts.temporal.startAgain();
  await before();
  await parts.start('worker');
}

/** What the copy does not know: people's changes, new items, items that are over, and days on which time marked and escalated. */
async function workOn(scene: Scene, parts: RunningParts, sizes: Sizes, random: Random): Promise<number> {
  const share = Math.ceil(sizes.openItems / 20);
  await scene.enterSome(random, share);
  let done = await answerSome(scene, random, obligationsAnswered);
  const commands: ItemCommand[] = [
    { action: 'sign' },
    { action: 'submit', note: '已整改', evidence: [] },
    { action: 'void', reason: '重复登记' },
  ];
  for (const command of commands) done += await giveSome(scene, random, { kind: 'item', count: share, status: 'assigned', command });
  await parts.moveTo('2023-07-19T10:00');
  await parts.settled(patienceMs);
  await scene.tick();
  const { rows } = await scene.owner.query<{ n: number }>(
    "SELECT count(*)::int AS n FROM audit WHERE actor = 'engine' AND life IS NOT NULL",
  );
  return share + done + (rows[0]?.n ?? 0);
}

/** The doctor looks before the worker is there, which compares by itself when it starts: all that is open is to be found, and told to the relay. */
async function mendByDoctor(scene: Scene, parts: RunningParts): Promise<Outcome> {
  const name = 'deleted, doctor --repair';
  const open = await parts.openOnes();
  let found: Finding[] = [];
  let untold: string[] = [];
  let tookMs = 0;
  const examined = async () => {
    const examination = { pool: scene.pool, temporal: parts.client, now: scene.deps.now() };
    tookMs = await timed(async () => {
      found = await examine({ ...examination, repair: true });
    });
    const { rows } = await scene.owner.query<{ subject: string }>('SELECT subject FROM wake');
    const told = new Set(rows.map(({ subject }) => subject));
    untold = open.filter((subject) => !told.has(subject));
  };
  await stopped(
    parts,
    () => {
      parts.temporal.deleteStore();
    },
    examined,
  );
  const mended = new Set(found.filter(({ remedy }) => remedy === 'mended').map(({ subject }) => subject));
  const missed = open.filter((subject) => !mended.has(subject));
  const { figures, broken } = await judge(name, scene, parts, { 'found and mended': found.length, 'examination, s': tookMs });
  return {
    figures,
    broken: [...complaints(`${name}: not found`, missed), ...complaints(`${name}: not told to the relay`, untold), ...broken],
  };
}

/** Nobody does anything: the worker compares rows and workflows when it starts. */
async function mendByStart(scene: Scene, parts: RunningParts): Promise<Outcome> {
  const equalMs = await timed(() =>
    within(async () => (await parts.settled(patienceMs)) && (await parts.unequal()).length === 0, patienceMs),
  );
  return judge('put back, plain start', scene, parts, { 'until all equal, s': equalMs });
}

async function judge(name: string, scene: Scene, parts: RunningParts, more: Outcome['figures']): Promise<Outcome> {
  const rebuiltMs = await timed(() => parts.settled(patienceMs));
  const unequal = await parts.unequal();
  let left: Finding[] = [];
  const soundMs = await timed(async () => {
    left = await examine({ pool: scene.pool, temporal: parts.client, repair: false, now: scene.deps.now() });
  });
  const figures = {
    ...more,
    'then until all were rebuilt, s': rebuiltMs,
    'workflows with another next moment than their row': unequal.length,
    'left for the doctor': left.length,
    'examination of the sound system, s': soundMs,
  };
  return {
    figures: Object.fromEntries(Object.entries(figures).map(([what, figure]) => [`${name}: ${what}`, figure])),
    broken: [
      ...complaints(`${name}: unequal`, unequal),
      ...complaints(
        `${name}: still found`,
        left.map(({ ailment, subject }) => `${ailment} ${subject}`),
      ),
    ],
  };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return Math.round((performance.now() - began) / 100) / 10;
}
