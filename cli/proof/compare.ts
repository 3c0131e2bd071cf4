import type { Book } from '../../domain/rehearsal/book.ts';
import { isoIn } from '../../domain/rehearsal/iso.ts';
import type { Plan } from '../../domain/plan.ts';
import { engine } from '../../commands/actors.ts';
import { actorSetting } from '../../commands/execute.ts';
import { withActor } from '../../platform/database.ts';
import type { ProofStage } from './stage.ts';

interface SentLine {
  key: string;
  subject: string;
  rung: string;
  person: string;
  unit: string;
  roles: string[];
}

/**
 * Every difference between the book and what the SMTP server received, as sentences; none when the book is proved. A message is compared
 * whole: its moment, its person, and every subject and rung in it. Invented people of a unit's duties are named as the book names them.
 */
export async function differences(book: Book, stage: ProofStage, subjects: Map<string, string>, plan: Plan): Promise<string[]> {
  const lines = await sentLines(stage);
  const nameOf = bookNames(plan);
  const arrived = stage.received.map(({ at, keys }) => {
    const known = keys.map((key) => lines.get(key));
    const people = new Set(known.map((line) => (line ? nameOf(line) : 'nobody known')));
    const told = known.map((line) => (line ? `${subjects.get(line.subject) ?? line.subject} ${line.rung}` : 'an unknown line'));
    return `${isoIn(at, plan.calendar.zone)} ${[...people].join('+')}: ${told.sort().join(', ')}`;
  });
  const digests = new Map<string, string[]>();
  for (const { delivery, subject, rung } of book.messages) digests.set(delivery, [...(digests.get(delivery) ?? []), `${subject} ${rung}`]);
  const people = new Map(book.messages.map(({ delivery, at, to }) => [delivery, `${at} ${to.join()}`]));
  const foreseen = [...digests].map(([delivery, told]) => `${people.get(delivery) ?? ''}: ${told.sort().join(', ')}`);
  return [
    ...without(foreseen, arrived).map((line) => `只在书中 only in the book: ${line}`),
    ...without(arrived, foreseen).map((line) => `只在邮件中 only in the mail: ${line}`),
  ];
}

async function sentLines({ pool }: ProofStage): Promise<Map<string, SentLine>> {
  const text = `SELECT l.key, l.subject::text AS subject, l.rung, p.name AS person, p.unit, p.roles
    FROM delivery_line l JOIN person p ON p.id = l.person`;
  const { rows } = await withActor(pool, actorSetting(engine), (client) => client.query<SentLine>(text));
  return new Map(rows.map((row) => [row.key, row]));
}

function bookNames(plan: Plan): (line: SentLine) => string {
  const unitRoles = new Map(plan.roles.filter(({ scope }) => scope === 'unit').map(({ key, name }) => [key, name.zh]));
  const units = new Map([...plan.departments, ...plan.units].map(({ key, name }) => [key, name]));
  return ({ person, unit, roles }) => {
    const held = roles.map((role) => unitRoles.get(role)).find((name) => name !== undefined);
    return held !== undefined && units.has(unit) ? `${units.get(unit) ?? ''} ${held}` : person;
  };
}

/** The lines of one list that the other lacks, each as often as it is missing. */
function without(lines: string[], others: string[]): string[] {
  const left = new Map<string, number>();
  for (const other of others) left.set(other, (left.get(other) ?? 0) + 1);
  return lines.filter((line) => {
    const count = left.get(line) ?? 0;
    left.set(line, count - 1);
    return count <= 0;
  });
}
