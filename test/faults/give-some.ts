import type { Actor } from '../../domain/actor.ts';
import { coordinator } from '../support/campaign.ts';
import type { Command, KindName, Life } from '../../commands/subject-kind.ts';
import { kinds } from '../support/kinds.ts';
import type { Random } from './random.ts';
import { localOf, type Scene } from './scene.ts';

const atOnce = 10;
const dayMs = 86_400_000;
const ofOwners = ['sign', 'submit', 'requestExtension'];

/** Which subjects are given a command: so many of a kind that stand so. */
interface Errand<K extends KindName> {
  kind: K;
  count: number;
  status: string;
  command: Command<K>;
}

/** Gives a command to some items or obligations; by whoever answers for them, or by the office where it alone may. Returns how many were done. */
export async function giveSome<K extends KindName>(
  scene: Scene,
  random: Random,
  { kind, count, status, command }: Errand<K>,
): Promise<number> {
  const { execute, done: doneBy, table, unit } = kinds[kind];
  const text = `SELECT life FROM ${table} WHERE status = $1 ORDER BY md5(id::text || $3) LIMIT $2`;
  const { rows } = await scene.owner.query<{ life: Life<K> }>(text, [status, count, random.uuid()]);
  const waiting = rows.values();
  let done = 0;
  const hand = async () => {
    for (const { life } of waiting) {
      const actor = giverOf(command, unit(life), scene);
      const answer = await execute({ pool: scene.app, now: scene.deps.now }, { id: random.uuid(), subject: life.id, actor, command });
      if (doneBy(answer) !== null) done += 1;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, hand));
  return done;
}

/** Whoever answers for a subject of this unit, or the office where it alone may. */
export function giverOf({ action }: Pick<Command<KindName>, 'action'>, unit: string, scene: Scene): Actor {
  return ofOwners.includes(action) ? scene.ownerOf(unit) : coordinator;
}

/** Of this many obligations: units and departments report, the office sends half of them back, due in three days, and accepts others. */
export async function answerSome(scene: Scene, random: Random, count: number): Promise<number> {
  const give = (share: number, status: string, command: Command<'obligation'>) =>
    giveSome(scene, random, { kind: 'obligation', count: Math.ceil(count / share), status, command });
  const submitted = await give(1, 'owed', { action: 'submit', note: '已报', evidence: [] });
  const due = localOf(scene.deps.now() + 3 * dayMs).slice(0, 10);
  const returned = await give(2, 'submitted', { action: 'return', reason: '数字不全', due });
  return submitted + returned + (await give(4, 'submitted', { action: 'accept', note: '' }));
}
