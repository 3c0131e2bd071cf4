import type { Pool } from 'pg';
import type { AgendaEntry } from '../domain/agenda.ts';
import type { Moment } from '../domain/calendar.ts';
import type { Receipt } from '../domain/receipt.ts';
import { inBatches } from './in-batches.ts';
import { isConnectionLoss } from './postgres-errors.ts';
import type { AnswerOf, KindName, Life, SubjectKind, Subjects } from './subject-kind.ts';

/** What a command wants to know before it is decided. */
export interface Asked {
  /** As `actorSetting` makes it: what this actor may not see is not found. */
  actor: string;
  subject: string;
  /** Of the command. */
  id: string;
}

/** The answer a command has had, and who gave it for what. */
export interface Answered<K extends KindName> {
  subject: string;
  actor: string;
  answer: AnswerOf<K>;
}

export interface Found<K extends KindName> {
  life: Life<K> | null;
  campaign: string | null;
  command: Answered<K> | null;
}

/** A decided change, as `duban_write_changes` takes it. */
export interface Change<K extends KindName> {
  /** As `actorSetting` makes it. */
  as: string;
  id: string;
  campaign: string;
  /** That answered for the subject before the change. */
  unit: string;
  subject: string;
  at: Moment;
  actor: string;
  role: string;
  action: string;
  result: 'done';
  detail: object;
  /** Revision and generation it was decided on. */
  expected: number;
  generation: number;
  life: Life<K>;
  content: Subjects[K]['content'] | null;
  /** Null leaves the agenda as it is. */
  agenda: object[] | null;
  wake: boolean;
  receipt: Receipt;
}

/** Commands of one moment share a statement, whatever they are for, and what a statement costs by itself: its way there and back, its transaction, its flush. */
const together = { most: 20, lines: 2 };

type Named = { kind: KindName };

const readTogether = inBatches<Pool, Asked & Named, Found<KindName>>(async (pool, asked) => {
  const { rows } = await pool.query<{ found: Found<KindName>[] }>({
    name: 'read-orders',
    text: 'SELECT duban_read_orders($1) AS found',
    values: [JSON.stringify(asked)],
  });
  return rows[0]?.found ?? [];
}, together);

/** A subject and the answer its command already had. */
export function readOrder<K extends KindName>(pool: Pool, { name }: SubjectKind<K>, asked: Asked): Promise<Found<K>> {
  return readTogether(pool, { kind: name, ...asked }) as Promise<Found<K>>;
}

type AnyChange = Change<KindName> & Named;

const writeTogether = inBatches<Pool, AnyChange, boolean>(async (pool, changes) => {
  try {
    return await writeAll(pool, changes);
  } catch (error) {
    // One that the database refuses, or that has to wait, undoes all: each is given alone, so that only that one fails or waits. Where nothing
    // is known of the outcome, nobody is told one.
    if (changes.length === 1 || isConnectionLoss(error)) throw error;
    return changes.map(async (change) => (await writeAll(pool, [change]))[0] === true);
  }
}, together);

/**
 * Writes a change, with state, audit, agenda, wake row and answer, in one transaction: durable when it returns. False when the subject has
 * moved on, and nothing was written.
 */
export function writeChange<K extends KindName>(pool: Pool, { name }: SubjectKind<K>, change: Change<K>): Promise<boolean> {
  return writeTogether(pool, { kind: name, ...change });
}

/** In the order of their subjects, so that two batches never wait for each other. */
async function writeAll(pool: Pool, changes: AnyChange[]): Promise<boolean[]> {
  const order = changes.map((_, index) => index).sort((a, b) => ((changes[a]?.subject ?? '') < (changes[b]?.subject ?? '') ? -1 : 1));
  const { rows } = await pool.query<{ written: boolean[] }>({
    name: 'write-changes',
    text: 'SELECT duban_write_changes($1) AS written',
    values: [JSON.stringify(order.map((index) => changes[index]))],
  });
  const written = rows[0]?.written ?? [];
  const done: boolean[] = [];
  order.forEach((index, place) => (done[index] = written[place] === true));
  return done;
}

/** The agenda as the write functions take it. */
export function agendaRows(entries: AgendaEntry[]): object[] {
  return entries.map(({ to, ...entry }) => ({ ...entry, roles: to }));
}
