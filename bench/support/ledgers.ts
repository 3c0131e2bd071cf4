import { randomUUID } from 'node:crypto';
import { inventResponsible } from '../../commands/demo.ts';
import type { DeclaredItem } from '../../domain/declared-item.ts';
import { importLedger } from '../../commands/import-ledger.ts';
import type { Actor } from '../../domain/actor.ts';
import { rowsOf } from './counts.ts';
import type { Stage } from './stage.ts';

export const coordinator: Actor = { id: 'bench-coordinator', role: 'coordinator' };
export const officer = (unit: string): Actor => ({ id: `bench-${unit}`, role: 'countyOfficer', unit });

/** A unit's ledger: rows that differ, all of one class, all of one responsible person. */
export interface MadeLedger {
  unit: string;
  rows: DeclaredItem[];
}

export const responsibleName = '钱某';

/** `count` rows over all units of the plan, evenly. @param series keeps the rows of two calls apart */
export function madeLedgers(stage: Pick<Stage, 'plan'>, count: number, difficulty: string, series: string): MadeLedger[] {
  const units = stage.plan.units.map((unit) => unit.key);
  return units.map((unit, index) => {
    const share = Math.floor(count / units.length) + (index < count % units.length ? 1 : 0);
    return { unit, rows: Array.from({ length: share }, (_, n) => madeRow(n, difficulty, `${series}-${unit}`)) };
  });
}

export function madeRow(n: number, difficulty: string, series: string): DeclaredItem {
  return {
    row: n + 5,
    systemNumber: null,
    institution: `${series}第${n}职业技能培训学校`,
    problem: `${series}：第 ${n} 期培训班考勤签到表与课程安排不一致，部分学员信息未录入系统`,
    people: n % 60,
    amountYuan: (n % 40) * 1_250,
    responsible: responsibleName,
    measure: '核对考勤和课程安排，补录学员信息，完善档案',
    due: null,
    dueText: '立行立改',
    difficulty,
    done: false,
    contact: '孙某',
    phone: '19900000000',
  };
}

/** One responsible person in every unit, so that letters have somewhere to go. */
export async function nameResponsible(stage: Stage): Promise<void> {
  for (const unit of stage.plan.units) await inventResponsible(stage.deps, stage.plan.id, unit.key, [responsibleName]);
}

/** Makes every unit's director the one responsible: a reminder of an overdue item then has one recipient a unit, fifteen in all. */
export async function makeDirectorsResponsible(stage: Stage): Promise<void> {
  await rowsOf(stage, `UPDATE person SET name = $1 WHERE 'director' = ANY (roles)`, [responsibleName]);
}

/** Brings ledgers in one after the other, as a coordinator uploads them. */
export async function importAll(stage: Stage, ledgers: MadeLedger[]): Promise<void> {
  for (const { unit, rows } of ledgers) {
    const options = { campaign: stage.plan.id, actor: coordinator, fileName: `${unit}.xlsx`, fileHash: randomUUID() };
    const { counts } = await importLedger(stage.deps, { unitKey: unit, items: rows, problems: [] }, options);
    if (counts.entered !== rows.length) throw new Error(`${unit}: ${counts.entered} of ${rows.length} rows were entered`);
  }
}
