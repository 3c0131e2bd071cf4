import type { BookMessage } from '../../domain/rehearsal/book.ts';

/** What one person gets in one window: the lines of a delivery. */
export interface Digest {
  at: string;
  day: string;
  time: string;
  person: string;
  unit: string;
  lines: BookMessage[];
}

/** The book's lines gathered into deliveries, in order of time and, within a moment, by unit and person. */
export function digests(messages: BookMessage[]): Digest[] {
  const found = new Map<string, Digest>();
  for (const message of messages) {
    const digest = found.get(message.delivery);
    if (digest) digest.lines.push(message);
    else {
      const { at, unit } = message;
      const person = message.to.join('、');
      found.set(message.delivery, { at, day: at.slice(0, 10), time: at.slice(11, 16), person, unit, lines: [message] });
    }
  }
  return [...found.values()].sort((a, b) => compare(a.at, b.at) || compare(a.unit, b.unit) || compare(a.person, b.person));
}

/** Lines of a digest that stand on the same rung. */
export interface Gathered {
  kind: BookMessage['kind'];
  rung: string;
  count: number;
  titles: string[];
}

/** Lines that say the same, counted: a digest of 30 items reads as three lines, not thirty. Titles leave out the `unit` they are told to. */
export function gathered(lines: BookMessage[], unit: string): Gathered[] {
  const found = new Map<string, Gathered>();
  const prefix = `${unit}：`;
  for (const { kind, rung, title: whole } of lines) {
    const title = whole.startsWith(prefix) ? whole.slice(prefix.length) : whole;
    const same = found.get(rung);
    if (same) {
      same.count += 1;
      same.titles.push(title);
    } else found.set(rung, { kind, rung, count: 1, titles: [title] });
  }
  return [...found.values()];
}

export function byDay(all: Digest[]): Map<string, Digest[]> {
  const days = new Map<string, Digest[]>();
  for (const digest of all) {
    const day = days.get(digest.day);
    if (day) day.push(digest);
    else days.set(digest.day, [digest]);
  }
  return days;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
