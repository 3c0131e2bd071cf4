import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AccountView } from '../../server/contract/accounts.ts';
import type { AuditPage } from '../../server/contract/audit.ts';
import { password, servedCampaign, type Client, type Served } from '../support/served.ts';

let served: Served;
let system: Client;
let security: Client;
let audit: Client;

beforeAll(async () => {
  served = await servedCampaign('2023-07-13T08:55');
  system = await served.as('systemAdmin');
  security = await served.as('securityAdmin');
  audit = await served.as('auditAdmin');
});
afterAll(() => served.close());

const make = async (username: string) =>
  (await system.post('/api/accounts', { username, name: '王某' })).json() as { account: AccountView; password: string };
const put = (client: Client, url: string, payload: object) => client.ask({ method: 'PUT', url, payload });
const code = async (answer: Promise<{ json(): unknown }>) => ((await answer).json() as { error?: { code: string } }).error?.code;

describe('the three administrators', () => {
  it('make an account together: one makes it, another says what it may do', async () => {
    const made = await make('王经办');
    expect(made.account).toMatchObject({ username: '王经办', role: null, unit: null, mustChange: true });
    const client = served.stranger();
    await client.post('/api/session', { username: '王经办', password: made.password });
    await client.post('/api/session/password', { current: made.password, password });
    expect(await code(client.get('/api/today'))).toBe('not_permitted');
    const url = `/api/accounts/${made.account.id}/role`;
    expect(await code(put(system, url, { role: 'coordinator', unit: null }))).toBe('not_permitted');
    expect(await code(put(security, url, { role: 'countyOfficer', unit: null }))).toBe('unit_required');
    expect(await code(put(security, url, { role: 'countyOfficer', unit: 'nowhere' }))).toBe('unit_unknown');
    expect((await put(security, url, { role: 'countyOfficer', unit: 'yanjin' })).json()).toMatchObject({
      role: 'countyOfficer',
      unit: { name: '延津县' },
    });
    expect(await code(client.get('/api/today'))).toBe('not_signed_in');
    await client.post('/api/session', { username: '王经办', password });
    expect((await client.get('/api/today')).statusCode).toBe(200);
  });

  it('give no account a role over themselves, nor another administrator the password of one', async () => {
    expect(await code(put(security, `/api/accounts/${security.accountId}/role`, { role: 'coordinator', unit: null }))).toBe('account_own');
    expect(await code(system.post(`/api/accounts/${security.accountId}/password`))).toBe('not_permitted');
    expect(await code(security.post(`/api/accounts/${audit.accountId}/password`))).toBeUndefined();
    audit = await served.as('auditAdmin');
  });

  it('refuse a user name that is taken, in whatever case', async () => {
    await make('clerk');
    expect(await code(system.post('/api/accounts', { username: 'CLERK', name: '李某' }))).toBe('account_exists');
  });

  it('end the sessions of an account that is disabled, and let it in again when enabled', async () => {
    const client = await served.as('coordinator');
    await put(system, `/api/accounts/${client.accountId}/standing`, { disabled: true });
    expect((await client.get('/api/today')).statusCode).toBe(401);
    expect((await client.post('/api/session', { username: client.username, password })).statusCode).toBe(401);
    await put(system, `/api/accounts/${client.accountId}/standing`, { disabled: false });
    expect((await client.post('/api/session', { username: client.username, password })).statusCode).toBe(200);
  });

  it('are themselves in the audit trail, which is read in pages and exported whole', async () => {
    const entries: { action: string; subject: string }[] = [];
    for (let next: string | null = ''; next !== null;) {
      const page = (await audit.get(`/api/audit?limit=5${next === '' ? '' : `&after=${next}`}`)).json() as AuditPage;
      entries.push(...page.entries);
      next = page.next;
    }
    const of = (client: Client) =>
      new Set(entries.filter(({ subject }) => subject === `account:${client.accountId}`).map(({ action }) => action));
    expect(of(system)).toEqual(new Set(['logIn', 'changePassword', 'makeAccount', 'disableAccount', 'enableAccount', 'denied']));
    expect(of(security)).toContain('grantRole');
    const { rows } = await served.stage.owner.query<{ n: number }>('SELECT count(*) AS n FROM audit');
    const lines = (await audit.get('/api/audit.jsonl')).body.trimEnd().split('\n');
    expect(lines).toHaveLength((rows[0]?.n ?? 0) + 1);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ action: 'exportAudit', actor: audit.accountId });
  });
});

describe('the second factor', () => {
  it('is asked for once it is on, and locks after five wrong codes', async () => {
    const client = await served.as('coordinator');
    const { totpUri } = (await client.post('/api/session/second-factor/enrolment', { password })).json() as { totpUri: string };
    const secret = new URL(totpUri).searchParams.get('secret') ?? '';
    expect((await client.post('/api/session/second-factor/activation', { code: await totp(secret) })).statusCode).toBe(200);
    const again = served.stranger();
    expect((await again.post('/api/session', { username: client.username, password })).json()).toEqual({ secondFactor: true });
    expect((await again.get('/api/today')).statusCode).toBe(401);
    expect((await again.post('/api/session/second-factor', { code: await totp(secret) })).statusCode).toBe(200);
    expect((await again.get('/api/today')).statusCode).toBe(200);
    const guesser = served.stranger();
    for (let guess = 0; guess < 6; guess++) {
      await guesser.post('/api/session', { username: client.username, password });
      expect((await guesser.post('/api/session/second-factor', { code: '000000' })).statusCode).toBe(401);
    }
    await guesser.post('/api/session', { username: client.username, password });
    expect((await guesser.post('/api/session/second-factor', { code: await totp(secret) })).statusCode).toBe(401);
  });
});

async function enrolled(client: Client): Promise<string[]> {
  const { totpUri, backupCodes } = (await client.post('/api/session/second-factor/enrolment', { password })).json() as {
    totpUri: string;
    backupCodes: string[];
  };
  await client.post('/api/session/second-factor/activation', { code: await totp(new URL(totpUri).searchParams.get('secret') ?? '') });
  return backupCodes;
}

describe('who lost the phone', () => {
  it('logs in with a recovery code, each once', async () => {
    const client = await served.as('coordinator');
    const [first = '', second = ''] = await enrolled(client);
    const enter = async (code: string) => {
      const again = served.stranger();
      await again.post('/api/session', { username: client.username, password });
      const { statusCode } = await again.post('/api/session/second-factor', { code });
      return [statusCode, (await again.get('/api/today')).statusCode];
    };
    expect(await enter(first)).toEqual([200, 200]);
    expect(await enter(first)).toEqual([401, 401]);
    expect(await enter(second)).toEqual([200, 200]);
  });

  it('and the codes too is let in with the password alone once a security administrator has removed the factor', async () => {
    const client = await served.as('coordinator');
    await enrolled(client);
    const security = await served.as('securityAdmin');
    const removed = await security.ask({ method: 'DELETE', url: `/api/accounts/${client.accountId}/second-factor` });
    expect(removed.json()).toMatchObject({ twoFactorEnabled: false });
    expect((await client.get('/api/today')).statusCode).toBe(401);
    const again = served.stranger();
    expect((await again.post('/api/session', { username: client.username, password })).json()).toEqual({ secondFactor: false });
    expect((await again.get('/api/today')).statusCode).toBe(200);
  });
});

/** RFC 6238 with a step of 30 seconds and six digits. */
async function totp(secret: string): Promise<string> {
  const { createHmac } = await import('node:crypto');
  const bits = Array.from(secret, (letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)));
  const mac = createHmac('sha1', key).update(counter).digest();
  return String((mac.readUInt32BE((mac[19] ?? 0) & 15) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}
