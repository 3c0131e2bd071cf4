import { randomInt } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';

/** Argon2id with the OWASP minimum of 19 MiB and two passes. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export function hashPassword(password: string): Promise<string> {
  return hash(password, cost);
}

export function verifyPassword({ hash: known, password }: { hash: string; password: string }): Promise<boolean> {
  return verify(known, password);
}

/** No letters or digits that are mistaken for one another when read out. */
const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789';

/** A password for one log-in, about 79 bits: `k3fm-9xwt-…`, to be read from a screen and typed once. */
export function oneTimePassword(): string {
  const letters = Array.from({ length: 16 }, () => alphabet.charAt(randomInt(alphabet.length))).join('');
  return letters.replace(/(.{4})(?=.)/g, '$1-');
}
