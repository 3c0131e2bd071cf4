import { randomUUID } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import type { Moment } from '../domain/calendar.ts';
import type { Plan } from '../domain/plan.ts';
import { rulesOfClass } from '../domain/rules.ts';
import { withActor } from '../platform/database.ts';
import { engine } from './actors.ts';
import { enterObligations } from './enter-obligations.ts';
import { actorSetting } from './execute.ts';
import { readOffset, setOffset } from './clock.ts';
import { append, type AuditEntry } from './audit.ts';

export interface LaunchOptions {
  /** Virtual now at launch; null: real time. */
  at: Moment | null;
  /** A demonstration: the clock may be moved, addresses of people are made up, and no mail leaves the machine. */
  demo: boolean;
  now: () => Moment;
}

export interface Launched {
  campaign: string;
  /** False when the campaign was there before: nothing has changed. */
  isNew: boolean;
  demo: boolean;
}

/** A start that contradicts what the data already holds. */
export class LaunchRefused extends Error {
  readonly code: 'other_time' | 'other_plan';

  constructor(code: LaunchRefused['code']) {
    super(code);
    this.name = 'LaunchRefused';
    this.code = code;
  }
}

/**
 * Makes the campaign of a plan: its row, units, rules, the people its organisation names and everything its units owe, in one transaction.
 * Launched again it is left as it is; the virtual clock keeps its offset, so another `at` is refused.
 * @throws LaunchRefused
 */
export async function launch(pool: Pool, plan: Plan, options: LaunchOptions): Promise<Launched> {
  const found = await withActor(pool, actorSetting(engine), (client) =>
    client.query<{ id: string; demo: boolean; launched_at: Moment }>('SELECT id, demo, launched_at FROM campaign'),
  );
  const existing = found.rows[0];
  if (existing) {
    if (existing.id !== plan.id) throw new LaunchRefused('other_plan');
    if (options.at !== null && options.at !== existing.launched_at) throw new LaunchRefused('other_time');
    return { campaign: plan.id, isNew: false, demo: existing.demo };
  }
  if (options.at !== null) await setOffset(pool, options.at - options.now());
  const launchedAt = options.at ?? options.now() + (await readOffset(pool));
  await withActor(pool, actorSetting(engine), async (client) => {
    await client.query('INSERT INTO campaign (id, name, plan, demo, launched_at) VALUES ($1, $2, $3, $4, to_timestamp($5 / 1000.0))', [
      plan.id,
      plan.name.zh,
      JSON.stringify(plan),
      options.demo,
      launchedAt,
    ]);
    await insertRules(client, plan);
    await insertUnits(client, plan);
    await insertBodies(client, plan);
    await enterObligations(client, plan, launchedAt);
    await append(client, [launchEntry(plan, launchedAt)]);
    await client.query("INSERT INTO wake (kind, campaign, subject) VALUES ('campaign', $1, $1)", [plan.id]);
    await client.query('NOTIFY duban_wake');
  });
  return { campaign: plan.id, isNew: true, demo: options.demo };
}

async function insertRules(client: PoolClient, plan: Plan): Promise<void> {
  for (const difficulty of plan.difficulties) {
    const rules = rulesOfClass(plan, difficulty, 1);
    await client.query('INSERT INTO rules (campaign, key, version, rules) VALUES ($1, $2, 1, $3)', [
      plan.id,
      difficulty.key,
      JSON.stringify(rules),
    ]);
  }
}

async function insertUnits(client: PoolClient, plan: Plan): Promise<void> {
  await client.query(
    `INSERT INTO unit (campaign, key, name, addressed_as, kind)
     SELECT $1, u.key, u.name, u."addressedAs", u.kind FROM jsonb_to_recordset($2) AS u (key text, name text, "addressedAs" text, kind text)`,
    [plan.id, JSON.stringify(plan.units)],
  );
}

/** The bodies of the plan's organisation: each member with the roles it holds there. Where to reach them comes from the directory. */
async function insertBodies(client: PoolClient, plan: Plan): Promise<void> {
  const members = plan.bodies.flatMap((body) =>
    body.members.map((member) => ({
      ...member,
      id: randomUUID(),
      unit: body.key,
      phone: member.phone ?? null,
      email: member.email ?? null,
    })),
  );
  await client.query(
    `INSERT INTO person (id, campaign, unit, name, duty, roles, phone, email)
     SELECT p.id, $1, p.unit, p.name, p.duty, p.roles, p.phone, p.email
     FROM jsonb_to_recordset($2) AS p (id uuid, unit text, name text, duty text, roles text[], phone text, email text)
     ON CONFLICT DO NOTHING`,
    [plan.id, JSON.stringify(members)],
  );
}

function launchEntry(plan: Plan, at: Moment): AuditEntry {
  const obligations = plan.obligations.reduce((sum, { owedBy }) => sum + owedBy.length, 0);
  const detail = { documentNumber: plan.documentNumber, units: plan.units.length, obligations };
  return {
    campaign: plan.id,
    unit: '*',
    subject: `campaign:${plan.id}`,
    at,
    actor: engine.id,
    role: engine.role,
    action: 'launch',
    result: 'done',
    detail,
  };
}
