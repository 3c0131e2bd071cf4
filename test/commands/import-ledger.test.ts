import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { confirmImport } from '../../commands/confirm-import.ts';
import { execute } from '../../commands/execute.ts';
import { importLedger } from '../../commands/import-ledger.ts';
import { enterPeople } from '../../commands/people.ts';
import { coordinator, declared, launchedCampaign, officer, type Stage } from '../support/campaign.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await launchedCampaign('2023-07-13T08:55');
});
afterAll(() => stage.close());

async function items(unit: string) {
  const text =
    'SELECT id, number, problem, status, declared, people, responsible, life, recurrence_of FROM ledger_item WHERE county = $1 ORDER BY number';
  return (
    await stage.owner.query<{
      id: string;
      number: number;
      problem: string;
      status: string;
      declared: boolean;
      people: number;
      responsible: string | null;
      recurrence_of: string | null;
    }>(text, [unit])
  ).rows;
}

describe('importing a ledger', () => {
  it('assigns open rows, closes declared rows unverified and without agenda', async () => {
    const summary = await stage.enter('weibin', [{ problem: '甲' }, { problem: '乙', done: true }]);
    expect(summary.counts).toMatchObject({ rows: 2, entered: 2, open: 1, declared: 1 });
    const rows = await items('weibin');
    expect(rows.map(({ status, declared }) => ({ status, declared }))).toEqual([
      { status: 'assigned', declared: false },
      { status: 'closed', declared: true },
    ]);
    const { rows: agenda } = await stage.owner.query<{ subject: string }>('SELECT DISTINCT subject FROM agenda WHERE unit = $1', [
      'weibin',
    ]);
    expect(agenda.map((row) => row.subject)).toEqual([rows[0]?.id]);
    const { rows: wakes } = await stage.owner.query<{ subject: string }>(
      "SELECT subject FROM wake WHERE kind = 'item' AND subject = ANY ($1)",
      [rows.map((row) => row.id)],
    );
    expect(wakes.map((row) => row.subject)).toEqual([rows[0]?.id]);
  });

  it('changes nothing when the same file comes again, and nothing when a copy with another name does', async () => {
    const ledger = { unitKey: 'fengquan', items: [declared({ problem: '甲' }), declared({ problem: '乙', row: 6 })], problems: [] };
    const options = { campaign: stage.plan.id, actor: coordinator, fileName: 'a.xlsx', fileHash: 'first' };
    await importLedger(stage.deps, ledger, options);
    const before = await items('fengquan');
    expect((await importLedger(stage.deps, ledger, options)).state).toBe('unchanged');
    const copy = await importLedger(stage.deps, ledger, { ...options, fileHash: 'copy' });
    expect(copy.counts).toMatchObject({ entered: 0, changed: 0, unchanged: 2 });
    expect(await items('fengquan')).toEqual(before);
  });

  it('writes nothing at all when any row has a fault', async () => {
    const ledger = { unitKey: 'muye', items: [declared({})], problems: [{ row: 5, code: 'due_fits_no_class', severity: 'fault' }] };
    const summary = await importLedger(stage.deps, ledger, {
      campaign: stage.plan.id,
      actor: coordinator,
      fileName: 'b.xlsx',
      fileHash: randomUUID(),
    });
    expect(summary.state).toBe('rejected');
    const { rows } = await stage.owner.query("SELECT DISTINCT action, result FROM audit WHERE action = 'importLedger' ORDER BY result");
    expect(rows).toEqual([
      { action: 'importLedger', result: 'done' },
      { action: 'importLedger', result: 'rejected' },
    ]);
    expect(await items('muye')).toEqual([]);
  });

  it('turns what a corrected file says differently into commands: done is a submission, figures are corrected', async () => {
    await stage.enter('xinxiang', [{ problem: '甲' }, { problem: '乙' }, { problem: '丙' }]);
    const summary = await stage.enter('xinxiang', [
      { problem: '丙', done: true, row: 5 },
      { problem: '新', row: 6 },
      { problem: '甲', people: 77, row: 7 },
    ]);
    expect(summary.counts).toMatchObject({ entered: 1, changed: 2, unchanged: 0 });
    const rows = await items('xinxiang');
    expect(rows.map(({ problem, status, people }) => [problem, status, people])).toEqual([
      ['甲', 'assigned', 77],
      ['乙', 'assigned', 10],
      ['丙', 'submitted', 10],
      ['新', 'assigned', 10],
    ]);
  });

  it('asks a person when a row only resembles an item, and leaves both alone', async () => {
    await stage.enter('yuanyang', [{ problem: '电工班两期合并授课，少开十二学时' }]);
    const summary = await stage.enter('yuanyang', [{ problem: '电工班两期合并授课，少开十六学时' }]);
    expect(summary.doubtful).toMatchObject([{ row: 5, reason: 'similar' }]);
    expect(summary.counts.entered).toBe(0);
    expect(await items('yuanyang')).toHaveLength(1);
  });

  it('does with a doubtful row what a person decides, once', async () => {
    const [item] = await items('yuanyang');
    const summary = await stage.enter('yuanyang', [{ problem: '电工班两期合并授课，少开十四学时', people: 99 }]);
    const answer = { batch: summary.batch, row: 5, reason: '', actor: coordinator };
    await confirmImport(stage.deps, { ...answer, decision: 'same' });
    expect(await items('yuanyang')).toMatchObject([{ id: item?.id, problem: '电工班两期合并授课，少开十四学时', people: 99 }]);
    await expect(confirmImport(stage.deps, { ...answer, decision: 'new' })).rejects.toMatchObject({ code: 'command_reused' });
    const other = await stage.enter('yuanyang', [{ problem: '电工班两期合并授课，少开十八学时' }]);
    await confirmImport(stage.deps, { ...answer, batch: other.batch, decision: 'new' });
    expect(await items('yuanyang')).toHaveLength(2);
  });

  it('moves an item to the class its row now gives only when a person approves, with a reason', async () => {
    await stage.enter('hongqi', [{ problem: '甲' }]);
    const row = { problem: '甲', difficulty: 'complex', due: '2023-07-15', dueText: '7月中旬前' };
    const summary = await stage.enter('hongqi', [row]);
    expect(summary.doubtful).toMatchObject([{ reason: 'reclassified' }]);
    const answer = { batch: summary.batch, row: 5, decision: 'same' as const, actor: coordinator };
    await expect(confirmImport(stage.deps, { ...answer, reason: '' })).rejects.toMatchObject({ code: 'reason_required' });
    await confirmImport(stage.deps, { ...answer, reason: '经研究同意' });
    expect((await items('hongqi'))[0]).toMatchObject({ life: { difficulty: 'complex', due: '2023-07-15' } });
  });

  it('enters a problem that recurs after its closing as a new item linked to the old', async () => {
    await stage.enter('fengqiu', [{ problem: '甲', done: true }]);
    await stage.enter('fengqiu', [{ problem: '甲', done: false }]);
    const [old, young] = await items('fengqiu');
    expect(old).toMatchObject({ status: 'closed' });
    expect(young).toMatchObject({ status: 'assigned', recurrence_of: old?.id });
    expect(young?.number).toBe((old?.number ?? 0) + 1);
  });

  it('never uses a number twice, whoever imports at the same moment', async () => {
    await Promise.all(
      ['weihui', 'huixian', 'changyuan'].map((unit) =>
        stage.enter(
          unit,
          Array.from({ length: 30 }, (_, n) => ({ problem: `问题${n}`, row: n + 5 })),
        ),
      ),
    );
    const { rows } = await stage.owner.query<{ n: number; d: number }>(
      'SELECT count(*) AS n, count(DISTINCT number) AS d FROM ledger_item',
    );
    expect(rows[0]?.n).toBe(rows[0]?.d);
  });

  it('enters one file once when two people import it at the same moment', async () => {
    const ledger = { unitKey: 'gaoxin', items: [declared({ problem: '甲' })], problems: [] };
    const options = {
      campaign: stage.plan.id,
      actor: coordinator,
      fileName: 'c.xlsx',
      fileHash: createHash('sha256').update('c').digest('hex'),
    };
    await Promise.all([importLedger(stage.deps, ledger, options), importLedger(stage.deps, ledger, options)]);
    expect(await items('gaoxin')).toHaveLength(1);
  });

  it('finds responsible persons by name in the unit, and hands items over when the directory learns the name', async () => {
    const person = { unit: 'huojia', duty: '', roles: [], phone: null, email: 'a@x.invalid', robot: null };
    const known = { campaign: stage.plan.id, actor: coordinator };
    await enterPeople(stage.deps, [{ ...person, name: '赵某' }], known);
    const summary = await stage.enter('huojia', [
      { problem: '甲', responsible: '赵某' },
      { problem: '乙', responsible: '钱某' },
    ]);
    expect(summary.counts.unmatchedPeople).toBe(1);
    const entered = await enterPeople(stage.deps, [{ ...person, name: '钱某' }], known);
    expect(entered).toEqual({ entered: 1, changed: 0, matched: 1 });
    expect((await items('huojia')).every((item) => item.responsible !== null)).toBe(true);
  });

  it('gives a member of the leadership group the address a directory names, whatever it calls the duty', async () => {
    const leader = stage.plan.bodies
      .flatMap((body) => body.members.map((member) => ({ ...member, unit: body.key })))
      .find(({ roles }) => roles.includes('leader'));
    const entry = {
      unit: leader?.unit ?? '',
      name: leader?.name ?? '',
      duty: '局长',
      roles: [],
      phone: null,
      email: 'leader@x.invalid',
      robot: null,
    };
    expect(await enterPeople(stage.deps, [entry], { campaign: stage.plan.id, actor: coordinator })).toMatchObject({
      entered: 0,
      changed: 1,
    });
    const { rows } = await stage.owner.query("SELECT name, email FROM person WHERE 'leader' = ANY (roles)");
    expect(rows).toEqual([{ name: leader?.name, email: 'leader@x.invalid' }]);
  });

  it('keeps what people did in between when the old file comes once more', async () => {
    await stage.enter('jingkai', [{ problem: '甲' }]);
    const [item] = await items('jingkai');
    await execute(stage.deps, {
      id: randomUUID(),
      subject: item?.id ?? '',
      actor: officer('jingkai'),
      command: { action: 'submit', note: '已办', evidence: [] },
    });
    await stage.enter('jingkai', [{ problem: '甲' }]);
    expect((await items('jingkai'))[0]?.status).toBe('submitted');
  });
});
