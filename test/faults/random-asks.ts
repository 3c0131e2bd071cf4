import type { Actor } from '../../domain/actor.ts';
import { rungName } from '../../domain/ladder.ts';
import { coordinator, secondCoordinator } from '../support/campaign.ts';
import type { Command, KindName } from '../../commands/subject-kind.ts';
import type { GivenOrder } from '../support/kinds.ts';
import type { Random } from './random.ts';
import type { Scene } from './scene.ts';
import type { Model, SubjectModel } from './subject-model.ts';

const hour = 3_600_000;
const pauses = [0, hour, 5 * hour, 24 * hour, 72 * hour];

interface Asked<K extends KindName> {
  command: Command<K>;
  actor: Actor;
}

export type Ask<K extends KindName> = (random: Random, model: SubjectModel<K>, scene: Scene) => Asked<K>;

/** One of what may be asked, by chance: mostly something that is allowed as the subject stands. */
export function oneOf<K extends KindName>(
  asks: Ask<K>[],
  isAllowed: (asked: Asked<K>) => boolean,
  random: Random,
  model: SubjectModel<K>,
  scene: Scene,
): GivenOrder<K> {
  const draw = () => random.pick(asks)(random, model, scene);
  let asked = draw();
  const sensible = random.chance(0.85);
  for (let tries = 0; sensible && tries < 20 && !isAllowed(asked); tries++) asked = draw();
  const order = { id: random.uuid(), subject: model.life.id, ...asked };
  return { kind: model.kind, order, at: model.now + random.pick(pauses) };
}

export const reason = '随机';

/** Asked of either kind. */
export function decideExtension(random: Random): Asked<'item'> & Asked<'obligation'> {
  return { command: { action: 'decideExtension', approved: random.chance(0.7), reason }, actor: office(random) };
}

export function office(random: Random): Actor {
  return random.chance(0.5) ? coordinator : secondCoordinator;
}

export function someDay(random: Random, { now }: Model): string {
  return new Date(now + (random.below(40) - 4) * 24 * hour).toISOString().slice(0, 10);
}

export function someEscalation(random: Random, model: Model): string {
  const known = model.escalations();
  return known.length === 0 ? `${model.rules.ladder.key}:+1` : random.pick(known);
}

export function someRung(random: Random, { rules }: Model): string {
  const overdue = rules.ladder.rungs.filter(({ offset }) => offset > 0);
  return random.chance(0.9) ? rungName(rules.ladder.key, random.pick(overdue).offset) : 'no such rung';
}
