import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { ItemAction } from '../domain/may-do.ts';
import type { Moment } from '../domain/calendar.ts';

/** What a mailed link is good for. Opening it never acts: it shows a page on which these actions are possible. */
export interface LinkGrant {
  /** Id of the person it was mailed to. */
  person: string;
  /** Id of the one subject it opens. */
  subject: string;
  actions: LinkAction[];
  /** Virtual time, to the second; the link is dead from then on. */
  expiresAt: Moment;
}

/** Position in this list is a bit of the token: only ever add at the end. */
const grantable = [
  'sign',
  'planMeasures',
  'submit',
  'requestExtension',
  'acknowledge',
  'verify',
  'returnItem',
  'decideExtension',
] as const satisfies readonly ItemAction[];
export type LinkAction = (typeof grantable)[number];

const version = 1;
const bodyBytes = 1 + 16 + 16 + 2 + 5;
const macBytes = 16;

/**
 * A link token: 75 URL-safe characters holding the grant in the clear (opaque ids only) and a 128-bit HMAC over it.
 * @param key key material made for links alone, see `keyFor`
 */
export function makeLinkToken(key: string, grant: LinkGrant): string {
  const body = Buffer.alloc(bodyBytes);
  body.writeUInt8(version, 0);
  uuidBytes(grant.person).copy(body, 1);
  uuidBytes(grant.subject).copy(body, 17);
  body.writeUInt16BE(
    grant.actions.reduce((bits, action) => bits | (1 << grantable.indexOf(action)), 0),
    33,
  );
  body.writeUIntBE(Math.floor(grant.expiresAt / 1000), 35, 5);
  return Buffer.concat([body, mac(key, body)]).toString('base64url');
}

/** What the token grants at `now`, or why it grants nothing. Whether it was revoked is known by the database: see `linkTokenHash`. */
export function readLinkToken(key: string, token: string, now: Moment): LinkGrant | 'forged' | 'expired' {
  const bytes = Buffer.from(token, 'base64url');
  const body = bytes.subarray(0, bodyBytes);
  // The text is compared too: base64 has several spellings of the same bytes, and a revoked one must not live on in another.
  if (bytes.length !== bodyBytes + macBytes || bytes.toString('base64url') !== token) return 'forged';
  if (!timingSafeEqual(bytes.subarray(bodyBytes), mac(key, body)) || body.readUInt8(0) !== version) return 'forged';
  const bits = body.readUInt16BE(33);
  const grant: LinkGrant = {
    person: uuidText(body.subarray(1, 17)),
    subject: uuidText(body.subarray(17, 33)),
    actions: grantable.filter((_, index) => (bits & (1 << index)) !== 0),
    expiresAt: body.readUIntBE(35, 5) * 1000,
  };
  return now >= grant.expiresAt ? 'expired' : grant;
}

/** Under which a token is revoked (`revoked_link.token_hash`): the token itself is kept nowhere. */
export function linkTokenHash(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

function mac(key: string, body: Buffer): Buffer {
  return createHmac('sha256', key).update(body).digest().subarray(0, macBytes);
}

function uuidBytes(uuid: string): Buffer {
  const bytes = Buffer.from(uuid.replaceAll('-', ''), 'hex');
  if (bytes.length !== 16) throw new TypeError('a link is bound to UUIDs');
  return bytes;
}

function uuidText(bytes: Buffer): string {
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
