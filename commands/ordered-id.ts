import { randomUUID } from 'node:crypto';

let last = 0;

/**
 * A UUID of version 7: this process's milliseconds first, then chance. Ids made one after the other lie side by side in every index, so a ledger that
 * is entered touches a page or two of each instead of as many as it has rows. It says when it was made, and nothing of what it stands for.
 */
export function orderedId(): string {
  // Never twice the same millisecond: ids of one import keep their order, which runs ahead of the clock by what was made in between.
  last = Math.max(last + 1, Date.now());
  const time = last.toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`;
}
