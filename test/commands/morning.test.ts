import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { reckonDays } from '../../commands/reckoning.ts';
import { recordPhase } from '../../commands/record-phase.ts';
import { sealAudit, sealHash } from '../../commands/seal.ts';
import { launchedCampaign, type Stage } from '../support/campaign.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await launchedCampaign('2023-07-13T08:55');
});
afterEach(() => stage.close());

async function reckoned() {
  const text = 'SELECT day, planned, frozen, delivered, gap FROM day_reckoning ORDER BY day';
  return (await stage.owner.query<{ day: string; planned: number; frozen: number; delivered: number; gap: number }>(text)).rows;
}

/** Claims what is due on a day as the postman does, in one delivery of the state given. */
async function sent(day: string, state: string): Promise<void> {
  const delivery = randomUUID();
  const person = randomUUID();
  const client = await stage.owner.connect();
  try {
    await client.query('SELECT set_config(\'duban.actor\', \'{"units":"*"}\', false)');
    await client.query(
      `INSERT INTO delivery (id, campaign, unit, person, channel, "window", state, recipient, subject_line, bytes, lines, frozen_at)
       VALUES ($1, $2, 'weibin', $3, 'mail', now(), $4, 'a@example.invalid', '', '', 1, now())`,
      [delivery, stage.plan.id, person, state],
    );
    await client.query(
      `WITH claimed AS (UPDATE agenda SET claimed_at = now() WHERE (at AT TIME ZONE 'Asia/Shanghai')::date = $1::date RETURNING *)
       INSERT INTO delivery_line (subject, arm_revision, rung, person, channel, campaign, unit, delivery, key, due_at)
       SELECT subject, arm_revision, rung, $2, channel, campaign, unit, $3, subject::text || rung, at FROM claimed`,
      [day, person, delivery],
    );
  } finally {
    client.release(true);
  }
}

describe('the morning', () => {
  it('reckons each day that is over once: planned, frozen, delivered, and what is missing', async () => {
    await stage.enter('weibin', [{ problem: '甲' }, { problem: '乙' }]);
    await sent('2023-07-13', 'sent');
    await sent('2023-07-17', 'failed');
    const at = (day: string) => Date.parse(`${day}T08:00:00+08:00`);
    expect(await reckonDays(stage.pool, at('2023-07-13'))).toBe(0);
    expect(await reckonDays(stage.pool, at('2023-07-18'))).toBe(5);
    expect(await reckonDays(stage.pool, at('2023-07-18'))).toBe(0);
    const days = await reckoned();
    expect(days.map(({ day }) => day)).toEqual(['2023-07-13', '2023-07-14', '2023-07-15', '2023-07-16', '2023-07-17']);
    expect(days[0]).toEqual({ day: '2023-07-13', planned: 2, frozen: 2, delivered: 2, gap: 0 });
    expect(days[2]).toEqual({ day: '2023-07-15', planned: 0, frozen: 0, delivered: 0, gap: 0 });
    const monday = days[4];
    expect(monday?.planned).toBeGreaterThan(0);
    expect(monday).toMatchObject({ frozen: monday?.planned, delivered: 0, gap: monday?.planned });
  });

  it('seals the audit trail in batches, each chained to the one before', async () => {
    const now = stage.deps.now();
    await stage.enter('weibin', [{ problem: '甲' }, { problem: '乙' }]);
    const first = await sealAudit(stage.pool, now);
    expect(first).toBeGreaterThan(2);
    expect(await sealAudit(stage.pool, now)).toBe(0);
    await stage.enter('weibin', [{ problem: '丙' }]);
    const second = await sealAudit(stage.pool, now);
    const seals = await stage.owner.query<{ rows: number; previous: string; hash: string; first_id: number; last_id: number }>(
      'SELECT rows, previous, hash, first_id, last_id FROM audit_seal ORDER BY id',
    );
    expect(seals.rows.map((seal) => seal.rows)).toEqual([first, second]);
    const [one, two] = seals.rows;
    expect(two?.previous).toBe(one?.hash);
    const { rows } = await stage.owner.query<{ hash: string }>('SELECT hash FROM audit WHERE id BETWEEN $1 AND $2 ORDER BY id', [
      two?.first_id,
      two?.last_id,
    ]);
    expect(two?.hash).toBe(
      sealHash(
        one?.hash ?? '',
        rows.map((row) => row.hash),
      ),
    );
  });

  it('leaves rows unsealed whose writers have not finished', async () => {
    await stage.enter('weibin', [{ problem: '甲' }]);
    const writer = await stage.owner.connect();
    await writer.query('BEGIN');
    await writer.query('SELECT set_config(\'duban.actor\', \'{"units":"*"}\', true)');
    const entry = {
      campaign: stage.plan.id,
      unit: '*',
      subject: 's',
      at: 0,
      actor: 'a',
      role: 'engine',
      action: 'x',
      result: 'done',
      detail: {},
    };
    await writer.query('SELECT duban_audit($1)', [JSON.stringify([entry])]);
    const sealed = await sealAudit(stage.pool, stage.deps.now(), { patienceMs: 300 });
    await writer.query('COMMIT');
    writer.release();
    expect(sealed).toBe(0);
    expect(await sealAudit(stage.pool, stage.deps.now())).toBeGreaterThan(2);
  });
});

describe('a phase', () => {
  it('is recorded once, however often its workflow tells of it', async () => {
    const change = { campaign: stage.plan.id, phase: 'screening', event: 'starts', at: stage.deps.now() } as const;
    await Promise.all([recordPhase(stage.pool, change), recordPhase(stage.pool, change)]);
    await recordPhase(stage.pool, { ...change, event: 'ends' });
    const { rows } = await stage.owner.query<{ action: string }>(
      "SELECT action FROM audit WHERE detail ->> 'phase' = 'screening' ORDER BY id",
    );
    expect(rows.map((row) => row.action)).toEqual(['phaseStarted', 'phaseEnded']);
  });
});
