import { writeFile } from 'node:fs/promises';
import { DateTime } from 'luxon';
import { engine } from '../commands/actors.ts';
import { actorSetting } from '../commands/execute.ts';
import { ledgerRows } from '../commands/ledger-rows.ts';
import { writeLedger } from '../documents/ledger/write.ts';
import type { Plan } from '../domain/plan.ts';
import { withActor } from '../platform/database.ts';
import { inputFault } from '../platform/fault.ts';
import { connected } from './connected.ts';

/** `duban export ledger FILE --county KEY`: annex 3 back in its form, with the system's number, so that a corrected file finds its items. */
export async function exportLedger(file: string, { county }: { county: string }): Promise<number> {
  return connected(async ({ pool, clock }) => {
    const { plan, unit, items } = await withActor(pool, actorSetting(engine), async (client) => {
      const { rows } = await client.query<{ plan: Plan }>('SELECT plan FROM campaign LIMIT 1');
      const plan = rows[0]?.plan;
      if (!plan) throw inputFault('还没有专项行动，请先启动。', 'There is no campaign yet: start one first.');
      const unit = unitNamed(plan, county);
      return { plan, unit, items: await ledgerRows(client, plan.id, unit.key) };
    });
    const date = DateTime.fromMillis(clock.now(), { zone: plan.calendar.zone }).toISODate();
    const title = plan.ledgerForm?.title ?? plan.name.zh;
    await writeFile(
      file,
      await writeLedger({
        title,
        unit: unit.addressedAs,
        date,
        items,
        difficulties: plan.difficulties,
        ...(plan.ledgerForm ? { form: plan.ledgerForm } : {}),
      }),
    );
    process.stdout.write(`已导出 ${items.length} 项到 ${file} / ${items.length} items in ${file}\n`);
    return 0;
  });
}

function unitNamed(plan: Plan, name: string): Plan['units'][number] {
  const unit = plan.units.find((candidate) => candidate.key === name || candidate.name === name);
  if (unit) return unit;
  const keys = plan.units.map((candidate) => candidate.key).join(', ');
  throw inputFault(`没有单位 ${name}，可用：${keys}`, `There is no unit ${name}; known: ${keys}`);
}
