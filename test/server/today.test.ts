import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ObligationsPage } from '../../server/contract/obligations.ts';
import type { TodayView } from '../../server/contract/today.ts';
import { giveOwed, servedOwing, type Owing } from '../support/owing.ts';
import { password, type Client, type Served } from '../support/served.ts';

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

describe('the home page, beside the ledger’s items,', () => {
  const today = async (client: Client) => (await client.get('/api/today')).json() as TodayView;
  const opened = async (query: string) =>
    ((await office.get(`/api/obligations?limit=200&${query}`)).json() as ObligationsPage).obligations.length;

  it('counts of what units owe what each count opens', async () => {
    await giveOwed(officer, await idOf(county, 'screening'), 'submission', { note: '已排查' });
    await giveOwed(office, await idOf(county, 'screening'), 'return', { reason: '缺名单' });
    const other = await served.as('countyOfficer', 'weihui');
    await giveOwed(other, await idOf('weihui', 'screening'), 'submission', { note: '已排查' });
    for (const now of ['2023-07-31T08:55', '2023-08-02T10:00']) {
      served.stage.setNow(now);
      const { owed, exceptions } = await today(office);
      expect([now, owed]).toEqual([
        now,
        {
          dueToday: await opened('due=today'),
          dueThisWeek: await opened('due=week'),
          overdue: await opened('light=red'),
          toReview: await opened('status=submitted'),
          returned: await opened('returned=true'),
        },
      ]);
      expect(exceptions.owedNobodyReached).toBe(await opened('missing=reach'));
    }
    served.stage.setNow('2023-07-31T10:00');
    expect((await today(office)).owed).toMatchObject({ overdue: 0, toReview: 1, returned: 1 });
    expect((await today(office)).owed.dueToday).toBeGreaterThan(15);
  });

  it('lists for each reader what is theirs to do, and why', async () => {
    served.stage.setNow('2023-07-20T10:00');
    const reviewed = await today(office);
    expect(reviewed.todo.first).toContainEqual(
      expect.objectContaining({ of: 'obligation', id: await idOf('weihui', 'screening'), why: 'review', due: '2023-07-31', number: null }),
    );
    const own = (await today(officer)).todo;
    expect(new Set(own.first.map(({ unit }) => unit.key))).toEqual(new Set([county]));
    expect(own.first).toContainEqual(expect.objectContaining({ id: await idOf(county, 'screening'), why: 'returned' }));
    const ofDepartment = (await today(department)).todo;
    expect(ofDepartment.total).toBeGreaterThan(0);
    expect(new Set(ofDepartment.first.map(({ unit, of }) => `${of} ${unit.key}`))).toEqual(new Set(['obligation capacity']));
    served.stage.setNow('2023-08-02T10:00');
    expect((await today(officer)).todo.first).toContainEqual(
      expect.objectContaining({ id: await idOf(county, 'screening'), why: 'overdue', light: 'red' }),
    );
  });

  it('says what is in the way of a phase’s closing, as far as the reader sees it', async () => {
    const gates = async (client: Client) =>
      new Map(
        (await today(client)).phases.flatMap((phase) => phase.gates.map(({ key, checks, left }) => [key, { checks, left }] as const)),
      );
    const before = await gates(office);
    expect(before.get('screening-covered')).toEqual({ checks: 'obligations', left: served.stage.plan.units.length });
    expect(before.get('quotas-met')).toEqual({ checks: 'person', left: null });
    await giveOwed(office, await idOf('weihui', 'screening'), 'acceptance');
    expect((await gates(office)).get('screening-covered')?.left).toBe(served.stage.plan.units.length - 1);
    expect((await gates(officer)).get('screening-covered')?.left).toBe(1);
  });

  it('tells what others changed since the log-in before this one', async () => {
    const visitor = await served.as('coordinator');
    expect((await today(visitor)).changes).toEqual({ since: null, counts: [], latest: [] });
    const again = async () => visitor.post('/api/session', { username: visitor.username, password });
    await again();
    const id = await idOf('huojia', 'screening');
    const other = await served.as('countyOfficer', 'huojia');
    await giveOwed(other, id, 'submission', { note: '已排查' });
    await giveOwed(visitor, id, 'return', { reason: '缺名单' });
    await again();
    const { since, counts, latest } = (await today(visitor)).changes;
    expect(since).not.toBeNull();
    expect(counts).toEqual([{ of: 'obligation', action: 'submit', zh: '报送', en: 'submitted it', count: 1 }]);
    expect(latest).toEqual([
      expect.objectContaining({ subject: id, unit: expect.objectContaining({ key: 'huojia' }), zh: '报送：已排查' }),
    ]);
    const elsewhere = await served.as('countyOfficer', county);
    await elsewhere.post('/api/session', { username: elsewhere.username, password });
    expect((await today(elsewhere)).changes.latest.filter(({ unit }) => unit.key !== county)).toEqual([]);
  });
});
