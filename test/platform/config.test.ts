import { existsSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { affordableWorkflows, environmentOf, readConfig, withAddresses } from '../../platform/config.ts';
import type { Fault } from '../../platform/fault.ts';
import { runFolder } from '../support/shared.ts';

const secret = 'x'.repeat(40);

describe('the configuration', () => {
  it('uses the embedded stack when nothing is set', () => {
    const config = readConfig({ DUBAN_SECRET: secret });
    expect([config.database.url, config.temporal.address, config.mail.url]).toEqual([null, null, null]);
    expect(config.server.publicUrl).toBe('http://127.0.0.1:3535');
  });

  it('takes an empty variable for one that is not set', () => {
    expect(readConfig({ DUBAN_SECRET: secret, DATABASE_URL: '', PORT: '' }).database.url).toBeNull();
  });

  it('tells every fault together', () => {
    const fault = faultOf({ DUBAN_SECRET: 'short', DATABASE_URL: 'mysql://x', PORT: '70000', SMTP_URL: 'nonsense', LOG_LEVEL: 'loud' });
    for (const name of ['DUBAN_SECRET', 'DATABASE_URL', 'PORT', 'SMTP_URL', 'LOG_LEVEL']) expect(fault.zh).toContain(name);
    expect(fault.exitCode).toBe(2);
  });

  it('refuses an API key without TLS, and half a certificate', () => {
    const fault = faultOf({ DUBAN_SECRET: secret, TEMPORAL_API_KEY: 'key', TEMPORAL_TLS: 'false', TEMPORAL_TLS_CERT: 'a.pem' });
    expect(fault.zh).toContain('TEMPORAL_TLS:');
    expect(fault.zh).toContain('TEMPORAL_TLS_KEY');
  });

  it('trusts no proxy unless one is named, and never everybody', () => {
    expect(readConfig({ DUBAN_SECRET: secret }).server.trustedProxies).toEqual([]);
    const config = readConfig({ DUBAN_SECRET: secret, TRUST_PROXY: 'loopback, 10.0.0.0/8,::1' });
    expect(config.server.trustedProxies).toEqual(['loopback', '10.0.0.0/8', '::1']);
    expect(readConfig(environmentOf(config)).server.trustedProxies).toEqual(config.server.trustedProxies);
    for (const wrong of ['true', '*', '0.0.0.0/0', '10.0.0.0/33', 'proxy.example.cn', '10.0.0.0/8/8', '127.0.0.1,']) {
      expect(faultOf({ DUBAN_SECRET: secret, TRUST_PROXY: wrong }).zh).toContain('TRUST_PROXY');
    }
  });

  it('cannot be changed', () => {
    const config = readConfig({ DUBAN_SECRET: secret });
    expect(Object.isFrozen(config) && Object.isFrozen(config.database) && Object.isFrozen(config.server)).toBe(true);
  });

  it('makes a secret at first use, keeps it, and lets nobody else read it', () => {
    const folder = join(runFolder(), randomUUID());
    mkdirSync(folder);
    const first = readConfig({ DUBAN_DATA: folder }).secret;
    expect(first).toMatch(/^[0-9a-f]{64}$/);
    expect(readConfig({ DUBAN_DATA: folder }).secret).toBe(first);
    expect(existsSync(join(folder, 'secret')) && statSync(join(folder, 'secret')).mode & 0o077).toBe(0);
  });

  it('is the same in a part that is started with its environment', () => {
    const addresses = { databaseUrl: 'postgresql://a:b@127.0.0.1:1/duban', temporalAddress: '127.0.0.1:2', smtpUrl: 'smtp://127.0.0.1:3' };
    const config = withAddresses(readConfig({ DUBAN_SECRET: secret, PORT: '4000' }), addresses);
    expect(readConfig(environmentOf(config))).toEqual(config);
  });

  it('keeps the cache of workflows within the memory there is', () => {
    const gigabyte = 1024 ** 3;
    expect([0.5, 1, 4, 512].map((memory) => affordableWorkflows(memory * gigabyte))).toEqual([20, 32, 40, 40]);
  });
});

function faultOf(environment: Record<string, string>): Fault {
  try {
    readConfig(environment);
  } catch (error) {
    return error as Fault;
  }
  throw new Error('the environment was taken');
}
