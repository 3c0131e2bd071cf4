import type { Pool } from 'pg';
import type { Moment } from '../domain/calendar.ts';
import { withActor } from '../platform/database.ts';
import { engine } from './actors.ts';
import { actorSetting } from './execute.ts';
import { append } from './audit.ts';

/** Writes a phase's start or end into the campaign's audit chain, at the moment the plan gives it. Told again it writes nothing. */
export async function recordPhase(
  pool: Pool,
  { campaign, phase, event, at }: { campaign: string; phase: string; event: 'starts' | 'ends'; at: Moment },
): Promise<void> {
  const subject = `campaign:${campaign}`;
  const action = event === 'starts' ? 'phaseStarted' : 'phaseEnded';
  await withActor(pool, actorSetting(engine), async (client) => {
    // The lock of the audit chain itself (seed 7): between looking and writing nobody else writes.
    await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 7))', [subject]);
    const known = await client.query(`SELECT 1 FROM audit WHERE subject = $1 AND action = $2 AND detail ->> 'phase' = $3`, [
      subject,
      action,
      phase,
    ]);
    if (known.rowCount !== 0) return;
    await append(client, [
      { campaign, unit: '*', subject, at, actor: engine.id, role: engine.role, action, result: 'done', detail: { phase } },
    ]);
  });
}
