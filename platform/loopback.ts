import { isIP } from 'node:net';

/** Whether an address leads off this machine. A name other than `localhost` counts as outside: what it resolves to may change. */
export function isOutside(url: string): boolean {
  const host = new URL(url).hostname.replace(/^\[|\]$/g, '').toLowerCase();
  if (host === 'localhost' || host === '::1') return false;
  return !(isIP(host) === 4 && host.startsWith('127.'));
}
