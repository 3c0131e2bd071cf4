import type { AgendaEntry } from '../agenda.ts';
import { makeCalendar, type Calendar, type Day, type Moment } from '../calendar.ts';
import { obligationId } from '../obligation.ts';
import type { ObligationRule, Plan } from '../plan.ts';
import { rulesOfClass, rulesOfObligation } from '../rules.ts';
import type { Assumption } from './assumption.ts';
import type { Book, BookMessage } from './book.ts';
import { itemLife, type ItemLife } from './item-life.ts';
import { isoIn } from './iso.ts';
import { obligationLife, type ObligationLife } from './obligation-life.ts';
import { recipientsOf, type Owner, type Recipient } from './recipients.ts';
import { summarise } from './summary.ts';

/** A ledger's row as far as it matters for what is sent. */
export interface RehearsedItem {
  subject: string;
  unit: string;
  responsible: string | null;
  difficulty: string;
  /** The ledger's own deadline; null for the class's. */
  due: Day | null;
  title: string;
  /** Came in as done: closed as declared, nothing is sent. */
  done: boolean;
}

export interface Rehearsal {
  plan: Plan;
  items: RehearsedItem[];
  assume: Assumption;
  /** All items are assigned when this day begins; their opening messages leave in its window, or the next one on a rest day. */
  assigned: Day;
}

/**
 * The book of a campaign before it runs (演练): every reminder and escalation about each item and each obligation of the plan,
 * made by the same `agenda` and `decide` that the running system uses.
 * @throws Error when an item names a class of difficulty that the plan has not.
 */
export function rehearse({ plan, items, assume, assigned }: Rehearsal): Book {
  const calendar = makeCalendar(plan.calendar);
  const desk = writingDesk(plan);
  for (const [item, { sent }] of itemLives({ plan, items, assume, assigned }, calendar)) desk.write(item.subject, item.title, item, sent);

  const names = new Map([...plan.departments, ...plan.units].map(({ key, name }) => [key, name]));
  let obligations = 0;
  for (const [{ rule, unit, subject }, { sent }] of obligationLives({ plan, assume }, calendar)) {
    obligations += 1;
    desk.write(subject, `${names.get(unit) ?? unit}：${rule.name.zh}`, { unit, responsible: null }, sent);
  }

  const done = items.filter((item) => item.done).length;
  const { messages, people } = desk.finish();
  const counts = { campaign: plan.name.zh, assume, assigned, items: items.length, done, obligations };
  return { messages, summary: summarise(messages, people, counts, calendar) };
}

/** The open items, each with its life; items of one class and deadline share theirs, so it is lived once. */
export function* itemLives({ plan, items, assume, assigned }: Rehearsal, calendar: Calendar): Generator<[RehearsedItem, ItemLife]> {
  const classes = new Map(plan.difficulties.map((difficulty) => [difficulty.key, rulesOfClass(plan, difficulty, 1)]));
  const lives = new Map<string, ItemLife>();
  const from = calendar.at(assigned, '00:00');
  for (const item of items) {
    if (item.done) continue;
    const rules = classes.get(item.difficulty);
    if (!rules) throw new Error(`the plan has no class ${item.difficulty} (${item.subject})`);
    const key = `${item.difficulty} ${item.due ?? ''}`;
    const life = lives.get(key) ?? itemLife(rules, item.due, from, assume, calendar);
    lives.set(key, life);
    yield [item, life];
  }
}

/** Everything that a unit owes, each with its life; the units that owe the same live the same, so it is lived once. */
export function* obligationLives(
  { plan, assume }: Pick<Rehearsal, 'plan' | 'assume'>,
  calendar: Calendar,
): Generator<[{ subject: string; unit: string; rule: ObligationRule }, ObligationLife]> {
  for (const rule of plan.obligations) {
    const life = obligationLife(rule, rulesOfObligation(plan, rule, 1), assume, calendar);
    for (const unit of rule.owedBy) yield [{ subject: obligationId(rule, unit), unit, rule }, life];
  }
}

/** Writes lives as lines, and hands them back in order of time; lines of one moment keep the order of their subjects. */
function writingDesk(plan: Plan) {
  const recipients = recipientsOf(plan);
  const moments = new Map<Moment, { at: string; lines: BookMessage[]; deliveries: Map<string, string> }>();
  const people = new Map<string, Recipient>();
  const addressed = new Map<Recipient, string[]>();
  const page = (at: Moment) => {
    let found = moments.get(at);
    if (!found) moments.set(at, (found = { at: isoIn(at, plan.calendar.zone), lines: [], deliveries: new Map() }));
    return found;
  };
  const toOf = (person: Recipient): string[] => {
    let to = addressed.get(person);
    if (!to) addressed.set(person, (to = [person.name]));
    return to;
  };

  return {
    write: (subject: string, title: string, owner: Owner, life: AgendaEntry[]): void => {
      for (const { at: moment, rung, kind, to, channel, stoppedBy } of life) {
        const { at, lines, deliveries } = page(moment);
        for (const person of recipients(to, owner)) {
          const digest = `${person.id} ${channel}`;
          let delivery = deliveries.get(digest);
          if (delivery === undefined) deliveries.set(digest, (delivery = `${at} ${digest}`));
          people.set(delivery, person);
          lines.push({ at, subject, rung, kind, to: toOf(person), unit: person.unit, channel, title, stoppedBy, delivery });
        }
      }
    },
    finish: (): { messages: BookMessage[]; people: Map<string, Recipient> } => {
      const inTime = [...moments.entries()].sort(([a], [b]) => a - b);
      return { messages: inTime.flatMap(([, { lines }]) => lines), people };
    },
  };
}
