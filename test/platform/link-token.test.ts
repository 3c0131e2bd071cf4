import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { linkTokenHash, makeLinkToken, readLinkToken, type LinkGrant } from '../../platform/link-token.ts';

const key = 'key for links in tests';
const grant: LinkGrant = {
  person: randomUUID(),
  subject: randomUUID(),
  actions: ['sign', 'acknowledge'],
  expiresAt: Date.parse('2023-08-01'),
};
const before = grant.expiresAt - 1;

describe('a mailed link', () => {
  it('gives back who it was mailed to, what it opens and what it allows', () => {
    expect(readLinkToken(key, makeLinkToken(key, grant), before)).toEqual(grant);
  });

  it('is short and safe in an address', () => {
    expect(makeLinkToken(key, grant)).toMatch(/^[\w-]{75}$/);
  });

  it('is dead at its expiry', () => {
    expect(readLinkToken(key, makeLinkToken(key, grant), grant.expiresAt)).toBe('expired');
  });

  it('is forged when any character of it is changed, cut or added', () => {
    const token = makeLinkToken(key, grant);
    for (let i = 0; i < token.length; i++) {
      const other = token[i] === 'A' ? 'B' : 'A';
      expect(readLinkToken(key, token.slice(0, i) + other + token.slice(i + 1), before)).toBe('forged');
    }
    for (const changed of ['', token.slice(1), `${token}A`, `${token}=`, ` ${token}`, '../../etc/passwd']) {
      expect(readLinkToken(key, changed, before)).toBe('forged');
    }
  });

  it('made with another key is forged', () => {
    expect(readLinkToken('another key', makeLinkToken(key, grant), before)).toBe('forged');
  });

  it('is revoked under a hash that does not give it away', () => {
    const token = makeLinkToken(key, grant);
    expect(linkTokenHash(token)).toMatch(/^[0-9a-f]{64}$/);
    expect(linkTokenHash(token)).not.toBe(linkTokenHash(makeLinkToken(key, { ...grant, actions: [] })));
  });
});
