import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { importLedger } from '../commands/import-ledger.ts';
import { writeLedger } from '../documents/ledger/write.ts';
import { readLedgerSafely } from '../documents/read-in-child.ts';
import type { Plan } from '../domain/plan.ts';
import { countOf } from './support/counts.ts';
import { atMost, type Figure } from './support/figure.ts';
import { coordinator, madeRow } from './support/ledgers.ts';
import { timed } from './support/measure.ts';
import { say } from './support/say.ts';
import type { Stage } from './support/stage.ts';

/** (d) One county's workbook from the file to rows that can be seen: hashed, read in the child process, checked, imported. */
export async function workbook(stage: Stage, count: number): Promise<Figure[]> {
  const file = join(stage.config.dataFolder, 'ledger.xlsx');
  const bytes = await writeMadeWorkbook(file, stage.plan, 0, count);
  say(`workbook: ${count} rows, ${Math.round(bytes / 1024)} KiB`);
  const began = performance.now();
  const fileHash = createHash('sha256')
    .update(await readFile(file))
    .digest('hex');
  const reading = await timed(() => readLedgerSafely(file, stage.plan));
  const options = { campaign: stage.plan.id, actor: coordinator, fileName: 'ledger.xlsx', fileHash };
  const importing = await timed(() => importLedger(stage.deps, reading.result, options));
  const visible = await countOf(stage, 'ledger_item');
  const seconds = (performance.now() - began) / 1000;
  if (visible !== count) throw new Error(`${visible} of ${count} rows are there: ${JSON.stringify(importing.result.problems.slice(0, 3))}`);
  const beside = `read in ${reading.seconds.toFixed(1)} s, imported in ${importing.seconds.toFixed(1)} s`;
  return [
    { section: 'd', what: `a workbook of ${count} rows from file to visible rows`, value: seconds, unit: 's', beside, target: atMost(5) },
  ];
}

/** Annex 3 with rows `from` … `from + count - 1` of the plan's first unit. Returns its bytes. */
export async function writeMadeWorkbook(file: string, plan: Plan, from: number, count: number): Promise<number> {
  const unit = plan.units[0];
  if (!unit) throw new Error('the plan has no unit');
  const items = Array.from({ length: count }, (_, n) => ({ number: n + 1, ...madeRow(from + n, 'general', 'workbook') }));
  const content = await writeLedger({ title: '专项整治行动问题台账', unit: unit.addressedAs, date: '2023-07-12', items });
  await writeFile(file, content);
  return content.length;
}
