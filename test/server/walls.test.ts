import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AccountRole } from '../../domain/actor.ts';
import { executeObligation } from '../../commands/execute-obligation.ts';
import { officer } from '../support/campaign.ts';
import { servedCampaign, type Answered, type Client, type Served } from '../support/served.ts';

/** Who is let in by the door of each route. Rows are written by hand: a new route fails until somebody has decided. */
const ledger: AccountRole[] = ['coordinator', 'countyDirector', 'countyOfficer', 'department', 'leader', 'discipline'];
const writers: AccountRole[] = ['coordinator', 'countyDirector', 'countyOfficer', 'leader'];
const runners: AccountRole[] = ['coordinator', 'systemAdmin'];
const administrators: AccountRole[] = ['systemAdmin', 'securityAdmin', 'auditAdmin'];
const roles: AccountRole[] = [...ledger, 'intake', ...administrators];
const everybody = [...roles, 'none', 'nobody'] as const;
const accounts = [...roles, 'none'] as const;

const doors: Record<string, readonly string[]> = {
  'get /health': everybody,
  'get /api/session': everybody,
  'post /api/session': everybody,
  'post /api/session/second-factor': everybody,
  'delete /api/session': accounts,
  'post /api/session/password': accounts,
  'post /api/session/second-factor/enrolment': accounts,
  'post /api/session/second-factor/activation': accounts,
  'get /api/today': ledger,
  'get /api/ledger-items': ledger,
  'get /api/ledger-items.xlsx': ['coordinator', 'countyDirector', 'countyOfficer', 'discipline'],
  'get /api/ledger-items/{id}': ledger,
  'get /api/obligations': ledger,
  'get /api/obligations/grid': ledger,
  'get /api/obligations/{id}': ledger,
  'get /api/imports': ['coordinator', 'countyOfficer'],
  'post /api/imports': ['coordinator', 'countyOfficer'],
  'get /api/imports/{id}': ['coordinator', 'countyOfficer'],
  'post /api/imports/{id}/confirmations': ['coordinator'],
  'get /api/people': ['coordinator', 'countyDirector', 'countyOfficer'],
  'post /api/people/import': ['coordinator'],
  'get /api/campaign': accounts,
  'get /api/clock': accounts,
  'post /api/clock': runners,
  'get /api/deliveries': runners,
  'get /api/mailbox': runners,
  'get /api/mailbox/{id}': runners,
  'get /api/mailbox/{id}/html': runners,
  'get /api/links/{token}': everybody,
  'post /api/links/{token}': everybody,
  'get /api/audit': ['auditAdmin', 'discipline'],
  'get /api/audit.jsonl': ['auditAdmin'],
  'get /api/accounts': administrators,
  'post /api/accounts': ['systemAdmin'],
  'post /api/accounts/{id}/password': ['systemAdmin', 'securityAdmin'],
  'put /api/accounts/{id}/standing': ['systemAdmin'],
  'put /api/accounts/{id}/role': ['securityAdmin'],
  'delete /api/accounts/{id}/lock': ['securityAdmin'],
  'delete /api/accounts/{id}/second-factor': ['securityAdmin'],
};
const isItemCommand = (route: string) => /^post \/api\/ledger-items\/\{id\}\/[a-z-]+$/.test(route);
const isObligationCommand = (route: string) => /^post \/api\/obligations\/\{id\}\/[a-z-]+$/.test(route);
const doorOf = (route: string) => (isItemCommand(route) ? writers : isObligationCommand(route) ? [...writers, 'department'] : doors[route]);

const own = 'yanjin';
const other = 'weihui';
/** What nobody of the own county may ever be told. */
const canaries = ['金丝雀学校', '金丝雀问题', '金丝雀责任人', '金丝雀措施', '金丝雀联系人', '19911112222', '金丝雀报送'];

const july = "SELECT id FROM obligation WHERE unit = $1 AND key = 'monthly-report:2023-07'";

let served: Served;
let foreign: string[];
let routes: { method: string; path: string; route: string }[];
const clients = new Map<string, Client>();

beforeAll(async () => {
  served = await servedCampaign('2023-07-13T08:55', { obligations: true });
  const { stage } = served;
  await stage.enter(own, [{ problem: '本县问题' }, { problem: '本县另一问题' }]);
  const [institution, problem, responsible, measure, contact, phone, note] = canaries as [
    string,
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  const batch = await stage.enter(other, [{ institution, problem, responsible, measure, contact, phone }]);
  const { rows } = await stage.owner.query<{ id: string }>('SELECT id FROM ledger_item WHERE county = $1', [other]);
  const subject = (await stage.owner.query<{ id: string }>(july, [other])).rows[0]?.id ?? '';
  foreign = [...rows.map(({ id }) => id), batch.batch, subject];
  const command = { action: 'submit' as const, note, evidence: [] };
  await executeObligation(stage.deps, { id: randomUUID(), subject, actor: officer(other), command });
  await stage.owner.query(
    `INSERT INTO person (id, campaign, unit, name, roles, phone, email) VALUES ($1, $2, $3, $4, '{contact}', $5, 'canary@canary.invalid')`,
    [randomUUID(), stage.plan.id, other, responsible, phone],
  );
  for (const role of roles) clients.set(role, await served.as(role, ['countyOfficer', 'countyDirector'].includes(role) ? own : undefined));
  clients.set('none', await served.as(null));
  clients.set('nobody', served.stranger());
  const description = (await served.stranger().get('/openapi.json')).json() as { paths: Record<string, Record<string, unknown>> };
  routes = Object.entries(description.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => ({ method, path, route: `${method} ${path}` })),
  );
});
afterAll(() => served.close());

function client(role: string): Client {
  const found = clients.get(role);
  if (!found) throw new Error(role);
  return found;
}

/** A body that some command or other finds all its fields in. */
const anything = () => ({
  commandId: randomUUID(),
  action: 'sign',
  responsible: randomUUID(),
  note: '说明',
  reason: '理由',
  measure: '措施',
  text: '批示',
  until: '2023-12-30',
  approved: true,
  difficulty: 'general',
  county: own,
  rung: 'complex:+1',
  content: { problem: '改写的问题' },
  verified: true,
  to: 1,
  username: '没有的人',
  password: 'not the password',
  current: 'not the password',
  code: '000000',
});

function ask(by: Client, { method, path }: { method: string; path: string }, id: string): Promise<Answered> {
  const url = path.replace('{id}', id).replace('{token}', 'a-token-that-nobody-was-sent');
  return by.ask({ method: method.toUpperCase(), url, ...(method === 'get' || method === 'delete' ? {} : { payload: anything() }) });
}

const codeOf = (answer: Answered) => /"code":"(\w+)"/.exec(answer.body)?.[1];

describe('the doors', () => {
  it('say of every route who may use it', () => {
    expect(routes.map(({ route }) => route).filter((route) => doorOf(route) === undefined)).toEqual([]);
    expect(routes.filter(({ route }) => isItemCommand(route))).toHaveLength(17);
    expect(routes.filter(({ route }) => isObligationCommand(route))).toHaveLength(8);
  });

  it('let in whom they should and nobody else, whatever the role', async () => {
    const ending = new Set(['delete /api/session']);
    const surprises: string[] = [];
    for (const entry of routes.filter(({ route }) => !ending.has(route))) {
      for (const role of everybody) {
        const code = codeOf(await ask(client(role), entry, randomUUID()));
        const turnedAway = code === 'not_signed_in' || code === 'not_permitted';
        if (turnedAway === doorOf(entry.route)?.includes(role)) surprises.push(`${entry.route} ${role} ${code ?? 'let in'}`);
      }
    }
    expect(surprises).toEqual([]);
  });

  it('write every denial of an account into the audit trail', async () => {
    const leader = client('leader');
    await leader.get('/api/audit');
    const text = "SELECT detail ->> 'route' AS route FROM audit WHERE subject = $1 AND action = 'denied' ORDER BY seq DESC LIMIT 1";
    const { rows } = await served.stage.owner.query<{ route: string }>(text, [`account:${leader.accountId}`]);
    expect(rows).toEqual([{ route: '/api/audit' }]);
  });
});

describe('the wall between counties', () => {
  const bound = ['countyOfficer', 'countyDirector'];

  it('keeps every trace of another county out of every answer, its ids in the request or not', async () => {
    const leaks: string[] = [];
    for (const entry of routes.filter(({ route }) => route !== 'delete /api/session')) {
      for (const role of bound) {
        for (const id of foreign) {
          const { body, statusCode } = await ask(client(role), entry, id);
          for (const canary of canaries) if (body.includes(canary)) leaks.push(`${entry.route} ${role} ${canary}`);
          if (entry.path.includes('{id}') && statusCode < 400) leaks.push(`${entry.route} ${role} ${statusCode}`);
          if (!entry.path.includes('{id}') && foreign.some((one) => body.includes(one))) leaks.push(`${entry.route} ${role} id`);
        }
      }
    }
    expect(leaks).toEqual([]);
  });

  it('left the other county exactly as it was', async () => {
    const text =
      'SELECT i.revision, i.status, (SELECT count(*) FROM audit a WHERE a.subject = i.id::text) AS acts FROM ledger_item i WHERE county = $1';
    const { rows } = await served.stage.owner.query(text, [other]);
    expect(rows).toEqual([{ revision: 1, status: 'assigned', acts: 1 }]);
    const owed = await served.stage.owner.query(
      `SELECT o.status, count(*)::int AS n, sum((SELECT count(*) FROM audit a WHERE a.subject = o.id::text))::int AS acts
       FROM obligation o WHERE unit = $1 GROUP BY o.status ORDER BY o.status`,
      [other],
    );
    // What was before the launch, what is to come, and the one report that its own officer submitted.
    expect(owed.rows).toEqual([
      { status: 'owed', n: 8, acts: 8 },
      { status: 'submitted', n: 1, acts: 2 },
      { status: 'waived', n: 4, acts: 4 },
    ]);
  });

  it('asked for by name, number or filter, shows nothing either', async () => {
    for (const query of [
      `county=${other}`,
      'q=金丝雀',
      'q=3',
      'missing=responsible',
      'status=assigned',
      'light=green',
      'due=week',
      'sort=due',
    ]) {
      const { items } = (await client('countyOfficer').get(`/api/ledger-items?${query}`)).json() as {
        items: { county: { key: string } }[];
      };
      expect(items.filter(({ county }) => county.key !== own)).toEqual([]);
    }
  });

  it('shows of what units owe the own county’s only, asked for by name or filter, in the list and in the grid', async () => {
    const officer = client('countyOfficer');
    for (const query of [`unit=${other}`, 'status=submitted', 'light=blue', 'kind=report', 'rule=monthly-report', 'limit=200']) {
      const { obligations } = (await officer.get(`/api/obligations?${query}`)).json() as { obligations: { unit: { key: string } }[] };
      expect(obligations.filter(({ unit }) => unit.key !== own)).toEqual([]);
    }
    const { rows } = (await officer.get('/api/obligations/grid')).json() as { rows: { unit: { key: string } }[] };
    expect(rows.map(({ unit }) => unit.key)).toEqual([own]);
  });

  it('counts the own county only', async () => {
    const figures = async () => {
      const { counts, units, week, exceptions } = (await client('countyOfficer').get('/api/today')).json() as Record<string, unknown>;
      return { counts, units, week, exceptions };
    };
    const before = await figures();
    await served.stage.enter(other, [{ problem: '又一个别县问题' }]);
    expect(await figures()).toEqual(before);
    expect(before.units).toEqual([expect.objectContaining({ unit: { key: own, name: '延津县', en: '延津县' } })]);
  });

  it('exports the own county only, and notes the export', async () => {
    const officer = client('countyOfficer');
    const file = await officer.get('/api/ledger-items.xlsx');
    expect(file.statusCode).toBe(200);
    const text =
      "SELECT (detail ->> 'rows')::int AS rows FROM audit WHERE subject = $1 AND action = 'exportLedger' ORDER BY seq DESC LIMIT 1";
    const { rows } = await served.stage.owner.query<{ rows: number }>(text, [`account:${officer.accountId}`]);
    expect(rows).toEqual([{ rows: 2 }]);
  });
});

describe('telephone numbers', () => {
  const phones = async (role: string) => {
    const { items } = (await client(role).get('/api/ledger-items')).json() as { items: { phone: string }[] };
    return new Set(items.map(({ phone }) => phone));
  };

  it('are whole for the office and masked for the leadership group and discipline inspection', async () => {
    expect(await phones('coordinator')).toContain('19911112222');
    for (const role of ['leader', 'discipline', 'department'])
      expect([...(await phones(role))].sort()).toEqual(['199****0000', '199****2222']);
  });

  it('are in no log, nor are names or the tokens of links', () => {
    expect(served.logged()).not.toMatch(/金丝雀|19911112222|a-token-that-nobody/);
  });
});
