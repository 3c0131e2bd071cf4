import type { Pool } from 'pg';
import { countTold } from '../commands/import-progress.ts';
import { reckonDays } from '../commands/reckoning.ts';
import { reconcile, type ReconcileDeps } from '../commands/reconcile.ts';
import { recordPhase } from '../commands/record-phase.ts';
import { sealAudit } from '../commands/seal.ts';
import type { TickSummary } from '../commands/outbox/deps.ts';
import type { Moment } from '../domain/calendar.ts';
import { executeTimed, executeTimedObligation } from './execute-timed.ts';
import type {
  CampaignActivities,
  ImportActivities,
  ItemActivities,
  ObligationActivities,
  PostmanActivities,
  ScheduledActivities,
} from './types.ts';

export interface ActivityDeps {
  /** Connected as `duban_engine`. */
  pool: Pool;
  /** Virtual now. */
  now: () => Moment;
  /** How workflows stand in Temporal. */
  workflows: Omit<ReconcileDeps, 'pool'>;
}

/** Everything that workflows do to the world, but the postman's tick. */
export function createActivities(
  deps: ActivityDeps,
): ItemActivities & ObligationActivities & ImportActivities & CampaignActivities & ScheduledActivities {
  const { pool, now, workflows } = deps;
  return {
    execute: (order) => executeTimed({ pool, now }, order),
    executeObligation: (order) => executeTimedObligation({ pool, now }, order),
    countTold: (batch) => countTold(pool, batch),
    recordPhase: (change) => recordPhase(pool, change),
    reconcile: () => reconcile({ pool, ...workflows }),
    morning: async () => ({ days: await reckonDays(pool, now()), sealed: await sealAudit(pool, now()) }),
  };
}

/** The postman's, on a task queue and in a worker of its own: a storm of mail never keeps a command waiting. */
export function createPostmanActivities(deps: { tick: () => Promise<TickSummary> }): PostmanActivities {
  return { tick: deps.tick };
}
