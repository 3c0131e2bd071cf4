import type { Pool } from 'pg';
import { makeCalendar, type Calendar } from '../domain/calendar.ts';
import type { Named, Plan } from '../domain/plan.ts';
import { engine } from '../commands/actors.ts';
import { actorSetting } from '../commands/execute.ts';
import { withActor } from '../platform/database.ts';
import type { Keyed } from './contract/common.ts';
import { Refusal } from './errors.ts';

/** The campaign this server serves, with the labels and dates its answers need. */
export interface Campaign extends Row {
  calendar: Calendar;
  /** Name of a unit, department or body by its key; the key itself when the plan has no such. */
  unit(key: string): Keyed;
  difficulty(key: string): Keyed;
  role(key: string): Keyed;
  phase(key: string): Keyed;
}

/** Reads the campaign at most every `freshMs`; plans are large and change by amendment only. */
export function campaignReader(pool: Pool, freshMs = 5_000): () => Promise<Campaign | null> {
  let known: { at: number; campaign: Promise<Campaign | null> } | null = null;
  return () => {
    if (known === null || performance.now() - known.at > freshMs) {
      const campaign = readCampaign(pool);
      const reading = { at: performance.now(), campaign };
      known = reading;
      campaign.then(
        (found) => {
          if (found === null && known === reading) known = null;
        },
        () => {
          if (known === reading) known = null;
        },
      );
    }
    return known.campaign;
  };
}

/** @throws Refusal `no_campaign` while none has been launched */
export async function requireCampaign(read: () => Promise<Campaign | null>): Promise<Campaign> {
  const campaign = await read();
  if (campaign === null) throw new Refusal('no_campaign');
  return campaign;
}

interface Row {
  id: string;
  name: string;
  plan: Plan;
  status: string;
  held: boolean;
  demo: boolean;
}

async function readCampaign(pool: Pool): Promise<Campaign | null> {
  const text = 'SELECT id, name, plan, status, held, demo FROM campaign ORDER BY created_at DESC LIMIT 1';
  const { rows } = await withActor(pool, actorSetting(engine), (client) => client.query<Row>(text));
  const row = rows[0];
  if (row === undefined) return null;
  const { plan } = row;
  const units = new Map<string, Named>([
    ...plan.bodies.map((body) => [body.key, body.name] as const),
    ...plan.departments.map((department) => [department.key, { zh: department.name }] as const),
    ...plan.units.map((unit) => [unit.key, { zh: unit.name }] as const),
  ]);
  return {
    ...row,
    calendar: makeCalendar(plan.calendar),
    unit: label(units),
    difficulty: label(namesOf(plan.difficulties)),
    role: label(namesOf(plan.roles)),
    phase: label(namesOf(plan.phases)),
  };
}

/** A key with its names; what the plan gives no English for keeps its Chinese one. */
export function keyed(key: string, { zh, en = zh }: Named): Keyed {
  return { key, name: zh, en };
}

function namesOf(parts: { key: string; name: Named }[]): Map<string, Named> {
  return new Map(parts.map(({ key, name }) => [key, name]));
}

function label(names: Map<string, Named>): (key: string) => Keyed {
  return (key) => keyed(key, names.get(key) ?? { zh: key });
}
