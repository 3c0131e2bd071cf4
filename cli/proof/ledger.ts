import { randomUUID } from 'node:crypto';
import { engine } from '../../commands/actors.ts';
import { inventDirectory, inventResponsible } from '../../commands/demo.ts';
import { actorSetting } from '../../commands/execute.ts';
import { importLedger } from '../../commands/import-ledger.ts';
import type { LedgerReading } from '../../documents/ledger/reading.ts';
import type { Actor } from '../../domain/actor.ts';
import { obligationId } from '../../domain/obligation.ts';
import type { Plan } from '../../domain/plan.ts';
import { withActor } from '../../platform/database.ts';
import { inputFault } from '../../platform/fault.ts';
import { rehearsedItems } from '../rehearsed-items.ts';
import type { ProofStage } from './stage.ts';

export const office: Actor = { id: 'proof-office', role: 'coordinator' };
/** Whoever answers for a unit of the plan, or for a department. */
export const owner = (unit: string): Actor => ({ id: `proof-${unit}`, role: 'countyOfficer', unit });

/** What the launch entered, with invented people for every unit and department: from the obligation's id to its subject in the book. */
export async function enteredObligations({ pool, now }: ProofStage, plan: Plan): Promise<Map<string, string>> {
  await inventDirectory({ pool, now }, plan);
  const text = 'SELECT id, unit, key FROM obligation';
  const { rows } = await withActor(pool, actorSetting(engine), (client) => client.query<{ id: string; unit: string; key: string }>(text));
  return new Map(rows.map(({ id, unit, key }) => [id, obligationId({ key }, unit)]));
}

/**
 * Brings the ledgers in as the system does, with invented people of the names they give, and tells which row's item is which:
 * from the item's id to its subject in the book.
 */
export async function enterLedgers(stage: ProofStage, plan: Plan, readings: LedgerReading[]): Promise<Map<string, string>> {
  const { pool, now } = stage;
  const deps = { pool, now };
  const subjects = new Map<string, string>();
  for (const reading of readings) {
    const unit = reading.unitKey ?? '';
    const names = reading.items.flatMap(({ responsible }) => (responsible === null ? [] : [responsible]));
    await inventResponsible(deps, plan.id, unit, names);
    const options = { campaign: plan.id, actor: office, fileName: 'ledger', fileHash: randomUUID() };
    await importLedger(deps, reading, options);
    const entered = await itemsOf(stage, unit);
    const rows = rehearsedItems([reading]);
    if (entered.length !== rows.length) {
      throw inputFault(
        `${reading.unit} 的台账有 ${rows.length} 行，系统中有 ${entered.length} 项：每个单位只能用一份没有重复行的台账来证明。`,
        `${reading.unit}: ${rows.length} rows but ${entered.length} items; a proof takes one ledger a unit, without repeated rows.`,
      );
    }
    entered.forEach((id, i) => subjects.set(id, rows[i]?.subject ?? ''));
  }
  return subjects;
}

/** Ids in the order of the ledger's rows, which is that of their numbers. */
async function itemsOf({ pool }: ProofStage, unit: string): Promise<string[]> {
  const text = 'SELECT id FROM ledger_item WHERE county = $1 ORDER BY number';
  const { rows } = await withActor(pool, actorSetting(engine), (client) => client.query<{ id: string }>(text, [unit]));
  return rows.map(({ id }) => id);
}
