import type { Calendar, Day } from '../calendar.ts';
import type { BookMessage, BookSummary, DayCount } from './book.ts';
import type { Recipient } from './recipients.ts';

const shown = 5;

interface Tally {
  messages: number;
  deliveries: Set<string>;
}

/** The totals of a book. `people` tells who a delivery goes to. */
export function summarise(
  messages: BookMessage[],
  people: Map<string, Recipient>,
  counts: Pick<BookSummary, 'campaign' | 'assume' | 'assigned' | 'items' | 'done' | 'obligations'>,
  calendar: Calendar,
): BookSummary {
  const kinds: BookSummary['byKind'] = {};
  const rungs: Record<string, number> = {};
  const days = new Map<Day, Tally>();
  const persons = new Map<Recipient, Tally>();
  for (const message of messages) {
    kinds[message.kind] = (kinds[message.kind] ?? 0) + 1;
    rungs[message.rung] = (rungs[message.rung] ?? 0) + 1;
    tally(days, message.at.slice(0, 10), message.delivery);
    const person = people.get(message.delivery);
    if (person) tally(persons, person, message.delivery);
  }
  const byPerson = [...persons].map(([person, count]) => ({ person: person.name, unit: person.unit, ...numbers(count) }));
  const byDay = [...days].map(([day, count]) => ({ day, ...numbers(count) }));
  return {
    ...counts,
    messages: messages.length,
    deliveries: people.size,
    people: persons.size,
    byKind: kinds,
    byRung: Object.fromEntries(Object.entries(rungs).sort(([a], [b]) => (a < b ? -1 : 1))),
    byPerson: byPerson.sort((a, b) => b.messages - a.messages || (a.person < b.person ? -1 : 1)),
    byUnit: unitsOf(byPerson),
    byDay,
    fullest: [...byDay].sort((a, b) => b.messages - a.messages || (a.day < b.day ? -1 : 1)).slice(0, shown),
    emptiest: emptiest(byDay, calendar),
  };
}

function tally<K>(counts: Map<K, Tally>, key: K, delivery: string): void {
  const count = counts.get(key);
  if (!count) counts.set(key, { messages: 1, deliveries: new Set([delivery]) });
  else {
    count.messages += 1;
    count.deliveries.add(delivery);
  }
}

function numbers({ messages, deliveries }: Tally): { messages: number; deliveries: number } {
  return { messages, deliveries: deliveries.size };
}

function unitsOf(byPerson: BookSummary['byPerson']): BookSummary['byUnit'] {
  const units = new Map<string, BookSummary['byUnit'][number]>();
  for (const { unit, messages, deliveries } of byPerson) {
    const found = units.get(unit) ?? { unit, messages: 0, deliveries: 0, people: 0 };
    units.set(unit, { unit, messages: found.messages + messages, deliveries: found.deliveries + deliveries, people: found.people + 1 });
  }
  return [...units.values()].sort((a, b) => b.messages - a.messages || (a.unit < b.unit ? -1 : 1));
}

/** The workdays from the first message to the last on which the fewest leave: where there is room. */
function emptiest(byDay: DayCount[], calendar: Calendar): DayCount[] {
  const first = byDay[0]?.day;
  const last = byDay.at(-1)?.day;
  if (first === undefined || last === undefined) return [];
  const counted = new Map(byDay.map((count) => [count.day, count]));
  const workdays: DayCount[] = [];
  for (let day = first; day <= last; day = calendar.addWorkdays(day, 1)) {
    workdays.push(counted.get(day) ?? { day, messages: 0, deliveries: 0 });
  }
  return workdays.sort((a, b) => a.messages - b.messages || (a.day < b.day ? -1 : 1)).slice(0, shown);
}
