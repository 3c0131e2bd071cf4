import type { Actor } from '../../domain/actor.ts';
import { mayNotOblige } from '../../domain/may-do-obligation.ts';
import { engine } from '../../commands/actors.ts';
import type { GivenOrder } from '../support/kinds.ts';
import { decideExtension, office, oneOf, reason, someDay, someEscalation, someRung, type Ask } from './random-asks.ts';
import type { Random } from './random.ts';
import type { Scene } from './scene.ts';
import type { ObligationModel } from './subject-model.ts';

export function randomObligationOrder(random: Random, model: ObligationModel, scene: Scene): GivenOrder<'obligation'> {
  return oneOf(asked, ({ actor, command }) => !mayNotOblige(actor, command.action, model.life), random, model, scene);
}

/** Whoever answers for it, and now and then somebody of another county or department. */
function ower(random: Random, { life }: ObligationModel, scene: Scene): Actor {
  return scene.ownerOf(random.chance(0.95) ? life.unit : random.pick([...scene.units, ...scene.departments]));
}

const submit: Ask<'obligation'> = (random, model, scene) => ({
  command: { action: 'submit', note: random.chance(0.9) ? '已报' : ' ', evidence: [] },
  actor: ower(random, model, scene),
});
const giveBack: Ask<'obligation'> = (random, model) => ({
  command: { action: 'return', reason: random.chance(0.9) ? reason : '', ...(random.chance(0.5) ? { due: someDay(random, model) } : {}) },
  actor: office(random),
});
const requestExtension: Ask<'obligation'> = (random, model, scene) => ({
  command: { action: 'requestExtension', until: someDay(random, model), reason },
  actor: ower(random, model, scene),
});
const escalate: Ask<'obligation'> = (random, model) => ({ command: { action: 'escalate', rung: someRung(random, model) }, actor: engine });

const asked: Ask<'obligation'>[] = [
  submit,
  submit,
  giveBack,
  giveBack,
  requestExtension,
  requestExtension,
  decideExtension,
  decideExtension,
  escalate,
  escalate,
  (random) => ({ command: { action: 'accept', note: '' }, actor: office(random) }),
  () => ({ command: { action: 'markLate' }, actor: engine }),
  (random) => ({ command: { action: 'waive', reason: random.chance(0.3) ? reason : '' }, actor: office(random) }),
  (random, model, scene) => ({
    command: { action: 'acknowledge', rung: someEscalation(random, model) },
    actor: random.chance(0.5) ? office(random) : ower(random, model, scene),
  }),
  (random, model, scene) => ({ command: { action: 'handOver', responsible: null, reason }, actor: ower(random, model, scene) }),
];
