import { mayDo } from '../../domain/may-do.ts';
import { engine } from '../../commands/actors.ts';
import { officer } from '../support/campaign.ts';
import type { GivenOrder } from '../support/kinds.ts';
import { decideExtension, office, oneOf, reason, someDay, someEscalation, someRung, type Ask } from './random-asks.ts';
import type { Random } from './random.ts';
import type { Scene } from './scene.ts';
import type { ItemModel } from './subject-model.ts';

export function randomItemOrder(random: Random, model: ItemModel, scene: Scene): GivenOrder<'item'> {
  return oneOf(asked, ({ actor, command }) => mayDo(actor, command.action, model.life), random, model, scene);
}

const county = (random: Random, { life }: ItemModel, { units }: Scene) => officer(random.chance(0.95) ? life.county : random.pick(units));

const sign: Ask<'item'> = (random, model, scene) => ({ command: { action: 'sign' }, actor: county(random, model, scene) });
const planMeasures: Ask<'item'> = (random, model, scene) => ({
  command: { action: 'planMeasures', measure: random.chance(0.9) ? '整改措施' : ' ' },
  actor: county(random, model, scene),
});
const submit: Ask<'item'> = (random, model, scene) => ({
  command: { action: 'submit', note: random.chance(0.9) ? '已整改' : '', evidence: [] },
  actor: county(random, model, scene),
});
const requestExtension: Ask<'item'> = (random, model, scene) => ({
  command: { action: 'requestExtension', until: someDay(random, model), reason },
  actor: county(random, model, scene),
});
const returnItem: Ask<'item'> = (random, model) => ({
  command: { action: 'returnItem', reason, ...(random.chance(0.5) ? { due: someDay(random, model) } : {}) },
  actor: office(random),
});

const asked: Ask<'item'>[] = [
  sign,
  sign,
  planMeasures,
  planMeasures,
  submit,
  submit,
  requestExtension,
  requestExtension,
  decideExtension,
  decideExtension,
  returnItem,
  returnItem,
  (random) => ({ command: { action: 'verify', note: '' }, actor: office(random) }),
  (random) => ({ command: { action: 'close', note: '', verified: random.chance(0.3) }, actor: office(random) }),
  (random, model) => ({ command: { action: 'reclassify', difficulty: someClass(random, model), reason }, actor: office(random) }),
  (random, _, { units }) => ({ command: { action: 'transfer', county: random.pick(units), reason }, actor: office(random) }),
  (random) => ({ command: { action: 'instruct', text: '请抓紧', urgent: random.chance(0.3) }, actor: office(random) }),
  (random, model) => ({ command: { action: 'acknowledge', rung: someEscalation(random, model) }, actor: office(random) }),
  (random) => ({ command: { action: 'chase' }, actor: office(random) }),
  (random, model, scene) => ({ command: { action: 'handOver', responsible: null, reason }, actor: county(random, model, scene) }),
  (random) => ({ command: random.chance(0.15) ? { action: 'void', reason } : { action: 'assign' }, actor: office(random) }),
  () => ({ command: { action: 'markLate' }, actor: engine }),
  (random, model) => ({ command: { action: 'escalate', rung: someRung(random, model) }, actor: engine }),
];

function someClass(random: Random, { life }: ItemModel): string {
  return random.pick(['general', 'complex', 'difficult', life.difficulty]);
}
