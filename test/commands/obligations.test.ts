import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { wakeOpenSubjects } from '../../commands/advance-clock.ts';
import { examine } from '../../commands/doctor/examine.ts';
import { inventDirectory } from '../../commands/demo.ts';
import { beforeLaunch } from '../../commands/enter-obligations.ts';
import { actorSetting } from '../../commands/execute.ts';
import { executeObligation, type ObligationAnswer } from '../../commands/execute-obligation.ts';
import type { News } from '../../commands/news.ts';
import { reconcile } from '../../commands/reconcile.ts';
import { relayRound } from '../../commands/relay.ts';
import type { Actor } from '../../domain/actor.ts';
import type { ObligationCommand } from '../../domain/decide-obligation.ts';
import { withActor } from '../../platform/database.ts';
import { obligationWorkflowId } from '../../workflows/ids.ts';
import { coordinator, launchedCampaign, officer, secondCoordinator, type Stage } from '../support/campaign.ts';

let stage: Stage;
const county = officer('yanjin');
const submit: ObligationCommand = { action: 'submit', note: '七月进展', evidence: [] };

beforeAll(async () => {
  stage = await launchedCampaign('2023-07-13T08:55', { obligations: true });
  await inventDirectory(stage.deps, stage.plan);
});
afterAll(() => stage.close());

async function idOf(unit: string, key: string): Promise<string> {
  const { rows } = await stage.owner.query<{ id: string }>('SELECT id FROM obligation WHERE unit = $1 AND key = $2', [unit, key]);
  return rows[0]?.id ?? '';
}
const give = (subject: string, actor: Actor, command: ObligationCommand, id = randomUUID()): Promise<ObligationAnswer> =>
  executeObligation(stage.deps, { id, subject, actor, command });
async function unclaimed(subject: string): Promise<string[]> {
  const text = 'SELECT rung FROM agenda WHERE subject = $1 AND claimed_at IS NULL ORDER BY at, rung';
  return (await stage.owner.query<{ rung: string }>(text, [subject])).rows.map(({ rung }) => rung);
}
async function count(table: 'audit' | 'wake' | 'command', subject: string): Promise<number> {
  return (await stage.owner.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table} WHERE subject = $1`, [subject])).rows[0]?.n ?? 0;
}

describe('a launch', () => {
  it('enters everything the plan’s units owe, each with its audit row', async () => {
    const owed = stage.plan.obligations.flatMap(({ key, owedBy }) => owedBy.map((unit) => `${unit} ${key}`));
    const { rows } = await stage.owner.query<{ name: string }>("SELECT unit || ' ' || key AS name FROM obligation");
    expect(rows.map(({ name }) => name).sort()).toEqual(owed.sort());
    const audited = await stage.owner.query('SELECT 1 FROM audit a JOIN obligation o ON o.id::text = a.subject WHERE a.seq = 1');
    expect(audited.rowCount).toBe(owed.length);
  });

  it('waives what was due before it with the reason, and sends nothing about it', async () => {
    const before = stage.plan.obligations.filter(({ due }) => due < '2023-07-13').map(({ key }) => key);
    expect(before).toContain('suspected-list');
    const { rows } = await stage.owner.query<{ key: string }>("SELECT DISTINCT key FROM obligation WHERE status = 'waived' ORDER BY 1");
    expect(rows.map(({ key }) => key)).toEqual(before.sort());
    const id = await idOf('yanjin', 'suspected-list');
    expect([await unclaimed(id), await count('wake', id)]).toEqual([[], 0]);
    const { rows: acts } = await stage.owner.query('SELECT action, actor, detail FROM audit WHERE subject = $1', [id]);
    expect(acts).toEqual([{ action: 'waive', actor: 'engine', detail: { reason: beforeLaunch } }]);
  });

  it('begins what was owed already and is not due yet at the next opening', async () => {
    const id = await idOf('yanjin', 'monthly-report:2023-07');
    const { rows } = await stage.owner.query<{ rung: string; at: number }>('SELECT rung, at FROM agenda WHERE subject = $1 ORDER BY at', [
      id,
    ]);
    expect(rows[0]).toEqual({ rung: 'assigned', at: Date.parse('2023-07-13T09:00:00+08:00') });
    expect(rows.map(({ rung }) => rung)).toContain('obligation:+6');
  });

  it('plans what begins months later whole, on its own days', async () => {
    const id = await idOf('yanjin', 'final-summary');
    const { rows } = await stage.owner.query<{ at: number }>("SELECT at FROM agenda WHERE subject = $1 AND rung = 'assigned'", [id]);
    expect(rows).toEqual([{ at: Date.parse('2023-12-01T09:00:00+08:00') }]);
  });

  it('wakes every open one, and the relay carries what its workflow needs, under 4 KB and free of people', async () => {
    const told: News[] = [];
    const tell = (news: News) => {
      told.push(news);
      return Promise.resolve();
    };
    const silent = { info: () => undefined, warn: () => undefined };
    await relayRound({ pool: stage.pool, tell, log: silent });
    const open = (await stage.owner.query("SELECT 1 FROM obligation WHERE status = 'owed'")).rowCount;
    const obligations = told.filter((news) => news.kind === 'obligation');
    expect(obligations).toHaveLength(open ?? 0);
    const july = obligations.find(({ unit, key }) => unit === 'yanjin' && key === 'monthly-report:2023-07');
    expect(july).toMatchObject({
      rules: { key: 'obligation:monthly-report:2023-07' },
      state: { standing: 'open', due: '2023-07-31', signed: null },
    });
    for (const news of obligations) expect(Buffer.byteLength(JSON.stringify(news))).toBeLessThan(4_096);
  });
});

describe('a command to an obligation', () => {
  it('writes state, audit, agenda and wake row together when a county submits', async () => {
    const id = await idOf('weihui', 'monthly-report:2023-07');
    const [audits, wakes] = [await count('audit', id), await count('wake', id)];
    const answer = await give(id, officer('weihui'), submit);
    expect(answer).toMatchObject({ outcome: 'done', obligation: { status: 'submitted', revision: 2 } });
    if (answer.outcome === 'done') expect(answer.receipt.cancelled.map(({ rung }) => rung)).toContain('obligation:+1');
    expect(await unclaimed(id)).toEqual([]);
    expect([await count('audit', id), await count('wake', id)]).toEqual([audits + 1, wakes + 1]);
    expect(await give(id, coordinator, { action: 'accept', note: '齐全' })).toMatchObject({
      outcome: 'done',
      obligation: { status: 'accepted' },
    });
    expect(await give(id, coordinator, { action: 'return', reason: '再看' })).toMatchObject({
      outcome: 'refused',
      code: 'already_settled',
    });
  });

  it('is answered once however often it is given, and its id is nobody else’s', async () => {
    const id = await idOf('huojia', 'monthly-report:2023-07');
    const command = randomUUID();
    const answers = await Promise.all(Array.from({ length: 12 }, () => give(id, officer('huojia'), submit, command)));
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(answers[0]?.outcome).toBe('done');
    expect(await count('audit', id)).toBe(2);
    const other = await idOf('huojia', 'screening');
    expect(await give(other, officer('huojia'), submit, command)).toEqual({ outcome: 'refused', code: 'command_reused', details: {} });
  });

  it('that is refused is audited and changes nothing', async () => {
    const id = await idOf('hongqi', 'screening');
    const before = await unclaimed(id);
    expect(await give(id, coordinator, { action: 'accept', note: '' })).toMatchObject({ outcome: 'refused', code: 'wrong_status' });
    const { rows } = await stage.owner.query('SELECT result FROM audit WHERE subject = $1 ORDER BY seq', [id]);
    expect(rows).toEqual([{ result: 'done' }, { result: 'refused:wrong_status' }]);
    expect(await unclaimed(id)).toEqual(before);
  });

  it('plans the new ladder when it is returned, and lets nobody accept what they submitted', async () => {
    const id = await idOf('muye', 'monthly-report:2023-07');
    await give(id, officer('muye'), submit);
    expect(await give(id, { ...coordinator, id: officer('muye').id }, { action: 'accept', note: '' })).toMatchObject({
      code: 'self_acceptance',
    });
    await give(id, secondCoordinator, { action: 'return', reason: '缺少数据' });
    const { rows } = await stage.owner.query<{ arm: number; rung: string }>(
      'SELECT arm_revision AS arm, rung FROM agenda WHERE subject = $1 AND claimed_at IS NULL ORDER BY at, rung',
      [id],
    );
    expect(rows.every(({ arm }) => arm === 2)).toBe(true);
    expect(rows.map(({ rung }) => rung)).toContain('returned');
  });

  it('keeps one of many that cross, and every one in its order', async () => {
    const id = await idOf('fengquan', 'screening');
    const asks = Array.from({ length: 8 }, () =>
      give(id, officer('fengquan'), { action: 'requestExtension', until: '2023-08-10', reason: '等待' }),
    );
    const outcomes = (await Promise.all(asks)).map((answer) => (answer.outcome === 'refused' ? answer.code : answer.outcome));
    expect(outcomes.sort()).toEqual(['done', ...Array.from({ length: 7 }, () => 'extension_pending')]);
    const { rows } = await stage.owner.query<{ seq: number }>('SELECT seq FROM audit WHERE subject = $1 ORDER BY seq', [id]);
    expect(rows.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it('of time is answered with the row when somebody was quicker', async () => {
    const id = await idOf('yanjin', 'screening');
    const engine: Actor = { id: 'engine', role: 'engine' };
    const order = { id: randomUUID(), subject: id, actor: engine, command: { action: 'markLate' as const } };
    expect(await executeObligation(stage.deps, { ...order, expects: { generation: 0, revision: 9 } })).toMatchObject({ outcome: 'moved' });
  });

  it('hands it over only to somebody of the unit', async () => {
    const id = await idOf('yanjin', 'screening');
    const hand = (responsible: string): ObligationCommand => ({ action: 'handOver', responsible, reason: '人员调整' });
    expect(await give(id, county, hand(randomUUID()))).toMatchObject({ outcome: 'refused', code: 'person_unknown' });
    const person = randomUUID();
    await stage.owner.query("INSERT INTO person (id, campaign, unit, name, roles) VALUES ($1, $2, 'yanjin', '承办人', '{}')", [
      person,
      stage.plan.id,
    ]);
    expect(await give(id, county, hand(person))).toMatchObject({ outcome: 'done', obligation: { responsible: person } });
  });
});

describe('the wall around obligations', () => {
  it('shows none without an actor, its own to a county, and finds nothing for another', async () => {
    expect((await stage.app.query('SELECT 1 FROM obligation')).rowCount).toBe(0);
    const seen = await withActor(stage.app, actorSetting(county), (client) =>
      client.query<{ unit: string }>('SELECT DISTINCT unit FROM obligation'),
    );
    expect(seen.rows).toEqual([{ unit: 'yanjin' }]);
    const foreign = { id: randomUUID(), subject: await idOf('weihui', 'screening'), actor: county, command: submit };
    expect(await executeObligation({ ...stage.deps, pool: stage.app }, foreign)).toEqual({
      outcome: 'refused',
      code: 'not_found',
      details: {},
    });
  });

  it('lets nobody delete one', async () => {
    const act = withActor(stage.app, actorSetting(coordinator), (client) => client.query('DELETE FROM obligation'));
    await expect(act).rejects.toThrow(/permission denied/);
  });
});

describe('the doctor, of obligations', () => {
  const look = async (repair = false) =>
    (await examine({ pool: stage.pool, temporal: null, repair, now: stage.deps.now() })).filter(
      ({ ailment }) => ailment !== 'temporal_away',
    );

  it('finds nothing amiss after all of this', async () => {
    expect(await look()).toEqual([]);
  });

  it('plans missing messages again as they were, and takes away those of what is over', async () => {
    const id = await idOf('xinxiang', 'screening');
    const rows = async () =>
      (await stage.owner.query<object>('SELECT rung, at, unit, roles, arm_revision FROM agenda WHERE subject = $1 ORDER BY at, rung', [id]))
        .rows;
    const before = await rows();
    await stage.owner.query("DELETE FROM agenda WHERE subject = $1 AND rung LIKE '%:+%'", [id]);
    await stage.owner.query(
      `INSERT INTO agenda (subject, arm_revision, rung, channel, campaign, unit, at, kind, roles, stopped_by)
       SELECT id, 1, 'obligation:+1', 'mail', campaign, unit, now(), 'escalation', '{leader}', '{}' FROM obligation WHERE id = $1`,
      [await idOf('weihui', 'suspected-list')],
    );
    expect((await look()).map(({ ailment }) => ailment).sort()).toEqual(['agenda_missing', 'agenda_stray']);
    await look(true);
    expect(await rows()).toEqual(before);
    expect(await look()).toEqual([]);
  });

  it('restores one that was edited past the commands, and its filter columns', async () => {
    const id = await idOf('xinxiang', 'screening');
    await stage.owner.query(`UPDATE obligation SET life = jsonb_set(life, '{due}', '"2030-01-01"'), due = '2030-01-01' WHERE id = $1`, [
      id,
    ]);
    await stage.owner.query("UPDATE obligation SET status = 'accepted' WHERE id = $1", [await idOf('xinxiang', 'monthly-report:2023-07')]);
    expect(new Set((await look()).map(({ ailment }) => ailment))).toEqual(new Set(['row_edited', 'row_copies', 'agenda_stray']));
    await look(true);
    expect(await look()).toEqual([]);
    const { rows } = await stage.owner.query("SELECT due, life ->> 'due' AS life FROM obligation WHERE id = $1", [id]);
    expect(rows).toEqual([{ due: '2023-07-31', life: '2023-07-31' }]);
  });
});

describe('an obligation whose workflow is missing', () => {
  it('is woken when the rows are reconciled, and none that runs', async () => {
    await stage.owner.query('DELETE FROM wake');
    const { rows } = await stage.owner.query<{ id: string; unit: string; key: string }>(
      "SELECT id, unit, key FROM obligation WHERE status IN ('owed', 'submitted')",
    );
    const [lost, ...running] = rows;
    const listed = async function* () {
      for (const owed of running) yield await Promise.resolve(obligationWorkflowId(stage.plan.id, owed));
    };
    const knownRevision = () => Promise.resolve(null);
    const campaignRuns = () => Promise.resolve(true);
    const found = await reconcile({ pool: stage.pool, runningWorkflows: listed, knownRevision, campaignRuns, settledMs: 0 });
    expect(found).toEqual({ open: rows.length, running: running.length, woken: 1 });
    const woken = await stage.owner.query('SELECT kind, subject FROM wake');
    expect(woken.rows).toEqual([{ kind: 'obligation', subject: lost?.id }]);
  });

  it('is woken with all others when the clock is moved', async () => {
    const open = (await stage.owner.query("SELECT 1 FROM obligation WHERE status IN ('owed', 'submitted')")).rowCount;
    expect(await wakeOpenSubjects(stage.pool)).toBe(open);
  });
});
