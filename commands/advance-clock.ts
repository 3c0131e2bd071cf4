import type { Pool } from 'pg';
import { makeCalendar, type Moment } from '../domain/calendar.ts';
import { DomainError } from '../domain/errors.ts';
import type { Plan } from '../domain/plan.ts';
import { withActor } from '../platform/database.ts';
import { engine } from './actors.ts';
import { moveClock, readOffset } from './clock.ts';
import { actorSetting } from './execute.ts';

export interface AdvanceDeps {
  pool: Pool;
  /** Asks the postman for a tick now; it would come within a minute by itself. */
  callPostman: () => Promise<void>;
  /** Told at each opening the clock stops at. */
  onStop?: (at: Moment) => void;
}

const patienceMs = 30_000;

/**
 * Moves a demonstration's clock forward to `to`, stopping at every window on the way in which something is due until the postman has
 * claimed it: each morning's letters leave on their morning, not as a heap of late ones. Then every open subject is told.
 * @throws DomainError `not_permitted` outside a demonstration, `clock_backwards`
 */
export async function advanceClock(deps: AdvanceDeps, to: Moment): Promise<void> {
  const { pool } = deps;
  const plan = await demoPlan(pool);
  const calendar = makeCalendar(plan.calendar);
  if (to < Date.now() + (await readOffset(pool))) throw new DomainError('clock_backwards');
  for (;;) {
    const due = await nextDue(pool, to);
    if (due === null) break;
    const now = Date.now() + (await readOffset(pool));
    const opening = calendar.isOpen(Math.max(due, now)) ? Math.max(due, now) : calendar.openingOnOrAfter(Math.max(due, now));
    if (opening > to) break;
    if (opening > now) await moveClock(pool, opening);
    deps.onStop?.(opening);
    if (!(await claimed(deps, opening))) break;
  }
  const now = Date.now() + (await readOffset(pool));
  if (to > now) await moveClock(pool, to);
  await wakeOpenSubjects(pool);
}

/** Wakes every subject whose workflow sleeps: the relay brings each its newest state and the clock's offset. */
export async function wakeOpenSubjects(pool: Pool): Promise<number> {
  return withActor(pool, actorSetting(engine), async (client) => {
    const woken = await client.query(
      'INSERT INTO wake (kind, campaign, subject) SELECT kind, campaign, id::text FROM subject WHERE is_open',
    );
    await client.query("INSERT INTO wake (kind, campaign, subject) SELECT 'campaign', id, id FROM campaign WHERE status <> 'closed'");
    await client.query('NOTIFY duban_wake');
    return woken.rowCount ?? 0;
  });
}

async function demoPlan(pool: Pool): Promise<Plan> {
  const { rows } = await withActor(pool, actorSetting(engine), (client) =>
    client.query<{ plan: Plan; demo: boolean }>('SELECT plan, demo FROM campaign LIMIT 1'),
  );
  const campaign = rows[0];
  if (!campaign?.demo) throw new DomainError('not_permitted');
  return campaign.plan;
}

async function nextDue(pool: Pool, to: Moment): Promise<Moment | null> {
  const text =
    'SELECT (extract(epoch FROM min(at)) * 1000)::float8 AS at FROM agenda WHERE claimed_at IS NULL AND NOT unreached AND at <= to_timestamp($1 / 1000.0)';
  const { rows } = await withActor(pool, actorSetting(engine), (client) => client.query<{ at: number | null }>(text, [to]));
  return rows[0]?.at ?? null;
}

/** Asks for rounds until one has claimed everything due: a call that meets a round still under way is passed over by its schedule. */
async function claimed({ pool, callPostman }: AdvanceDeps, until: Moment): Promise<boolean> {
  for (const start = Date.now(); Date.now() - start < patienceMs;) {
    await callPostman();
    for (let look = 0; look < 10; look++) {
      if ((await nextDue(pool, until)) === null) return true;
      await new Promise((resolve) => setTimeout(resolve, 150));
    }
  }
  return false;
}
