import { engine } from '../../commands/actors.ts';
import { actorSetting } from '../../commands/execute.ts';
import { rungName } from '../../domain/ladder.ts';
import type { LedgerItem } from '../../domain/ledger-item.ts';
import type { Plan } from '../../domain/plan.ts';
import type { Assumption } from '../../domain/rehearsal/assumption.ts';
import { withActor } from '../../platform/database.ts';
import type { ProofStage } from './stage.ts';

/**
 * Items that do not stand at the end where the assumption leaves them, as sentences: closed, or, where nobody did anything, marked late and
 * escalated to the top by their workflows.
 */
export async function standings(stage: ProofStage, subjects: Map<string, string>, plan: Plan, assume: Assumption): Promise<string[]> {
  const { rows } = await withActor(stage.pool, actorSetting(engine), (client) =>
    client.query<{ life: LedgerItem }>('SELECT life FROM ledger_item WHERE NOT declared'),
  );
  return rows.flatMap(({ life }) => {
    const ladder = plan.difficulties.find(({ key }) => key === life.difficulty)?.ladder;
    const top = ladder?.rungs.filter(({ offset }) => offset > 0).at(-1);
    const expected = assume === 'never' ? `late ${ladder && top ? rungName(ladder.key, top.offset) : ''}` : 'closed';
    const found = assume === 'never' ? `${life.late ? 'late' : life.status} ${life.escalated ?? ''}` : life.status;
    const name = subjects.get(life.id) ?? life.id;
    return found === expected ? [] : [`${name}: 应为 expected ${expected}，实为 found ${found}`];
  });
}
