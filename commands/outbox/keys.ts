import { hash } from 'node:crypto';

/** What makes a line one of a kind, with the person who hears it: it goes once, whatever is restarted or restored. */
export interface LineIdentity {
  subject: string;
  armRevision: number;
  rung: string;
  channel: string;
}

/** The line's opaque key, 24 hexadecimal digits. */
export function lineKey(line: LineIdentity, person: string): string {
  return digestOf(`${line.subject}|${line.armRevision}|${line.rung}|${person}|${line.channel}`).slice(0, 24);
}

/**
 * The delivery's id, and so its Message-ID, from the lines it carries. A line is in one delivery only, so the id is as
 * unique as a random one; and where an older database is restored, the same lines make the same message again.
 */
export function deliveryId(keys: string[]): string {
  const hex = digestOf([...keys].sort().join('|'));
  const variant = ((parseInt(hex.slice(16, 18), 16) & 0x3f) | 0x80).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(18, 20)}-${hex.slice(20, 32)}`;
}

function digestOf(text: string): string {
  return hash('sha256', text, 'hex');
}
