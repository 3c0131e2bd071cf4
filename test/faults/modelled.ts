import type { LedgerItem } from '../../domain/ledger-item.ts';
import type { Obligation } from '../../domain/obligation.ts';
import { rulesByKey } from './expected.ts';
import { SubjectModel, type ItemModel, type Model, type ObligationModel } from './subject-model.ts';
import type { Random } from './random.ts';
import type { Scene } from './scene.ts';

/** Enters items and gives each its model. */
export async function modelledItems(scene: Scene, random: Random, count: number): Promise<ItemModel[]> {
  await scene.enterSome(random, count);
  const { rows } = await scene.owner.query<{ life: LedgerItem }>('SELECT life FROM ledger_item ORDER BY number DESC LIMIT $1', [count]);
  const rules = rulesByKey(scene);
  return rows.map(({ life }) => new SubjectModel({ kind: 'item', life }, rules, scene.deps.now()));
}

/** So many items and obligations with their models, two to one and mingled. */
export async function modelledSubjects(scene: Scene, random: Random, count: number): Promise<Model[]> {
  const obligations: Model[] = await owedOnes(scene, random, Math.ceil(count / 3));
  const items: Model[] = await modelledItems(scene, random, count - obligations.length);
  return items.flatMap((item, index) => (index % 2 === 0 ? [item, ...obligations.splice(0, 1)] : [item])).concat(obligations);
}

/** Those that are due first: their reminders and escalations come within the time that is played. */
async function owedOnes(scene: Scene, random: Random, count: number): Promise<ObligationModel[]> {
  const text = `SELECT life FROM obligation WHERE status = 'owed' ORDER BY due, md5(unit || key || $1) LIMIT $2`;
  const { rows } = await scene.owner.query<{ life: Obligation }>(text, [random.uuid(), count]);
  const rules = rulesByKey(scene);
  return rows.map(({ life }) => new SubjectModel({ kind: 'obligation', life }, rules, scene.deps.now()));
}
