import type { GivenOrder } from '../support/kinds.ts';
import { randomItemOrder } from './random-item-orders.ts';
import { randomObligationOrder } from './random-obligation-orders.ts';
import type { Random } from './random.ts';
import type { Scene } from './scene.ts';
import type { Model } from './subject-model.ts';

/** What somebody might ask of the item or obligation next, at that moment: mostly sensible, sometimes to be refused. */
export function randomOrder(random: Random, model: Model, scene: Scene): GivenOrder {
  return model.kind === 'item' ? randomItemOrder(random, model, scene) : randomObligationOrder(random, model, scene);
}
