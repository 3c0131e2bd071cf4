import { randomUUID } from 'node:crypto';
import { execute } from '../commands/execute.ts';
import { executeObligation } from '../commands/execute-obligation.ts';
import type { LedgerReading } from '../documents/ledger/reading.ts';
import { makeCalendar, type Calendar, type Day, type Moment } from '../domain/calendar.ts';
import type { Plan } from '../domain/plan.ts';
import type { Assumption } from '../domain/rehearsal/assumption.ts';
import type { Book } from '../domain/rehearsal/book.ts';
import { itemLives, obligationLives, rehearse, type Rehearsal } from '../domain/rehearsal/rehearse.ts';
import { inputFault } from '../platform/fault.ts';
import type { Say } from '../platform/say.ts';
import { differences } from './proof/compare.ts';
import { enteredObligations, enterLedgers, office, owner } from './proof/ledger.ts';
import { openProofStage, type ProofStage } from './proof/stage.ts';
import { standings } from './proof/standing.ts';
import { rehearsedItems } from './rehearsed-items.ts';

export interface Proof {
  /** Messages of the book that were compared. */
  messages: number;
  deliveries: number;
  /** Empty: the book is proved. */
  differences: string[];
}

/** Workdays after the book's last message in which nothing more may come. */
const silence = 10;

/**
 * Runs the whole campaign through the real system, from its first day until ten workdays after the book's last message: Postgres, the very
 * workflows under time skipping, the relay, the postman and a real SMTP server. The plan's obligations are entered by the launch, the ledgers'
 * items on the day they are assigned. People do what the assumption says, by real commands; time is stepped from window to window, and
 * whatever arrives is compared with the book.
 */
export async function prove(plan: Plan, readings: LedgerReading[], assume: Assumption, assigned: Day, say: Say): Promise<Proof> {
  const items = rehearsedItems(readings);
  if (items.length === 0 && plan.obligations.length === 0)
    throw inputFault(
      '没有可证明的内容：工作方案没有报送任务，也没有给出 --ledger。',
      'There is nothing to prove: the plan has no obligations and no --ledger was given.',
    );
  const rehearsal: Rehearsal = { plan, items, assume, assigned };
  const book = rehearse(rehearsal);
  const calendar = makeCalendar(plan.calendar);
  const first = plan.obligations.reduce((earliest, { starts }) => (starts < earliest ? starts : earliest), assigned);
  const stage = await openProofStage(plan, calendar.at(first, '00:00'), say);
  try {
    const subjects = await enteredObligations(stage, plan);
    await live({ stage, rehearsal, readings, book, calendar, subjects, say }, first);
    const found = [...(await differences(book, stage, subjects, plan)), ...(await standings(stage, subjects, plan, assume))];
    return { messages: book.messages.length, deliveries: book.summary.deliveries, differences: found };
  } finally {
    await stage.close();
  }
}

interface Run {
  stage: ProofStage;
  rehearsal: Rehearsal;
  readings: LedgerReading[];
  book: Book;
  calendar: Calendar;
  /** From a row's id to its subject in the book; items come in on the day they are assigned. */
  subjects: Map<string, string>;
  say: Say;
}

/** What is done at a moment besides the postman's rounds. */
type Act = (ids: Map<string, string>) => Promise<void>;

/** From window to window and deed to deed. The postman goes his round at every stop, so that what comes at a wrong moment is seen. */
async function live({ stage, rehearsal, readings, book, calendar, subjects, say }: Run, first: Day): Promise<void> {
  const acts = deedsOf(stage, rehearsal, calendar);
  const entering = calendar.at(rehearsal.assigned, '00:00');
  const enter: Act = async () => {
    for (const [id, subject] of await enterLedgers(stage, rehearsal.plan, readings)) subjects.set(id, subject);
  };
  acts.set(entering, [enter, ...(acts.get(entering) ?? [])]);
  const stops = [...new Set([...windows(first, book, calendar), ...acts.keys()])].sort((a, b) => a - b);
  let month = '';
  for (const moment of stops) {
    const day = calendar.dayOf(moment);
    if (day.slice(0, 7) !== month) say(`虚拟时间 ${day}`, `virtual time ${day}`);
    month = day.slice(0, 7);
    await stage.stepTo(moment);
    await stage.post();
    for (const act of acts.get(moment) ?? []) await act(new Map([...subjects].map(([id, subject]) => [subject, id])));
    await stage.post();
  }
}

/** By moment, everything that people do to items and obligations. */
function deedsOf({ pool, now }: ProofStage, rehearsal: Rehearsal, calendar: Calendar): Map<Moment, Act[]> {
  const acts = new Map<Moment, Act[]>();
  const add = (at: Moment, act: Act): void => void acts.set(at, [...(acts.get(at) ?? []), act]);
  for (const [{ subject, unit }, { deeds }] of itemLives(rehearsal, calendar)) {
    for (const { at, by, command } of deeds) {
      const actor = by === 'office' ? office : owner(unit);
      add(at, async (ids) => {
        const answer = await execute({ pool, now }, { id: randomUUID(), subject: ids.get(subject) ?? '', actor, command });
        if (answer.outcome === 'refused') throw new Error(`${subject} ${command.action} was refused: ${answer.code}`);
      });
    }
  }
  for (const [{ subject, unit }, { deeds }] of obligationLives(rehearsal, calendar)) {
    for (const { at, by, command } of deeds) {
      const actor = by === 'office' ? office : owner(unit);
      add(at, async (ids) => {
        const answer = await executeObligation({ pool, now }, { id: randomUUID(), subject: ids.get(subject) ?? '', actor, command });
        if (answer.outcome === 'refused') throw new Error(`${subject} ${command.action} was refused: ${answer.code}`);
      });
    }
  }
  return acts;
}

function windows(first: Day, book: Book, calendar: Calendar): Moment[] {
  const last = calendar.addWorkdays(book.summary.byDay.at(-1)?.day ?? first, silence);
  const openings: Moment[] = [];
  for (let day = calendar.workdayOnOrAfter(first); day <= last; day = calendar.addWorkdays(day, 1)) openings.push(calendar.opening(day));
  return openings;
}
