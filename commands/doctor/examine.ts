import type { Client } from '@temporalio/client';
import type { Pool, PoolClient } from 'pg';
import type { Moment } from '../../domain/calendar.ts';
import { withActor } from '../../platform/database.ts';
import { engine } from '../actors.ts';
import { actorSetting } from '../execute.ts';
import { examineAgendas } from './agendas.ts';
import { examineAudit } from './audit-chain.ts';
import { examineDeliveries } from './deliveries.ts';
import type { Finding } from './finding.ts';
import { examineReach } from './reach.ts';
import { examineRows } from './rows.ts';
import { examineWorkflows } from './workflows.ts';

export interface Examination {
  pool: Pool;
  /** Null when Temporal is away: everything else is examined all the same. */
  temporal: Client | null;
  repair: boolean;
  /** Virtual. */
  now: Moment;
  /** A seal's hash that was kept outside, to show whether anything up to it was cut off. */
  anchor?: string | null;
}

/**
 * Looks for drift between rows, agenda, audit trail, outbox and workflows, in this order: what a later check builds on is mended first.
 * Each check is a transaction of its own; people go on working meanwhile. A broken audit chain is told and never mended.
 */
export async function examine({ pool, temporal, repair, now, anchor = null }: Examination): Promise<Finding[]> {
  const checked = <T>(check: (client: PoolClient) => Promise<T>) => withActor(pool, actorSetting(engine), check);
  const audit = await checked((client) => examineAudit(client, anchor));
  const untrusted = new Set(audit.map((finding) => finding.subject));
  const rows = await checked((client) => examineRows(client, { repair, untrusted, now }));
  const agendas = await checked((client) => examineAgendas(pool, client, repair));
  const reach = await checked((client) => examineReach(client, now));
  const deliveries = await checked((client) => examineDeliveries(client, repair, now));
  const workflows: Finding[] = temporal
    ? await examineWorkflows({ pool, temporal, repair })
    : [{ ailment: 'temporal_away', subject: '-', detail: {}, remedy: 'told' }];
  return [...audit, ...rows, ...agendas, ...reach, ...deliveries, ...workflows];
}
