import type { Actor } from '../../domain/actor.ts';
import type { ItemCommand } from '../../domain/decide.ts';
import { mayDo } from '../../domain/may-do.ts';
import { rungName } from '../../domain/ladder.ts';
import { engine } from '../../commands/actors.ts';
import { coordinator, officer, secondCoordinator } from '../support/campaign.ts';
import type { GivenOrder, ItemModel } from './item-model.ts';
import type { Random } from './random.ts';

const hour = 3_600_000;
const pauses = [0, hour, 5 * hour, 24 * hour, 72 * hour];

/** What somebody might ask of the item next, at that moment: mostly sensible, sometimes to be refused. */
export function randomOrder(random: Random, model: ItemModel, units: string[]): GivenOrder {
  const draw = () => random.pick(asked)(random, model, units);
  let { command, actor } = draw();
  const sensible = random.chance(0.85);
  for (let tries = 0; sensible && tries < 20 && !mayDo(actor, command.action, model.life); tries++) ({ command, actor } = draw());
  return { order: { id: random.uuid(), subject: model.life.id, actor, command }, at: model.now + random.pick(pauses) };
}

interface Asked {
  command: ItemCommand;
  actor: Actor;
}

type Ask = (random: Random, model: ItemModel, units: string[]) => Asked;

const reason = '随机';
const county = (random: Random, { life }: ItemModel, units: string[]) => officer(random.chance(0.95) ? life.county : random.pick(units));
const office = (random: Random) => (random.chance(0.5) ? coordinator : secondCoordinator);

const sign: Ask = (random, model, units) => ({ command: { action: 'sign' }, actor: county(random, model, units) });
const planMeasures: Ask = (random, model, units) => ({
  command: { action: 'planMeasures', measure: random.chance(0.9) ? '整改措施' : ' ' },
  actor: county(random, model, units),
});
const submit: Ask = (random, model, units) => ({
  command: { action: 'submit', note: random.chance(0.9) ? '已整改' : '', evidence: [] },
  actor: county(random, model, units),
});
const requestExtension: Ask = (random, model, units) => ({
  command: { action: 'requestExtension', until: someDay(random, model), reason },
  actor: county(random, model, units),
});
const decideExtension: Ask = (random) => ({
  command: { action: 'decideExtension', approved: random.chance(0.7), reason },
  actor: office(random),
});
const returnItem: Ask = (random, model) => ({
  command: { action: 'returnItem', reason, ...(random.chance(0.5) ? { due: someDay(random, model) } : {}) },
  actor: office(random),
});

const asked: Ask[] = [
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
  (random, _, units) => ({ command: { action: 'transfer', county: random.pick(units), reason }, actor: office(random) }),
  (random) => ({ command: { action: 'instruct', text: '请抓紧', urgent: random.chance(0.3) }, actor: office(random) }),
  (random, model) => ({ command: { action: 'acknowledge', rung: someEscalation(random, model) }, actor: office(random) }),
  (random) => ({ command: { action: 'chase' }, actor: office(random) }),
  (random, model, units) => ({ command: { action: 'handOver', responsible: null, reason }, actor: county(random, model, units) }),
  (random) => ({ command: random.chance(0.15) ? { action: 'void', reason } : { action: 'assign' }, actor: office(random) }),
  () => ({ command: { action: 'markLate' }, actor: engine }),
  (random, model) => ({ command: { action: 'escalate', rung: someRung(random, model) }, actor: engine }),
];

function someDay(random: Random, { now }: ItemModel): string {
  return new Date(now + (random.below(40) - 4) * 24 * hour).toISOString().slice(0, 10);
}

function someClass(random: Random, { life }: ItemModel): string {
  return random.pick(['general', 'complex', 'difficult', life.difficulty]);
}

function someEscalation(random: Random, model: ItemModel): string {
  const known = model.escalations();
  return known.length === 0 ? 'complex:+1' : random.pick(known);
}

function someRung(random: Random, { rules }: ItemModel): string {
  const overdue = rules.ladder.rungs.filter(({ offset }) => offset > 0);
  return random.chance(0.9) ? rungName(rules.ladder.key, random.pick(overdue).offset) : 'no such rung';
}
