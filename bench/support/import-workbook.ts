import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type pg from 'pg';
import { readOffset } from '../../commands/clock.ts';
import { importLedger } from '../../commands/import-ledger.ts';
import { readLedgerSafely } from '../../documents/read-in-child.ts';
import type { Plan } from '../../domain/plan.ts';
import { coordinator } from './ledgers.ts';

/** Brings a workbook into a stack that runs, as an upload does. */
export async function importWorkbook({ pool, file, plan }: { pool: pg.Pool; file: string; plan: Plan }): Promise<void> {
  const offset = await readOffset(pool);
  const fileHash = createHash('sha256')
    .update(await readFile(file))
    .digest('hex');
  const options = { campaign: plan.id, actor: coordinator, fileName: basename(file), fileHash };
  await importLedger({ pool, now: () => Date.now() + offset }, await readLedgerSafely(file, plan), options);
}
