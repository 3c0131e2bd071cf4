import { engine } from '../../commands/actors.ts';
import { actorSetting } from '../../commands/execute.ts';
import { rungName } from '../../domain/ladder.ts';
import type { Ladder } from '../../domain/ladder.ts';
import type { Laddered } from '../../domain/laddered.ts';
import type { LedgerItem } from '../../domain/ledger-item.ts';
import type { Obligation } from '../../domain/obligation.ts';
import type { Plan } from '../../domain/plan.ts';
import type { Assumption } from '../../domain/rehearsal/assumption.ts';
import { withActor } from '../../platform/database.ts';
import type { ProofStage } from './stage.ts';

/**
 * Items and obligations that do not stand at the end where the assumption leaves them, as sentences: closed or accepted, or, where nobody did
 * anything, marked late and escalated to the top by their workflows.
 */
export async function standings(stage: ProofStage, subjects: Map<string, string>, plan: Plan, assume: Assumption): Promise<string[]> {
  const lives = <T extends object>(text: string): Promise<T[]> =>
    withActor(stage.pool, actorSetting(engine), async (client) => (await client.query<{ life: T }>(text)).rows.map(({ life }) => life));
  const items = await lives<LedgerItem>('SELECT life FROM ledger_item WHERE NOT declared');
  const obligations = await lives<Obligation>('SELECT life FROM obligation');
  const ladders = new Map(plan.difficulties.map(({ key, ladder }) => [key, ladder]));
  const rules = new Map(plan.obligations.map(({ key, ladder }) => [key, ladder]));
  return [
    ...items.flatMap((item) => amiss(item, 'closed', ladders.get(item.difficulty), assume, subjects)),
    ...obligations.flatMap((owed) => amiss(owed, 'accepted', rules.get(owed.key), assume, subjects)),
  ];
}

function amiss(
  life: Pick<Laddered, 'late' | 'escalated'> & { id: string; status: string },
  done: string,
  ladder: Ladder | undefined,
  assume: Assumption,
  subjects: Map<string, string>,
): string[] {
  const top = ladder?.rungs.filter(({ offset }) => offset > 0).at(-1);
  const expected = assume === 'never' ? `late ${ladder && top ? rungName(ladder.key, top.offset) : ''}` : done;
  const found = assume === 'never' ? `${life.late ? 'late' : life.status} ${life.escalated ?? ''}` : life.status;
  const name = subjects.get(life.id) ?? life.id;
  return found === expected ? [] : [`${name}: 应为 expected ${expected}，实为 found ${found}`];
}
