import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type pg from 'pg';
import type { Actor } from '../../domain/actor.ts';
import type { Day, Moment } from '../../domain/calendar.ts';
import type { Plan } from '../../domain/plan.ts';
import type { DeclaredItem } from '../../domain/declared-item.ts';
import type { ImportSummary } from '../../commands/declared-ledger.ts';
import { importLedger } from '../../commands/import-ledger.ts';
import { launch } from '../../commands/launch.ts';
import { loadPlan } from '../../plans/load.ts';
import { openPool } from '../../platform/database.ts';
import { projectFolder } from '../../platform/root.ts';
import { freshDatabase, type TestDatabase } from './stack.ts';

export const coordinator: Actor = { id: 'account-coordinator', role: 'coordinator' };
export const secondCoordinator: Actor = { id: 'account-second', role: 'coordinator' };
export const officer = (unit: string): Actor => ({ id: `account-${unit}`, role: 'countyOfficer', unit });
export const department = (unit: string): Actor => ({ id: `account-${unit}`, role: 'department', unit });

/** A launched campaign of the reference plan on a database of its own, with a clock that the test sets. */
export interface Stage {
  url: string;
  plan: Plan;
  owner: pg.Pool;
  pool: pg.Pool;
  app: pg.Pool;
  deps: { pool: pg.Pool; now: () => Moment };
  setNow(local: string): void;
  enter(unit: string, rows: Partial<DeclaredItem>[]): Promise<ImportSummary>;
  close(): Promise<void>;
}

/** How much of what the plan's units owe: what the first so many units and the departments do, and only what is due by a day. */
export interface Owing {
  units: number;
  dueBy: Day;
}

/** @param obligations what the plan's units owe is entered too, or a part of it; without it there is the ledger alone */
export async function launchedCampaign(
  local: string,
  { database, obligations = false }: { database?: TestDatabase; obligations?: boolean | Owing } = {},
): Promise<Stage> {
  const { url, drop } = database ?? (await freshDatabase());
  const config = { database: { url, poolSize: 20 } };
  const owner = openPool(config, 'owner', 3);
  const pool = openPool(config, 'engine', 20);
  const app = openPool(config, 'app', 10);
  const reference = await loadPlan(join(projectFolder, 'plans', 'xinxiang-2023'));
  const plan =
    typeof obligations === 'object' ? partOf(reference, obligations) : obligations ? reference : { ...reference, obligations: [] };
  let now = Date.parse(`${local}:00+08:00`);
  await launch(owner, plan, { at: now, demo: true, now: () => Date.now() });
  const deps = { pool, now: () => now };
  return {
    url,
    plan,
    owner,
    pool,
    app,
    deps,
    setNow: (text) => {
      now = Date.parse(`${text}:00+08:00`);
    },
    enter: (unit, rows) => {
      const items = rows.map((row, index) => declared({ row: index + 5, ...row }));
      const options = { campaign: plan.id, actor: coordinator, fileName: 'test.xlsx', fileHash: randomUUID() };
      return importLedger(deps, { unitKey: unit, items, problems: [] }, options);
    },
    close: async () => {
      await Promise.all([owner.end(), pool.end(), app.end()]);
      await drop();
    },
  };
}

function partOf(plan: Plan, { units, dueBy }: Owing): Plan {
  const spared = new Set(plan.units.slice(units).map(({ key }) => key));
  const owed = plan.obligations.filter(({ due }) => due <= dueBy);
  return { ...plan, obligations: owed.map((rule) => ({ ...rule, owedBy: rule.owedBy.filter((unit) => !spared.has(unit)) })) };
}

export function declared(row: Partial<DeclaredItem>): DeclaredItem {
  return {
    row: 5,
    systemNumber: null,
    institution: '某培训学校',
    problem: '公示牌信息未更新',
    people: 10,
    amountYuan: 0,
    responsible: '钱某',
    measure: '更新公示牌',
    due: null,
    dueText: '立行立改',
    difficulty: 'general',
    done: false,
    contact: '孙某',
    phone: '19900000000',
    ...row,
  };
}
