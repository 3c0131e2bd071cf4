import { afterEach, describe, expect, it } from '@jest/globals';
import type { Config } from '../../platform/config.ts';
import { servedCampaign, type Served } from '../support/served.ts';
import { testConfig } from '../support/stack.ts';

let served: Served;
afterEach(() => served.close());

/** A server that allows two attempts a minute from one address, behind these proxies. */
async function behind(...trustedProxies: string[]): Promise<void> {
  const config = testConfig({});
  const trusting: Config = { ...config, server: { ...config.server, trustedProxies } };
  served = await servedCampaign('2023-07-13T08:55', { config: trusting, limits: { logIn: 2, links: 10_000 } });
}

async function attempt(from: string): Promise<number> {
  const headers = { 'x-forwarded-for': from };
  const payload = { username: 'nobody', password: 'a wrong password' };
  return (await served.stranger().ask({ method: 'POST', url: '/api/session', payload, headers })).statusCode;
}

describe('where a request comes from', () => {
  it('is the connection, whatever a stranger claims', async () => {
    await behind();
    expect([await attempt('198.51.100.1'), await attempt('198.51.100.2'), await attempt('198.51.100.3')]).toEqual([401, 401, 429]);
  });

  it('is what a trusted proxy says, so that each client has its own limit', async () => {
    await behind('loopback');
    const ofOne = [await attempt('198.51.100.1'), await attempt('198.51.100.1'), await attempt('198.51.100.1')];
    expect([ofOne, await attempt('198.51.100.2')]).toEqual([[401, 401, 429], 401]);
  });

  it('is the last address before the trusted proxy, not one that the client wrote in front of it', async () => {
    await behind('loopback');
    const forged = ['203.0.113.1', '203.0.113.2', '203.0.113.3'].map((made) => `${made}, 198.51.100.7`);
    const answers: number[] = [];
    for (const from of forged) answers.push(await attempt(from));
    expect(answers).toEqual([401, 401, 429]);
  });

  it('is the connection for a proxy that is not the trusted one', async () => {
    await behind('10.0.0.0/8');
    expect([await attempt('198.51.100.1'), await attempt('198.51.100.2'), await attempt('198.51.100.3')]).toEqual([401, 401, 429]);
  });
});
