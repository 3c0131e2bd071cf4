import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { unreadLedger } from '../documents/ledger/read.ts';
import type { LedgerReading } from '../documents/ledger/reading.ts';
import { hasFault, problem } from '../documents/problems.ts';
import { readLedgerSafely } from '../documents/read-in-child.ts';
import { PlanFaults } from '../plans/fault.ts';
import { loadPlan } from '../plans/load.ts';
import { projectFolder } from '../platform/root.ts';
import { ledgerText } from './ledger-text.ts';

export interface LedgerReadOptions {
  /** The plan's folder; without it the reference plan. */
  plan?: string;
  /** Print one JSON object and nothing else. */
  json?: boolean;
}

/**
 * `duban ledger read FILE`: what would be imported, and every problem. Gives the exit code: 0 when the file can be
 * imported, also with doubts; 1 when the file or the plan is wrong; 2 when reading itself failed.
 */
export async function ledgerRead(
  file: string,
  options: LedgerReadOptions = {},
  print: (text: string) => void = (text) => void process.stdout.write(text),
): Promise<0 | 1 | 2> {
  let reading: LedgerReading;
  try {
    reading = await read(file, options.plan ?? (await referencePlan()));
  } catch (error) {
    process.stderr.write(`读取未能完成 / reading failed: ${error instanceof Error ? error.message : String(error)}\n`);
    return 2;
  }
  if (options.json === true) print(`${JSON.stringify(reading)}\n`);
  else for (const line of ledgerText(reading)) print(`${line}\n`);
  return hasFault(reading.problems) ? 1 : 0;
}

async function read(file: string, planFolder: string): Promise<LedgerReading> {
  try {
    const plan = await loadPlan(planFolder);
    return await readLedgerSafely(file, plan);
  } catch (error) {
    if (!(error instanceof PlanFaults)) throw error;
    return unreadLedger([problem('plan_invalid', { column: basename(planFolder) }, { detail: error.message })]);
  }
}

async function referencePlan(): Promise<string> {
  const example = JSON.parse(await readFile(join(projectFolder, 'plans', 'demo.json'), 'utf8')) as { plan: string };
  return join(projectFolder, 'plans', example.plan);
}
