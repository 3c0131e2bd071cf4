import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { anchors } from '../../commands/doctor/audit-chain.ts';
import { examine } from '../../commands/doctor/examine.ts';
import type { Ailment } from '../../commands/doctor/finding.ts';
import { engine } from '../../commands/actors.ts';
import { record } from '../../commands/audit.ts';
import { inventDirectory } from '../../commands/demo.ts';
import { actorSetting, execute } from '../../commands/execute.ts';
import { sealAudit } from '../../commands/seal.ts';
import { withActor } from '../../platform/database.ts';
import { launchedCampaign, officer, type Stage } from '../support/campaign.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await launchedCampaign('2023-07-13T08:55');
  await inventDirectory(stage.deps, stage.plan);
  await stage.enter('yanjin', [
    { problem: '甲', due: '2023-07-15', dueText: '7月中旬前', difficulty: 'complex' },
    { problem: '乙' },
    { problem: '丙', done: true },
  ]);
});
afterAll(() => stage.close());

const look = async (repair = false, anchor: string | null = null) => {
  const findings = await examine({ pool: stage.pool, temporal: null, repair, now: stage.deps.now(), anchor });
  return findings.filter((finding) => finding.ailment !== 'temporal_away');
};
const ailing = async (): Promise<Ailment[]> => (await look()).map((finding) => finding.ailment);

async function item(problem: string): Promise<string> {
  return (await stage.owner.query<{ id: string }>('SELECT id FROM ledger_item WHERE problem = $1', [problem])).rows[0]?.id ?? '';
}

async function agendaOf(subject: string): Promise<object[]> {
  return (await stage.owner.query<object>('SELECT rung, at, roles, claimed_at FROM agenda WHERE subject = $1 ORDER BY at, rung', [subject]))
    .rows;
}

describe('the doctor', () => {
  it('finds nothing amiss in a ledger that was only changed by commands', async () => {
    const command = { action: 'sign' as const };
    await execute(stage.deps, { id: randomUUID(), subject: await item('甲'), actor: officer('yanjin'), command });
    expect(await look()).toEqual([]);
  });

  it('plans missing messages again exactly as they were', async () => {
    const subject = await item('甲');
    const before = await agendaOf(subject);
    await stage.owner.query("DELETE FROM agenda WHERE subject = $1 AND rung LIKE 'complex:+%'", [subject]);
    expect(await ailing()).toEqual(['agenda_missing']);
    expect(await look(true)).toMatchObject([{ ailment: 'agenda_missing', remedy: 'mended', detail: { rows: 5 } }]);
    expect(await agendaOf(subject)).toEqual(before);
    expect(await look()).toEqual([]);
  });

  it('takes away messages that should not be, and sets right those at another moment', async () => {
    const subject = await item('甲');
    const before = await agendaOf(subject);
    await stage.owner.query("UPDATE agenda SET at = at + interval '1 day' WHERE subject = $1 AND rung = 'complex:0'", [subject]);
    await stage.owner.query(
      `INSERT INTO agenda (subject, arm_revision, rung, channel, campaign, unit, at, kind, roles, stopped_by)
       SELECT id, 1, 'complex:+1', 'mail', campaign, county, now(), 'escalation', '{leader}', '{}' FROM ledger_item WHERE problem = '丙'`,
    );
    expect((await ailing()).sort()).toEqual(['agenda_stray', 'agenda_stray']);
    await look(true);
    expect(await agendaOf(subject)).toEqual(before);
    expect(await agendaOf(await item('丙'))).toEqual([]);
  });

  it('leaves claimed messages as the history they are', async () => {
    const subject = await item('乙');
    await stage.owner.query("UPDATE agenda SET claimed_at = now() WHERE subject = $1 AND rung = 'assigned'", [subject]);
    expect(await look(true)).toEqual([]);
    expect(await agendaOf(subject)).toContainEqual(expect.objectContaining({ rung: 'assigned', claimed_at: expect.any(Number) }));
  });

  it('restores an item that was edited past the commands from its last audited act', async () => {
    const subject = await item('乙');
    const life = async () =>
      (await stage.owner.query<{ life: object; status: string }>('SELECT life, status FROM ledger_item WHERE id = $1', [subject])).rows;
    const before = await life();
    await stage.owner.query(`UPDATE ledger_item SET life = jsonb_set(life, '{due}', '"2030-01-01"'), due = '2030-01-01' WHERE id = $1`, [
      subject,
    ]);
    expect(await ailing()).toContain('row_edited');
    await look(true);
    expect(await life()).toEqual(before);
    expect(await look()).toEqual([]);
    const { rows } = await stage.owner.query('SELECT actor, action FROM audit WHERE subject = $1 ORDER BY seq DESC LIMIT 1', [subject]);
    expect(rows).toEqual([{ actor: 'doctor', action: 'restoreRow' }]);
  });

  it('rewrites filter columns that contradict the state', async () => {
    const subject = await item('乙');
    await stage.owner.query("UPDATE ledger_item SET status = 'closed' WHERE id = $1", [subject]);
    expect(await ailing()).toContain('row_copies');
    await look(true);
    expect(await look()).toEqual([]);
    expect((await stage.owner.query('SELECT status FROM ledger_item WHERE id = $1', [subject])).rows).toEqual([{ status: 'assigned' }]);
  });

  it('tells of messages that are due and that no postman takes', async () => {
    stage.setNow('2023-07-13T09:30');
    expect(await look(true)).toMatchObject([{ ailment: 'message_overdue', remedy: 'told' }]);
    stage.setNow('2023-07-13T08:55');
  });

  it('tells of a role that nobody holds who can be written to, before its message falls due', async () => {
    await stage.owner.query(`UPDATE person SET email = NULL WHERE 'leader' = ANY (roles)`);
    const found = (await look()).filter(({ ailment }) => ailment === 'unreachable');
    expect(found).toContainEqual({
      ailment: 'unreachable',
      subject: 'yanjin',
      detail: { role: 'leader', rows: expect.any(Number) },
      remedy: 'told',
    });
    await stage.owner.query(`UPDATE person SET email = 'leader@people.invalid' WHERE 'leader' = ANY (roles)`);
    expect((await look()).filter(({ ailment }) => ailment === 'unreachable')).toEqual([]);
  });

  it('makes messages that no postman would ever take due again, with their bytes and whether they may have gone', async () => {
    const put = async (state: string, next: string, sent = 'NULL') => {
      const text = `INSERT INTO delivery (id, campaign, unit, person, channel, "window", state, next_attempt_at, leased_until, recipient, subject_line, bytes, lines, frozen_at)
        SELECT gen_random_uuid(), id, 'yanjin', gen_random_uuid(), 'mail', now(), $1, ${next}, ${sent}, 'a@people.invalid', '', 'bytes', 1, now() FROM campaign RETURNING id`;
      return (await stage.owner.query<{ id: string }>(text, [state])).rows[0]?.id ?? '';
    };
    const lost = await put('sending', 'NULL');
    const never = await put('pending', "'2099-01-01'");
    await put('pending', "'2023-07-14T09:00+08'");
    await put('sent', 'NULL');
    const refused = await put('failed', 'NULL');
    const found = (await look(true)).filter(({ ailment }) => ailment.startsWith('delivery'));
    const stuck = { ailment: 'delivery_stuck', detail: {}, remedy: 'mended' };
    expect(found).toHaveLength(3);
    expect(found).toEqual(
      expect.arrayContaining([
        { ...stuck, subject: lost },
        { ...stuck, subject: never },
        { ailment: 'delivery_failed', subject: refused, detail: {}, remedy: 'told' },
      ]),
    );
    const { rows } = await stage.owner.query('SELECT state, next_attempt_at AS next FROM delivery WHERE id = ANY ($1)', [[lost, never]]);
    expect(rows).toEqual(
      expect.arrayContaining([
        { state: 'sending', next: stage.deps.now() },
        { state: 'pending', next: stage.deps.now() },
      ]),
    );
    await stage.owner.query('DELETE FROM delivery');
  });

  it('tells of messages that are frozen and due, and that no postman sends', async () => {
    stage.setNow('2023-07-13T10:30');
    await stage.owner.query('UPDATE agenda SET claimed_at = at WHERE at < $1', [new Date(stage.deps.now())]);
    expect(await look()).toEqual([]);
    await stage.owner.query(
      `INSERT INTO delivery (id, campaign, unit, person, channel, "window", state, next_attempt_at, recipient, subject_line, bytes, lines, frozen_at)
       SELECT gen_random_uuid(), id, 'yanjin', gen_random_uuid(), 'mail', now(), 'pending', '2023-07-13T09:00+08', 'a@people.invalid', '', 'bytes', 1, now() FROM campaign`,
    );
    expect(await look(true)).toMatchObject([{ ailment: 'message_overdue', detail: { rows: 0, messages: 1 }, remedy: 'told' }]);
    stage.setNow('2023-07-13T20:00');
    expect(await look()).toEqual([]);
    await stage.owner.query('DELETE FROM delivery');
  });

  it('mends what is amiss while people change it, and never puts an older plan over a newer', async () => {
    const problems = Array.from({ length: 12 }, (_, n) => `边改边修${n}`);
    await stage.enter(
      'weihui',
      problems.map((problem) => ({ problem, due: '2023-07-15', dueText: '7月中旬前', difficulty: 'complex' })),
    );
    const subjects = await Promise.all(problems.map(item));
    const done = new AbortController();
    const spoiling = (async () => {
      while (!done.signal.aborted) await stage.owner.query("DELETE FROM agenda WHERE unit = 'weihui' AND rung LIKE 'complex:+%'");
    })();
    const office = { id: 'account-coordinator', role: 'coordinator' as const };
    const changing = subjects.map(async (subject) => {
      for (const difficulty of ['difficult', 'complex', 'difficult', 'complex']) {
        const command = { action: 'reclassify' as const, difficulty, reason: '调整' };
        await execute(stage.deps, { id: randomUUID(), subject, actor: office, command });
      }
    });
    const mending = (async () => {
      while (!done.signal.aborted) await look(true);
    })();
    await Promise.all(changing);
    done.abort();
    await Promise.all([spoiling, mending]);
    await look(true);
    expect(await look()).toEqual([]);
  });

  it.each([
    ['edited', `UPDATE audit SET result = 'refused:wrong_status' WHERE subject = $1 AND seq = 1`],
    [
      'inserted',
      `INSERT INTO audit (campaign, unit, subject, seq, at, actor, role, action, result, detail, previous, hash) SELECT campaign, unit, subject, 9, at, actor, role, 'close', result, detail, hash, 'x' FROM audit WHERE subject = $1 AND seq = 1`,
    ],
    ['deleted', `DELETE FROM audit WHERE subject = $1 AND seq = 1`],
    [
      'put in another order',
      `UPDATE audit a SET action = b.action, detail = b.detail, life = b.life, result = b.result, at = b.at FROM audit b
       WHERE a.subject = $1 AND b.subject = $1 AND (a.seq, b.seq) IN ((1, 2), (2, 1))`,
    ],
    ['cut off at its end', `DELETE FROM audit WHERE subject = $1 AND seq = (SELECT max(seq) FROM audit WHERE subject = $1)`],
  ])('tells of an audit chain that was %s, and never mends it', async (_, tamper) => {
    const problem = `审计${randomUUID()}`;
    await stage.enter('huojia', [{ problem }]);
    const subject = await item(problem);
    await execute(stage.deps, { id: randomUUID(), subject, actor: officer('huojia'), command: { action: 'sign' } });
    await stage.owner.query(tamper, [subject]);
    const told = (await look(true)).filter((finding) => finding.subject === subject && finding.ailment === 'audit_broken');
    expect(told).not.toEqual([]);
    expect(told.every((finding) => finding.remedy === 'told')).toBe(true);
    expect((await look()).some((finding) => finding.subject === subject && finding.ailment === 'audit_broken')).toBe(true);
  });
});

describe('the seals of the audit trail', () => {
  it('show an entry that was taken out of them, and an anchor kept outside shows that they were cut off', async () => {
    await sealAudit(stage.pool, stage.deps.now());
    const subject = `account:${randomUUID()}`;
    const act = {
      campaign: stage.plan.id,
      unit: '*',
      subject,
      at: stage.deps.now(),
      actor: 'x',
      role: 'none',
      result: 'done',
      detail: {},
    } as const;
    await record(stage.pool, { ...act, action: 'logIn' });
    await record(stage.pool, { ...act, action: 'logOut' });
    await sealAudit(stage.pool, stage.deps.now());
    const [kept] = await withActor(stage.pool, actorSetting(engine), anchors);
    const broken = async (anchor: string | null = null) =>
      (await look(true, anchor)).filter(({ ailment, subject: whose }) => ailment === 'audit_broken' && !/^[0-9a-f]{8}-/.test(whose));
    expect(await broken(kept?.hash)).toEqual([]);
    await stage.owner.query('DELETE FROM audit WHERE subject = $1 AND seq = 2', [subject]);
    expect(await broken()).toMatchObject([{ subject: `campaign:${stage.plan.id}`, remedy: 'told' }]);
    await stage.owner.query('DELETE FROM audit WHERE subject = $1', [subject]);
    await stage.owner.query('DELETE FROM audit_seal WHERE hash = $1', [kept?.hash]);
    expect(await broken()).toEqual([]);
    expect(await broken(kept?.hash)).toEqual([{ ailment: 'audit_broken', subject: '-', detail: { anchor: kept?.hash }, remedy: 'told' }]);
  });
});
