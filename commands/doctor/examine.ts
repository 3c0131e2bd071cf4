import type { Client } from '@temporalio/client';
import type { Pool } from 'pg';
import type { Moment } from '../../domain/calendar.ts';
import { withActor } from '../../platform/database.ts';
import { engine } from '../actors.ts';
import { actorSetting } from '../execute.ts';
import { examineAgendas } from './agendas.ts';
import { examineAudit } from './audit-chain.ts';
import { examineDeliveries } from './deliveries.ts';
import type { Finding } from './finding.ts';
import { examineRows } from './rows.ts';
import { examineWorkflows } from './workflows.ts';

export interface Examination {
  pool: Pool;
  /** Null when Temporal is away: everything else is examined all the same. */
  temporal: Client | null;
  repair: boolean;
  /** Virtual. */
  now: Moment;
}

/**
 * Looks for drift between rows, agenda, audit trail, outbox and workflows, in this order: what a later check builds on is mended first.
 * Each check is a transaction of its own. A broken audit chain is told and never mended.
 */
export async function examine({ pool, temporal, repair, now }: Examination): Promise<Finding[]> {
  const act = actorSetting(engine);
  const audit = await withActor(pool, act, (client) => examineAudit(client));
  const rows = await withActor(pool, act, (client) => examineRows(client, repair, new Set(audit.map((finding) => finding.subject))));
  const agendas = await withActor(pool, act, (client) => examineAgendas(pool, client, repair));
  const deliveries = await withActor(pool, act, (client) => examineDeliveries(client, repair, now));
  const workflows: Finding[] = temporal
    ? await withActor(pool, act, (client) => examineWorkflows(client, temporal, repair))
    : [{ ailment: 'temporal_away', subject: '-', detail: {}, remedy: 'told' }];
  return [...audit, ...rows, ...agendas, ...deliveries, ...workflows];
}
