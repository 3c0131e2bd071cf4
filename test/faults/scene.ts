import type { Actor } from '../../domain/actor.ts';
import type { Moment } from '../../domain/calendar.ts';
import { inventDirectory, inventResponsible } from '../../commands/demo.ts';
import type { DeclaredItem } from '../../domain/declared-item.ts';
import { department, launchedCampaign, officer, type Owing, type Stage } from '../support/campaign.ts';
import type { TestDatabase } from '../support/stack.ts';
import { openPostOffice, type PostOffice } from './post-office.ts';
import type { Random } from './random.ts';

/** Names of those who answer for items, in every unit. */
const answering = ['甲某', '乙某', '丙某'];

/** A launched campaign in which everybody can be written to, with a post office of its own. */
export interface Scene extends Stage, PostOffice {
  units: string[];
  /** Keys of the departments, which owe work items. */
  departments: string[];
  /** Who answers for what is this unit's: a county's officer, or somebody of a department. */
  ownerOf(unit: string): Actor;
  /** Enters this many items into units and classes that chance chooses; each is assigned at once. */
  enterSome(random: Random, count: number): Promise<void>;
}

/** @param owing how much of what the reference plan's units owe is entered with the launch; without it there is the ledger alone */
export async function openScene(local: string, { database, owing }: { database?: TestDatabase; owing?: Owing } = {}): Promise<Scene> {
  const stage = await launchedCampaign(local, { obligations: owing ?? false, ...(database ? { database } : {}) });
  await inventDirectory(stage.deps, stage.plan);
  const units = stage.plan.units.slice(0, 4).map(({ key }) => key);
  for (const unit of units) await inventResponsible(stage.deps, stage.plan.id, unit, answering);
  const departments = stage.plan.departments.map(({ key }) => key);
  const office = await openPostOffice(stage.pool, stage.deps.now);
  let entered = 0;
  return {
    ...stage,
    ...office,
    units,
    departments,
    ownerOf: (unit) => (departments.includes(unit) ? department(unit) : officer(unit)),
    enterSome: async (random, count) => {
      const rows = Array.from({ length: count }, (): [string, Partial<DeclaredItem>] => {
        entered += 1;
        const row = { row: entered + 4, problem: `问题 ${entered} ${random.uuid()}`, responsible: random.pick(answering) };
        return [random.pick(units), { ...row, difficulty: random.pick(stage.plan.difficulties).key }];
      });
      for (const unit of units) {
        const own = rows.filter(([where]) => where === unit).map(([, row]) => row);
        if (own.length > 0) await stage.enter(unit, own);
      }
    },
    close: async () => {
      await office.close();
      await stage.close();
    },
  };
}

/** `2023-07-17T09:00` and so many minutes. */
export function minutesAfter(local: string, minutes: number): string {
  return localOf(Date.parse(`${local}:00+08:00`) + minutes * 60_000);
}

/** A moment as the reference plan's people read it, to the minute. */
export function localOf(moment: Moment): string {
  return new Date(moment + 8 * 3_600_000).toISOString().slice(0, 16);
}
