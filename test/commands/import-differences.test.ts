import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { actorSetting, execute } from '../../commands/execute.ts';
import { applyDifferences } from '../../commands/import-differences.ts';
import { knownItems } from '../../commands/import-ledger.ts';
import { withActor } from '../../platform/database.ts';
import { coordinator, launchedCampaign, officer, type Stage } from '../support/campaign.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await launchedCampaign('2023-07-13T08:55');
});
afterAll(() => stage.close());

const known = () => withActor(stage.pool, actorSetting(coordinator), (client) => knownItems(client, stage.plan.id, 'huixian'));

describe('differences of a corrected ledger', () => {
  it('are counted by what was done: a row that somebody was quicker than is refused, with the rule that refused it', async () => {
    await stage.enter('huixian', [
      { problem: '甲', row: 5 },
      { problem: '乙', row: 6 },
      { problem: '丙', row: 7 },
    ]);
    const items = await known();
    const id = items.find(({ problem }) => problem === '甲')?.id ?? '';
    const command = { action: 'submit' as const, note: '已办', evidence: [] };
    await execute(stage.deps, { id: randomUUID(), subject: id, actor: officer('huixian'), command });

    const same = items.map((item) => ({ row: { ...rowOf(item), ...changes[item.problem] }, item }));
    const applied = await applyDifferences(stage.deps, same, { unit: 'huixian', people: new Map() });
    expect(applied).toEqual({
      changed: 1,
      unchanged: 1,
      doubtful: [],
      refused: [{ row: 5, item: id, number: items.find((item) => item.id === id)?.number, action: 'submit', refusal: 'wrong_status' }],
    });
  });
});

const changes: Record<string, object> = { 甲: { row: 5, done: true }, 乙: { row: 6, people: 77 }, 丙: { row: 7 } };

/** The row that says exactly what the item says. */
function rowOf(item: Awaited<ReturnType<typeof knownItems>>[number]) {
  return {
    row: 5,
    systemNumber: null,
    institution: item.institution,
    problem: item.problem,
    people: item.people,
    amountYuan: item.amountYuan,
    responsible: item.responsibleName,
    measure: item.measure,
    due: item.life.due,
    dueText: item.dueText,
    difficulty: item.life.difficulty,
    done: false,
    contact: item.contact,
    phone: item.phone,
  };
}
