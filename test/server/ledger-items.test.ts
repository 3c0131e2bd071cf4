import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ItemCommandReply } from '../../server/contract/item-commands.ts';
import type { LedgerItemPage, LedgerPage } from '../../server/contract/ledger-items.ts';
import type { ErrorBody } from '../../server/contract/common.ts';
import { servedCampaign, type Client, type Served } from '../support/served.ts';

const county = 'yanjin';
let served: Served;
let office: Client;
let officer: Client;

beforeAll(async () => {
  served = await servedCampaign('2023-07-12T10:00');
  office = await served.as('coordinator');
  officer = await served.as('countyOfficer', county);
});
afterAll(() => served.close());

async function oneItem(due = '2023-07-15'): Promise<string> {
  const problem = `问题${randomUUID()}`;
  await served.stage.enter(county, [{ problem, due, dueText: '7月中旬前', difficulty: 'complex' }]);
  return (await served.stage.owner.query<{ id: string }>('SELECT id FROM ledger_item WHERE problem = $1', [problem])).rows[0]?.id ?? '';
}

const give = (client: Client, id: string, path: string, body: object = {}) =>
  client.post(`/api/ledger-items/${id}/${path}`, { commandId: randomUUID(), ...body });
const page = async (client: Client, id: string) => (await client.get(`/api/ledger-items/${id}`)).json() as LedgerItemPage;

async function pages(client: Client, query: string, between: () => Promise<unknown> = () => Promise.resolve()): Promise<number[]> {
  const numbers: number[] = [];
  for (let next: string | null = ''; next !== null; await between()) {
    const url = `/api/ledger-items?${query}${next === '' ? '' : `&after=${encodeURIComponent(next)}`}`;
    const found = (await client.get(url)).json() as LedgerPage;
    numbers.push(...found.items.map(({ number }) => number));
    next = found.next;
  }
  return numbers;
}

describe('an item over HTTP', () => {
  it('goes from assignment to closure, each command with its receipt', async () => {
    const id = await oneItem();
    expect((await give(officer, id, 'signature')).statusCode).toBe(200);
    expect((await give(officer, id, 'measures', { measure: '更换公示牌' })).statusCode).toBe(200);
    const submitted = (await give(officer, id, 'submission', { note: '已更换' })).json() as ItemCommandReply;
    expect(submitted.item).toMatchObject({ status: 'submitted', light: 'blue', measure: '更换公示牌' });
    expect(submitted.receipt.cancelled.map(({ rung }) => rung)).toContain('complex:+1');
    expect(submitted.receipt.next).toBeNull();
    expect((await give(office, id, 'verification')).statusCode).toBe(200);
    const closed = (await give(office, id, 'closure')).json() as ItemCommandReply;
    expect(closed.item).toMatchObject({ status: 'closed', light: 'grey' });
    const { history, messages, may } = await page(office, id);
    expect(history.map(({ action }) => action)).toEqual(['close', 'verify', 'submit', 'planMeasures', 'sign', 'import']);
    expect(history[2]).toMatchObject({ by: '测试countyOfficer', zh: '提交整改结果：已更换' });
    expect(messages).toEqual([]);
    expect(may.filter(({ allowed }) => allowed)).toEqual([]);
  });

  it('shows its next messages, to whom and what stops them', async () => {
    const { messages } = await page(officer, await oneItem());
    const last = messages.find(({ rung }) => rung === 'complex:0');
    expect(last).toMatchObject({ kind: 'reminder', state: 'planned', stoppedBy: ['submit', 'close', 'void'] });
    expect(last?.to[0]).toEqual({ key: 'responsible', name: '责任人', en: 'responsible person' });
  });

  it('says what may be done to it and why the rest may not', async () => {
    const { may } = await page(officer, await oneItem());
    const of = (action: string) => may.find((each) => each.action === action);
    expect(of('sign')).toMatchObject({ allowed: true, reason: null });
    expect(of('close')).toMatchObject({ allowed: false, reason: { code: 'not_permitted' } });
    for (const { action, allowed, path } of may.filter((each) => !each.allowed)) {
      const code = ((await officer.post(path, { commandId: randomUUID(), ...sample })).json() as ErrorBody).error.code;
      expect([action, allowed, code]).toEqual([action, false, of(action)?.reason?.code]);
    }
  });

  it('answers a repeated command with the first answer, even after the item has moved on', async () => {
    const id = await oneItem();
    const commandId = randomUUID();
    const first = await officer.post(`/api/ledger-items/${id}/signature`, { commandId });
    await give(officer, id, 'submission', { note: '已整改' });
    const again = await officer.post(`/api/ledger-items/${id}/signature`, { commandId });
    expect((again.json() as ItemCommandReply).item.status).toBe('signed');
    expect((again.json() as ItemCommandReply).receipt).toEqual((first.json() as ItemCommandReply).receipt);
  });

  it('refuses by rule with a text in both languages, audits the refusal, and changes nothing', async () => {
    const id = await oneItem();
    const answer = await give(office, id, 'closure');
    expect(answer.statusCode).toBe(409);
    expect(answer.json()).toMatchObject({ error: { code: 'wrong_status', zh: expect.any(String), en: expect.any(String) } });
    const { history, item } = await page(office, id);
    expect(history[0]).toMatchObject({ action: 'close', result: 'refused:wrong_status' });
    expect(item).toMatchObject({ status: 'assigned', revision: 1 });
  });

  it('does not let whoever submitted verify, also as a coordinator', async () => {
    const id = await oneItem();
    await give(officer, id, 'submission', { note: '已整改' });
    await served.stage.owner.query(`UPDATE ledger_item SET life = jsonb_set(life, '{submittedBy}', to_jsonb($2::text)) WHERE id = $1`, [
      id,
      office.accountId,
    ]);
    expect((await give(office, id, 'verification')).json()).toMatchObject({ error: { code: 'self_verification' } });
  });

  it('corrects what it says, is found by it afterwards, and keeps a corrected number out of the audit trail', async () => {
    const id = await oneItem();
    const content = { problem: '更正后的问题', people: 7, phone: '18812341234' };
    expect((await give(officer, id, 'correction', { content })).json()).toMatchObject({ item: content });
    const { rows } = await served.stage.owner.query<{ identity: string }>('SELECT identity FROM ledger_item WHERE id = $1', [id]);
    expect(rows[0]?.identity).toContain('更正后的问题');
    const trail = await served.stage.owner.query("SELECT 1 FROM audit WHERE detail::text LIKE '%18812341234%'");
    expect(trail.rowCount).toBe(0);
  });

  it('names the field of a body that is not valid', async () => {
    const answer = await officer.post(`/api/ledger-items/${await oneItem()}/extension-request`, { commandId: 'x', until: '7月底' });
    expect(answer.statusCode).toBe(400);
    expect((answer.json() as ErrorBody).error.fields?.map(({ field }) => field).sort()).toEqual(['commandId', 'until']);
  });
});

const sample = {
  reason: '理由',
  note: '说明',
  approved: true,
  difficulty: 'general',
  county,
  rung: 'x',
  text: '批示',
  verified: true,
  content: { people: 1 },
  until: '2023-08-01',
};

describe('the ledger in pages', () => {
  it('gives every item once, in order, in either order, though rows are entered between the pages', async () => {
    for (let count = 0; count < 7; count++) await oneItem(count % 2 === 0 ? '2023-07-15' : '2023-10-15');
    for (const sort of ['number', 'due']) {
      const before = await pages(office, `sort=${sort}&limit=200`);
      const seen = await pages(office, `sort=${sort}&limit=3`, () => oneItem());
      expect(new Set(seen).size).toBe(seen.length);
      expect(seen.filter((number) => before.includes(number))).toEqual(before);
    }
  });

  it('refuses a cursor that it did not make, or made for another order', async () => {
    const { next } = (await office.get('/api/ledger-items?limit=1')).json() as LedgerPage;
    for (const after of ['nonsense', Buffer.from('["number","1"]').toString('base64url')]) {
      expect((await office.get(`/api/ledger-items?after=${after}`)).json()).toMatchObject({ error: { code: 'cursor_invalid' } });
    }
    expect((await office.get(`/api/ledger-items?sort=due&after=${next ?? ''}`)).json()).toMatchObject({
      error: { code: 'cursor_invalid' },
    });
  });

  it('takes what is searched for literally', async () => {
    await served.stage.enter(county, [{ problem: "补贴达100%_的问题'; --" }]);
    for (const q of ['100%_的', "'; --"]) {
      const { items } = (await office.get(`/api/ledger-items?q=${encodeURIComponent(q)}`)).json() as LedgerPage;
      expect(items.map(({ problem }) => problem)).toEqual(["补贴达100%_的问题'; --"]);
    }
  });

  it('counts on the home page what each count opens', async () => {
    const id = await oneItem();
    await give(officer, id, 'submission', { note: '已整改' });
    await give(office, id, 'return', { reason: '佐证不足' });
    served.stage.setNow('2023-07-14T10:00');
    const { counts, exceptions } = (await office.get('/api/today')).json() as {
      counts: Record<string, number>;
      exceptions: Record<string, number>;
    };
    const opened = async (query: string) => (await pages(office, `${query}&limit=200`)).length;
    expect(counts).toEqual({
      dueToday: await opened('due=today'),
      dueThisWeek: await opened('due=week'),
      overdue: await opened('light=red'),
      toReview: await opened('status=submitted'),
      returned: await opened('status=returned'),
      notSigned: await opened('status=assigned'),
    });
    expect(counts.returned).toBeGreaterThan(0);
    expect(exceptions).toMatchObject({
      noResponsible: await opened('missing=responsible'),
      noMeasure: await opened('missing=measure'),
      nobodyReached: await opened('missing=reach'),
    });
  });
});
