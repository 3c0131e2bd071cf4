import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { examine } from '../../commands/doctor/examine.ts';
import type { Ailment } from '../../commands/doctor/finding.ts';
import { execute } from '../../commands/execute.ts';
import { launchedCampaign, officer, type Stage } from '../support/campaign.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await launchedCampaign('2023-07-13T08:55');
  await stage.enter('yanjin', [
    { problem: '甲', due: '2023-07-15', dueText: '7月中旬前', difficulty: 'complex' },
    { problem: '乙' },
    { problem: '丙', done: true },
  ]);
});
afterAll(() => stage.close());

const look = async (repair = false) => {
  const findings = await examine({ pool: stage.pool, temporal: null, repair, now: stage.deps.now() });
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

  it.each([
    ['edited', `UPDATE audit SET result = 'refused:wrong_status' WHERE subject = $1 AND seq = 1`],
    [
      'inserted',
      `INSERT INTO audit (campaign, unit, subject, seq, at, actor, role, action, result, detail, previous, hash) SELECT campaign, unit, subject, 9, at, actor, role, 'close', result, detail, hash, 'x' FROM audit WHERE subject = $1 AND seq = 1`,
    ],
    ['deleted', `DELETE FROM audit WHERE subject = $1 AND seq = 1`],
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
