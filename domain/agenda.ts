import type { Calendar, Day, Moment } from './calendar.ts';
import { ladderDay } from './deadline.ts';
import { rungName, type Channel, type Ladder, type Rung } from './ladder.ts';
import { isInstruction, leaves, type Chased } from './subject.ts';

/** What a person or the clock would do to make an entry pointless. */
export type Stop = 'sign' | 'submit' | 'acknowledge' | 'decideExtension' | 'close' | 'void';

/** One moment at which the system will tell somebody something about a subject. */
export interface AgendaEntry {
  at: Moment;
  /** `complex:-3`, `complex:+5`, `assigned`, `complex:+5:unacknowledged`; once per arm revision. */
  rung: string;
  kind: 'notice' | 'reminder' | 'chaser' | 'escalation';
  /** Roles, the first is the one addressed. */
  to: string[];
  channel: Channel;
  stoppedBy: Stop[];
  /** Leaves at any hour of any day. */
  urgent: boolean;
}

const whileOpen: Stop[] = ['submit', 'close', 'void'];
/** An instruction is told even of a subject that was answered meanwhile. */
const untilOver: Stop[] = ['close', 'void'];

/**
 * Every moment at which something will be said about a subject as it stands, in order of time.
 *
 * Past moments of the present arm revision are included: whether they went is known by the outbox, not here.
 * Ordinary entries fall on the opening of a workday's window; none lies before the subject was armed.
 * A subject that is answered, over or not yet assigned has only what is told regardless. Ladders do not end
 * with the campaign: they run until the subject is done (product.md, decisions of the reference plan).
 */
export function agenda(subject: Chased, ladder: Ladder, calendar: Calendar): AgendaEntry[] {
  if (subject.standing === 'waiting' || subject.standing === 'over' || subject.armedAt === null) return [];
  if (subject.standing === 'answered') {
    return inOrder(notices({ ...subject, notices: subject.notices.filter(isInstruction) }, ladder, calendar));
  }
  return inOrder([
    ...notices(subject, ladder, calendar),
    ...unsignedChasers(subject, subject.armedAt, ladder, calendar),
    ...undecidedChasers(subject, ladder, calendar),
    ...deadlineRungs(subject, subject.armedAt, ladder, calendar),
  ]);
}

function inOrder(entries: AgendaEntry[]): AgendaEntry[] {
  return entries.sort((a, b) => a.at - b.at || (a.rung < b.rung ? -1 : 1));
}

function notices(subject: Chased, ladder: Ladder, calendar: Calendar): AgendaEntry[] {
  return subject.notices.map((notice) => ({
    at: leaves(notice, calendar),
    rung: notice.rung,
    kind: 'notice',
    to: notice.to.length > 0 ? notice.to : ladder.opening,
    channel: 'mail',
    stoppedBy: isInstruction(notice) ? untilOver : whileOpen,
    urgent: notice.urgent,
  }));
}

function unsignedChasers(subject: Chased, armedAt: Moment, ladder: Ladder, calendar: Calendar): AgendaEntry[] {
  if (subject.signed !== false) return [];
  const told = calendar.dayOf(calendar.openingOnOrAfter(armedAt));
  return ladder.unsigned.map((rung) =>
    entry(rungName('unsigned', rung.offset), 'chaser', rung, calendar.addWorkdays(told, rung.offset), calendar, ['sign', ...whileOpen]),
  );
}

function undecidedChasers(subject: Chased, ladder: Ladder, calendar: Calendar): AgendaEntry[] {
  const request = subject.extension;
  if (!request) return [];
  const asked = calendar.dayOf(calendar.openingOnOrAfter(request.requestedAt));
  return ladder.undecided.map((rung) =>
    entry(rungName(`undecided:${request.number}`, rung.offset), 'chaser', rung, calendar.addWorkdays(asked, rung.offset), calendar, [
      'decideExtension',
      ...whileOpen,
    ]),
  );
}

/** The rungs around the deadline, and for each escalation the climb to the next level while nobody acknowledges it. */
function deadlineRungs(subject: Chased, armedAt: Moment, ladder: Ladder, calendar: Calendar): AgendaEntry[] {
  if (subject.due === null) return [];
  const planned = plannedDays(subject.due, armedAt, ladder, calendar);
  return planned.flatMap(({ rung, day }, index) => {
    const name = rungName(ladder.key, rung.offset);
    if (rung.offset <= 0) return [entry(name, 'reminder', rung, day, calendar, whileOpen)];
    const own = entry(name, 'escalation', rung, day, calendar, whileOpen);
    const next = planned[index + 1];
    const climbs = calendar.addWorkdays(day, ladder.acknowledgeWithin);
    if (!next || next.day <= climbs || subject.acknowledged.includes(name)) return [own];
    const climb = entry(`${name}:unacknowledged`, 'escalation', { ...next.rung, to: next.rung.to.slice(0, 1) }, climbs, calendar, [
      'acknowledge',
      ...whileOpen,
    ]);
    return [own, climb];
  });
}

/**
 * The workday of each rung that is still to come when the ladder begins at `armedAt`. Where even the first overdue rung
 * has passed by then (an item imported when already overdue), that rung takes the next window and the later ones keep their distance.
 */
function plannedDays(due: Day, armedAt: Moment, ladder: Ladder, calendar: Calendar): { rung: Rung; day: Day }[] {
  const day0 = ladderDay(due, ladder, calendar);
  const firstOverdue = ladder.rungs.find((rung) => rung.offset > 0);
  const missed = firstOverdue !== undefined && calendar.opening(calendar.addWorkdays(day0, firstOverdue.offset)) < armedAt;
  if (missed) {
    const restart = calendar.dayOf(calendar.openingOnOrAfter(armedAt));
    return ladder.rungs
      .filter((rung) => rung.offset > 0)
      .map((rung) => ({ rung, day: calendar.addWorkdays(restart, rung.offset - firstOverdue.offset) }));
  }
  return ladder.rungs
    .map((rung) => ({ rung, day: calendar.addWorkdays(day0, rung.offset) }))
    .filter(({ day }) => calendar.opening(day) >= armedAt);
}

function entry(rung: string, kind: AgendaEntry['kind'], { to }: Rung, day: Day, calendar: Calendar, stoppedBy: Stop[]): AgendaEntry {
  return { at: calendar.opening(day), rung, kind, to, channel: 'mail', stoppedBy, urgent: false };
}
