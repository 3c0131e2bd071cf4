import type { LedgerItem } from '../../domain/ledger-item.ts';
import { rulesByKey } from './expected.ts';
import { ItemModel } from './item-model.ts';
import type { Random } from './random.ts';
import type { Scene } from './scene.ts';

/** Enters items and gives each its model. */
export async function modelledItems(scene: Scene, random: Random, count: number): Promise<ItemModel[]> {
  await scene.enterSome(random, count);
  const { rows } = await scene.owner.query<{ life: LedgerItem }>('SELECT life FROM ledger_item ORDER BY number DESC LIMIT $1', [count]);
  const rules = rulesByKey(scene);
  return rows.map(({ life }) => new ItemModel(life, rules, scene.deps.now()));
}
