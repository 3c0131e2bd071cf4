import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeAccount } from '../../server/auth/accounts.ts';
import { password, servedCampaign, type Served } from '../support/served.ts';

let served: Served;
beforeAll(async () => {
  served = await servedCampaign('2023-07-13T08:55');
});
afterAll(() => served.close());

const logIn = (username: string, given: string) => served.stranger().post('/api/session', { username, password: given });

async function acts(accountId: string): Promise<string[]> {
  const text = 'SELECT action, result FROM audit WHERE subject = $1 ORDER BY seq';
  const { rows } = await served.stage.owner.query<{ action: string; result: string }>(text, [`account:${accountId}`]);
  return rows.map(({ action, result }) => `${action} ${result}`);
}

describe('logging in', () => {
  it('lets an account with a Chinese user name in, and asks for a new password before anything else', async () => {
    const { password: first } = await makeAccount(served.stage.app, { username: '张三', name: '张三', role: 'coordinator', unit: null });
    const client = served.stranger();
    expect((await client.post('/api/session', { username: '张三', password: first })).statusCode).toBe(200);
    expect((await client.get('/api/session')).json()).toMatchObject({ account: { name: '张三', mustChange: true } });
    expect((await client.get('/api/ledger-items')).json()).toMatchObject({ error: { code: 'password_must_change' } });
    expect((await client.post('/api/session/password', { current: first, password: first })).statusCode).toBe(422);
    expect((await client.post('/api/session/password', { current: first, password })).statusCode).toBe(200);
    expect((await client.get('/api/ledger-items')).statusCode).toBe(200);
    expect((await logIn('张三', first)).statusCode).toBe(401);
  });

  it('locks a name after five failures, even for the right password, until a security administrator unlocks it', async () => {
    const client = await served.as('coordinator');
    for (let failure = 1; failure <= 5; failure++) expect((await logIn(client.username, `wrong ${failure}`)).statusCode).toBe(401);
    expect((await logIn(client.username, password)).json()).toMatchObject({ error: { code: 'account_locked' } });
    const security = await served.as('securityAdmin');
    expect((await security.ask({ method: 'DELETE', url: `/api/accounts/${client.accountId}/lock` })).statusCode).toBe(200);
    expect((await logIn(client.username, password)).statusCode).toBe(200);
    expect(await acts(client.accountId)).toEqual([
      'logIn done',
      'changePassword done',
      ...Array<string>(5).fill('logInFailed refused:log_in_failed'),
      'logInFailed refused:account_locked',
      'logIn done',
    ]);
  });

  it('counts attempts made at the same time, so that guessing in parallel gains nothing', async () => {
    const client = await served.as('coordinator');
    const answers = await Promise.all(Array.from({ length: 12 }, (_, index) => logIn(client.username, `guess ${index}`)));
    expect(answers.filter(({ statusCode }) => statusCode === 401)).toHaveLength(5);
    expect(answers.filter(({ statusCode }) => statusCode === 423)).toHaveLength(7);
  });

  it('opens a locked name again when its fifteen minutes are over', async () => {
    const client = await served.as('coordinator');
    for (let failure = 1; failure <= 5; failure++) await logIn(client.username, 'wrong');
    await served.stage.owner.query("UPDATE login_failure SET locked_until = now() - interval '1 second' WHERE username = $1", [
      client.username,
    ]);
    expect((await logIn(client.username, password)).statusCode).toBe(200);
  });

  it('answers for a name that nobody has as for a wrong password, to the lock', async () => {
    const answers: number[] = [];
    for (let failure = 1; failure <= 6; failure++) answers.push((await logIn('nobody-here', 'whatever it is')).statusCode);
    expect(answers).toEqual([401, 401, 401, 401, 401, 423]);
  });

  it('ends a session after thirty idle minutes and twelve hours', async () => {
    const idle = await served.as('coordinator');
    await served.stage.owner.query("UPDATE session SET expires_at = now() - interval '1 second' WHERE user_id = $1", [idle.accountId]);
    expect((await idle.get('/api/today')).statusCode).toBe(401);
    const long = await served.as('coordinator');
    await served.stage.owner.query("UPDATE session SET created_at = now() - interval '12 hours 1 second' WHERE user_id = $1", [
      long.accountId,
    ]);
    expect((await long.get('/api/today')).statusCode).toBe(401);
  });

  it('keeps its cookie from scripts and other sites', async () => {
    const client = await served.as('coordinator');
    const answer = await logIn(client.username, password);
    expect(answer.headers.get('set-cookie')).toMatch(/HttpOnly.*SameSite=Lax/i);
  });

  it('ends the session at log-out, for a copied cookie too', async () => {
    const client = await served.as('coordinator');
    const cookie = await served.stage.owner.query('SELECT token FROM session WHERE user_id = $1', [client.accountId]);
    expect(cookie.rowCount).toBe(1);
    expect((await client.ask({ method: 'DELETE', url: '/api/session' })).statusCode).toBe(200);
    const left = await served.stage.owner.query('SELECT token FROM session WHERE user_id = $1', [client.accountId]);
    expect(left.rowCount).toBe(0);
  });
});

describe('requests of other sites', () => {
  it('refuses a write with a foreign origin, and a body that is no JSON', async () => {
    const client = await served.as('coordinator');
    const payload = { username: client.username, password };
    const foreign = await client.ask({ method: 'POST', url: '/api/session', payload, headers: { origin: 'https://elsewhere.example' } });
    expect(foreign.json()).toMatchObject({ error: { code: 'foreign_origin' } });
    const form = await client.ask({
      method: 'POST',
      url: '/api/session',
      payload: 'username=a&password=b',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect(form.statusCode).toBe(415);
  });
});
