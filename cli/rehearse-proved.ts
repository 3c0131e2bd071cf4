import { randomUUID } from 'node:crypto';
import { execute } from '../commands/execute.ts';
import type { LedgerReading } from '../documents/ledger/reading.ts';
import { makeCalendar, type Calendar, type Day, type Moment } from '../domain/calendar.ts';
import type { Plan } from '../domain/plan.ts';
import type { Assumption } from '../domain/rehearsal/assumption.ts';
import type { Book } from '../domain/rehearsal/book.ts';
import type { Deed } from '../domain/rehearsal/item-life.ts';
import { itemLives, rehearse, type Rehearsal } from '../domain/rehearsal/rehearse.ts';
import { inputFault } from '../platform/fault.ts';
import type { Say } from '../platform/say.ts';
import { differences } from './proof/compare.ts';
import { county, enterLedgers, office } from './proof/ledger.ts';
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
 * Runs the ledgers' items through the real system, from their assignment until ten workdays after the book's last message: Postgres, the very
 * workflows under time skipping, the relay, the postman and a real SMTP server. People do what the assumption says, by real commands; time is
 * stepped from window to window, and whatever arrives is compared with the book. Obligations have no workflow yet and are not part of it.
 */
export async function prove(plan: Plan, readings: LedgerReading[], assume: Assumption, assigned: Day, say: Say): Promise<Proof> {
  const items = rehearsedItems(readings);
  if (items.length === 0)
    throw inputFault('--proved 需要 --ledger：没有台账条目可以证明。', '--proved needs --ledger: there is no item to prove.');
  const rehearsal: Rehearsal = { plan: { ...plan, obligations: [] }, items, assume, assigned };
  const book = rehearse(rehearsal);
  const calendar = makeCalendar(plan.calendar);
  const stage = await openProofStage(plan, calendar.at(assigned, '00:00'), say);
  try {
    const subjects = await enterLedgers(stage, plan, readings);
    await live(stage, rehearsal, book, calendar, new Map([...subjects].map(([id, subject]) => [subject, id])), say);
    const found = [...(await differences(book, stage, subjects, plan)), ...(await standings(stage, subjects, plan, assume))];
    return { messages: book.messages.length, deliveries: book.summary.deliveries, differences: found };
  } finally {
    await stage.close();
  }
}

interface OwnDeed extends Deed {
  item: string;
  unit: string;
}

/** From window to window and deed to deed. The postman goes his round at every stop, so that what comes at a wrong moment is seen. */
async function live(
  stage: ProofStage,
  rehearsal: Rehearsal,
  book: Book,
  calendar: Calendar,
  ids: Map<string, string>,
  say: Say,
): Promise<void> {
  const deeds = new Map<Moment, OwnDeed[]>();
  for (const [{ subject, unit }, life] of itemLives(rehearsal, calendar)) {
    for (const deed of life.deeds) deeds.set(deed.at, [...(deeds.get(deed.at) ?? []), { ...deed, item: ids.get(subject) ?? '', unit }]);
  }
  const stops = [...new Set([...windows(rehearsal.assigned, book, calendar), ...deeds.keys()])].sort((a, b) => a - b);
  let month = '';
  for (const moment of stops) {
    const day = calendar.dayOf(moment);
    if (day.slice(0, 7) !== month) say(`虚拟时间 ${day}`, `virtual time ${day}`);
    month = day.slice(0, 7);
    await stage.stepTo(moment);
    await stage.post();
    for (const deed of deeds.get(moment) ?? []) await act(stage, deed);
    await stage.post();
  }
}

function windows(assigned: Day, book: Book, calendar: Calendar): Moment[] {
  const last = calendar.addWorkdays(book.summary.byDay.at(-1)?.day ?? assigned, silence);
  const openings: Moment[] = [];
  for (let day = calendar.workdayOnOrAfter(assigned); day <= last; day = calendar.addWorkdays(day, 1)) openings.push(calendar.opening(day));
  return openings;
}

async function act({ pool, now }: ProofStage, { item, unit, by, command }: OwnDeed): Promise<void> {
  const actor = by === 'office' ? office : county(unit);
  const answer = await execute({ pool, now }, { id: randomUUID(), subject: item, actor, command });
  if (answer.outcome === 'refused') throw new Error(`${command.action} was refused: ${answer.code}`);
}
