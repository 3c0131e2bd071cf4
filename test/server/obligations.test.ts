import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { beforeLaunch } from '../../commands/enter-obligations.ts';
import { makeLinkToken, type LinkAction } from '../../platform/link-token.ts';
import { keyFor } from '../../platform/secret.ts';
import type { ErrorBody } from '../../server/contract/common.ts';
import type { LinkPage } from '../../server/contract/links.ts';
import type { ObligationCommandReply, ObligationGrid, ObligationPage, ObligationsPage } from '../../server/contract/obligations.ts';
import { giveOwed, servedOwing, type Owing } from '../support/owing.ts';
import { type Client, type Served } from '../support/served.ts';

const county = 'yanjin';
let served: Served;
let office: Client;
let officer: Client;
let department: Client;
let idOf: Owing['idOf'];

beforeAll(async () => {
  ({ served, office, officer, department, idOf } = await servedOwing('2023-07-13T10:00', county));
});
afterAll(() => served.close());

const page = async (client: Client, id: string) => (await client.get(`/api/obligations/${id}`)).json() as ObligationPage;
const codeOf = (body: unknown) => (body as ErrorBody).error.code;

describe('an obligation over HTTP', () => {
  it('goes from what is owed to what is accepted, each command with its receipt', async () => {
    const id = await idOf(county, 'monthly-report:2023-07');
    const submitted = (await giveOwed(officer, id, 'submission', { note: '七月进展' })).json() as ObligationCommandReply;
    expect(submitted.obligation).toMatchObject({ status: 'submitted', light: 'blue', unit: { key: county, name: '延津县' } });
    expect(submitted.receipt.cancelled.map(({ rung }) => rung)).toContain('obligation:+1');
    expect(submitted.receipt.next).toBeNull();
    expect(((await giveOwed(office, id, 'return', { reason: '缺少数据' })).json() as ObligationCommandReply).obligation).toMatchObject({
      status: 'owed',
      returns: 1,
    });
    await giveOwed(officer, id, 'submission', { note: '已补数据' });
    const accepted = (await giveOwed(office, id, 'acceptance')).json() as ObligationCommandReply;
    expect(accepted.obligation).toMatchObject({ status: 'accepted', light: 'grey' });
    const { history, may } = await page(office, id);
    expect(history.map(({ action, zh }) => `${action} ${zh}`)).toEqual([
      'accept 认可',
      'submit 报送：已补数据',
      'return 退回：缺少数据',
      'submit 报送：七月进展',
      expect.stringMatching(/^owe 随启动列入/),
    ]);
    expect(may.filter(({ allowed }) => allowed)).toEqual([]);
  });

  it('shows its next messages, to whom and what stops them, and the clause it comes from', async () => {
    const { messages, obligation } = await page(officer, await idOf(county, 'final-summary'));
    expect(obligation).toMatchObject({ begun: false, light: 'green', starts: '2023-12-01', due: '2023-12-20', clause: '六（三）' });
    const last = messages.find(({ rung }) => rung === 'obligation:0');
    expect(last).toMatchObject({ kind: 'reminder', state: 'planned', stoppedBy: ['submit', 'close', 'void'] });
    expect(last?.to).toEqual([{ key: 'contact', name: '联系人', en: 'contact' }]);
  });

  it('shows why what was due before the launch is waived', async () => {
    const { obligation, history, messages } = await page(office, await idOf(county, 'suspected-list'));
    expect(obligation.status).toBe('waived');
    expect(history).toEqual([expect.objectContaining({ by: '系统', action: 'waive', zh: `免报：${beforeLaunch}` })]);
    expect(messages).toEqual([]);
  });

  it('says what may be done to it and why the rest may not', async () => {
    const { may } = await page(officer, await idOf(county, 'screening'));
    const sample = { note: '说明', reason: '理由', until: '2023-08-05', approved: true, rung: 'x', responsible: null };
    expect(may.find(({ action }) => action === 'submit')).toMatchObject({ allowed: true, reason: null });
    for (const { action, path, reason } of may.filter(({ allowed }) => !allowed)) {
      const answer = (await officer.post(path, { commandId: randomUUID(), ...sample })).json();
      expect([action, codeOf(answer)]).toEqual([action, reason?.code]);
    }
  });

  it('answers a repeated command with the first answer, even after the obligation has moved on', async () => {
    const id = await idOf(county, 'stage-summary');
    const commandId = randomUUID();
    const first = await officer.post(`/api/obligations/${id}/submission`, { commandId, note: '总结' });
    await giveOwed(office, id, 'return', { reason: '补充' });
    const again = (await officer.post(`/api/obligations/${id}/submission`, { commandId, note: '总结' })).json() as ObligationCommandReply;
    expect(again.obligation.status).toBe('submitted');
    expect(again.receipt).toEqual((first.json() as ObligationCommandReply).receipt);
  });

  it('is a department’s to answer where it is its own, and nobody else’s', async () => {
    const { rows } = await served.stage.owner.query<{ id: string; unit: string }>(
      "SELECT id, unit FROM obligation WHERE kind = 'workItem' AND status = 'owed' ORDER BY due",
    );
    const own = rows.find(({ unit }) => unit === 'capacity')?.id ?? '';
    const other = rows.find(({ unit }) => unit !== 'capacity')?.id ?? '';
    expect((await giveOwed(department, own, 'submission', { note: '已完成' })).statusCode).toBe(200);
    expect(codeOf((await giveOwed(department, other, 'submission', { note: '已完成' })).json())).toBe('not_permitted');
    expect(codeOf((await giveOwed(officer, own, 'submission', { note: '已完成' })).json())).toBe('not_found');
  });

  it('names the field of a body that is not valid', async () => {
    const answer = await officer.post(`/api/obligations/${await idOf(county, 'screening')}/extension-request`, {
      commandId: 'x',
      until: '7月底',
    });
    expect(answer.statusCode).toBe(400);
    expect((answer.json() as ErrorBody).error.fields?.map(({ field }) => field).sort()).toEqual(['commandId', 'until']);
  });
});

describe('what is owed, as a list and as a grid', () => {
  it('comes in pages by due day, each once', async () => {
    const seen: string[] = [];
    for (let next: string | null = ''; next !== null;) {
      const url = `/api/obligations?limit=7${next === '' ? '' : `&after=${encodeURIComponent(next)}`}`;
      const found = (await office.get(url)).json() as ObligationsPage;
      seen.push(...found.obligations.map(({ due, id }) => `${due} ${id}`));
      next = found.next;
    }
    const owed = served.stage.plan.obligations.reduce((sum, { owedBy }) => sum + owedBy.length, 0);
    expect(new Set(seen).size).toBe(owed);
    expect(seen.map((line) => line.slice(0, 10))).toEqual(seen.map((line) => line.slice(0, 10)).sort());
    expect((await office.get('/api/obligations?after=nonsense')).json()).toMatchObject({ error: { code: 'cursor_invalid' } });
  });

  it('is filtered by unit, status, kind and rule, and by the light that each row shows', async () => {
    const get = async (query: string) => ((await office.get(`/api/obligations?limit=200&${query}`)).json() as ObligationsPage).obligations;
    expect((await get('rule=monthly-report&unit=weihui')).map(({ period }) => period)).toEqual([
      '2023-07',
      '2023-08',
      '2023-09',
      '2023-10',
      '2023-11',
      '2023-12',
    ]);
    expect(new Set((await get('kind=selfCheck')).map(({ rule }) => rule))).toEqual(new Set(['self-check']));
    served.stage.setNow('2023-07-28T10:00');
    const all = await get('unit=weihui');
    for (const light of ['grey', 'blue', 'green', 'amber', 'red']) {
      const shown = all.filter((row) => row.light === light).map(({ id }) => id);
      expect([light, (await get(`unit=weihui&light=${light}`)).map(({ id }) => id)]).toEqual([light, shown]);
    }
    expect(all.some(({ light }) => light === 'amber')).toBe(true);
    served.stage.setNow('2023-08-01T10:00');
    expect((await get('light=red')).length).toBeGreaterThan(10);
    served.stage.setNow('2023-07-13T10:00');
  });

  it('lays out every unit and department by what they owe', async () => {
    const { columns, rows } = (await office.get('/api/obligations/grid')).json() as ObligationGrid;
    const { plan } = served.stage;
    expect(columns.map(({ key }) => key).sort()).toEqual(plan.obligations.map(({ key }) => key).sort());
    expect(columns.map(({ due }) => due)).toEqual(columns.map(({ due }) => due).sort());
    expect(rows.filter(({ department: own }) => !own).map(({ unit }) => unit.key)).toEqual(plan.units.map(({ key }) => key));
    const cells = rows.flatMap(({ unit, cells: own }) => own.map(({ key }) => `${unit.key} ${key}`));
    expect(cells.sort()).toEqual(plan.obligations.flatMap(({ key, owedBy }) => owedBy.map((unit) => `${unit} ${key}`)).sort());
  });
});

describe('a mailed link to an obligation', () => {
  async function link(unit: string, key: string, actions: LinkAction[], role = 'contact'): Promise<{ url: string; id: string }> {
    const [person, subject] = [randomUUID(), await idOf(unit, key)];
    await served.stage.owner.query(
      "INSERT INTO person (id, campaign, unit, name, duty, roles, email) VALUES ($1, $2, $3, '张三丰', $5, ARRAY[$4], 'p@people.invalid')",
      [person, served.stage.plan.id, unit, role, person],
    );
    const expiresAt = served.stage.deps.now() + 86_400_000;
    const token = makeLinkToken(keyFor(served.parts.config.secret, 'links'), { person, subject, actions, expiresAt });
    return { url: `/api/links/${token}`, id: subject };
  }
  const revision = async (id: string) =>
    (await served.stage.owner.query<{ revision: number }>('SELECT revision FROM obligation WHERE id = $1', [id])).rows[0]?.revision;

  it('shows what is owed and does nothing by being opened', async () => {
    const { url, id } = await link('hongqi', 'screening', ['submit', 'requestExtension']);
    const before = await revision(id);
    const opened = (await served.stranger().get(url)).json() as LinkPage;
    expect(opened).toMatchObject({ holder: '张**', item: null, actions: ['submit', 'requestExtension'] });
    expect(opened.obligation).toMatchObject({
      name: '辖区培训评价机构全覆盖排查',
      unit: { name: '红旗区' },
      due: '2023-07-31',
      status: 'owed',
    });
    expect(await revision(id)).toBe(before);
  });

  it('submits it, once however often it is posted', async () => {
    const { url, id } = await link('hongqi', 'monthly-report:2023-07', ['submit', 'requestExtension']);
    const body = { commandId: randomUUID(), action: 'submit', note: '已报' };
    for (let times = 0; times < 2; times++) {
      const answer = await served.stranger().post(url, body);
      expect([answer.statusCode, (answer.json() as LinkPage).obligation?.status]).toEqual([200, 'submitted']);
    }
    expect(await revision(id)).toBe(2);
    const { history } = await page(office, id);
    expect(history[0]).toMatchObject({ by: '张三丰', zh: '报送：已报' });
  });

  it('does only what it was mailed for, and for an obligation only what one takes', async () => {
    const { url } = await link('weibin', 'screening', ['submit']);
    const post = async (body: object) => codeOf((await served.stranger().post(url, { commandId: randomUUID(), ...body })).json());
    expect(await post({ action: 'requestExtension', until: '2023-08-05', reason: '迟' })).toBe('not_permitted');
    expect(await post({ action: 'sign' })).toBe('not_permitted');
  });

  it('lets somebody of the department answer for a work item', async () => {
    const text = "SELECT unit, key FROM obligation WHERE kind = 'workItem' AND status = 'owed' AND unit <> 'capacity' ORDER BY due LIMIT 1";
    const { unit = '', key = '' } = (await served.stage.owner.query<{ unit: string; key: string }>(text)).rows[0] ?? {};
    const { url } = await link(unit, key, ['submit']);
    const answer = await served.stranger().post(url, { commandId: randomUUID(), action: 'submit', note: '已完成' });
    expect((answer.json() as LinkPage).obligation?.status).toBe('submitted');
  });

  it('acknowledges an escalation that has gone', async () => {
    const { url } = await link('fengquan', 'monthly-report:2023-07', ['acknowledge'], 'director');
    served.stage.setNow('2023-08-01T10:00');
    const again = await link('fengquan', 'monthly-report:2023-07', ['acknowledge'], 'director');
    expect(((await served.stranger().get(again.url)).json() as LinkPage).unacknowledged).toEqual(['obligation:+1']);
    const acknowledged = await served.stranger().post(again.url, { commandId: randomUUID(), action: 'acknowledge', rung: 'obligation:+1' });
    expect(acknowledged.statusCode).toBe(200);
    expect(((await served.stranger().get(again.url)).json() as LinkPage).unacknowledged).toEqual([]);
    expect(codeOf((await served.stranger().get(url)).json())).toBe('link_expired');
    served.stage.setNow('2023-07-13T10:00');
  });
});
