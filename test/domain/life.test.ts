import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { agenda, type AgendaEntry } from '../../domain/agenda.ts';
import type { Moment } from '../../domain/calendar.ts';
import { decide } from '../../domain/decide.ts';
import { ladderDay } from '../../domain/deadline.ts';
import { DomainError } from '../../domain/errors.ts';
import { clockState, register, type LedgerItem } from '../../domain/ledger-item.ts';
import type { ItemAction } from '../../domain/may-do.ts';
import { nextTimedChange } from '../../domain/moments.ts';
import { receipt } from '../../domain/receipt.ts';
import { collectSent } from '../../domain/rehearsal/sent.ts';
import type { Rules } from '../../domain/subject.ts';
import { coordinator, engine } from './item.ts';
import { lives, type Life } from './life.ts';
import { at, calendar, classes } from '../support/rules.ts';

interface Turn {
  action: ItemAction;
  /** Null where the rules refused. */
  done: boolean;
  now: Moment;
  before: LedgerItem;
  after: LedgerItem;
  rules: Rules;
}

const runs = { numRuns: 150 };
const planned = (item: LedgerItem, rules: Rules): AgendaEntry[] => agenda(clockState(item), rules.ladder, calendar);

/** Lives a random life: an assigned item and what the rules make of the attempts. */
function live({ key, startMinute, attempts }: Life): Turn[] {
  const rules = classes[key];
  let now = at('2023-06-01 00:00') + startMinute * 60_000;
  let item: LedgerItem = deepFreeze(
    register({ id: `item-${startMinute}`, county: 'yanjin', difficulty: key, due: null, responsible: 'p1' }, 1),
  );
  const turns: Turn[] = [];
  for (const { afterMinutes, actor, command } of [
    { afterMinutes: 0, actor: coordinator, command: { action: 'assign' as const } },
    ...attempts,
  ]) {
    now += afterMinutes * 60_000;
    const before = item;
    let done = true;
    try {
      item = deepFreeze(decide(item, command, actor, { now, calendar, rules }));
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      done = false;
    }
    turns.push({ action: command.action, done, now, before, after: item, rules });
  }
  return turns;
}

/** A write to what is frozen throws, so that a decision which changed its input would fail the life it is in. */
function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(deepFreeze);
  }
  return value;
}

function holds(check: (turns: Turn[]) => void): void {
  fc.assert(
    fc.property(lives, (life) => check(live(life))),
    runs,
  );
}

describe('in any life of an item', () => {
  it('random lives reach every standing, so that what follows is about all of them', () => {
    const seen = new Set(fc.sample(lives, { ...runs, seed: 20230609 }).flatMap((life) => live(life).map(({ after }) => after.status)));
    expect([...seen].sort()).toEqual(['assigned', 'closed', 'rectifying', 'returned', 'signed', 'submitted', 'voided']);
  });

  it('the revision rises by one with every command, and by none with a refusal', () => {
    holds((turns) => {
      for (const { done, before, after } of turns) expect(after.revision - before.revision).toBe(done ? 1 : 0);
    });
  });

  it('the arm revision rises exactly with assignment, return, approved extension, reclassification and transfer', () => {
    const arming: ItemAction[] = ['assign', 'returnItem', 'reclassify', 'transfer'];
    holds((turns) => {
      for (const { action, done, before, after } of turns) {
        const approved = action === 'decideExtension' && before.extension !== null && after.due === before.extension.until;
        expect(after.armRevision - before.armRevision).toBe(done && (arming.includes(action) || approved) ? 1 : 0);
        expect(after.armRevision === before.armRevision ? before.armedAt : after.armedAt).toBe(after.armedAt);
      }
    });
  });

  it('ordinary messages leave at the opening of a workday, urgent ones when they are told', () => {
    holds((turns) => {
      for (const { after, rules } of turns)
        for (const entry of planned(after, rules)) {
          if (entry.urgent) expect(after.notices.some((notice) => notice.urgent && notice.at === entry.at)).toBe(true);
          else expect([calendar.isWorkday(calendar.dayOf(entry.at)), calendar.opening(calendar.dayOf(entry.at))]).toEqual([true, entry.at]);
        }
    });
  });

  it('nothing is planned before the present ladder began, and everything is in order of time', () => {
    holds((turns) => {
      for (const { after, rules } of turns) {
        const moments = planned(after, rules).map((entry) => entry.at);
        expect(moments.every((moment) => moment >= (after.armedAt ?? Infinity))).toBe(true);
        expect(moments).toEqual([...moments].sort((a, b) => a - b));
      }
    });
  });

  it('the agenda never contradicts the state', () => {
    holds((turns) => {
      for (const { after, rules } of turns) {
        const entries = planned(after, rules);
        const kinds = new Set(entries.map(({ kind }) => kind));
        const has = (prefix: string) => entries.some(({ rung }) => rung.startsWith(prefix));
        if (after.status === 'registered' || after.status === 'closed' || after.status === 'voided') expect(entries).toEqual([]);
        if (after.status === 'submitted') expect(entries.every(({ rung }) => rung.startsWith('instructed:'))).toBe(true);
        if (after.status !== 'assigned') expect(has('unsigned')).toBe(false);
        if (after.extension === null) expect(has('undecided')).toBe(false);
        if (!kinds.has('escalation')) expect(['registered', 'submitted', 'closed', 'voided']).toContain(after.status);
        for (const rung of after.acknowledged) expect(has(`${rung}:unacknowledged`)).toBe(false);
      }
    });
  });

  it('names each rung once, so that it can go only once in an arm revision', () => {
    holds((turns) => {
      for (const { after, rules } of turns) {
        const names = planned(after, rules).map(({ rung }) => rung);
        expect(new Set(names).size).toBe(names.length);
      }
    });
  });

  it('a rung never changes its moment within an arm revision', () => {
    holds((turns) => {
      const moments = new Map<string, Moment>();
      for (const { after, rules } of turns)
        for (const { rung, at: moment } of planned(after, rules)) {
          const key = `${after.armRevision} ${rung}`;
          expect(moments.get(key) ?? moment).toBe(moment);
          moments.set(key, moment);
        }
    });
  });

  it('a moved deadline leaves no rung of the old one: reminders stand around the present day', () => {
    holds((turns) => {
      for (const { after, rules } of turns) {
        if (after.due === null || after.armedAt === null) continue;
        const day0 = ladderDay(after.due, rules.ladder, calendar);
        for (const { kind, rung, at: moment } of planned(after, rules)) {
          if (kind !== 'reminder') continue;
          expect(calendar.dayOf(moment)).toBe(calendar.addWorkdays(day0, Number(rung.split(':')[1])));
        }
        const first = planned(after, rules).find(({ kind }) => kind === 'escalation');
        if (first) expect(calendar.dayOf(first.at) > day0).toBe(true);
      }
    });
  });

  it('what is sent never follows what stops it', () => {
    holds((turns) => {
      const [first] = turns;
      if (!first) return;
      const sent = collectSent(first.rules.ladder, calendar);
      const stops: Partial<Record<ItemAction, string>> = { sign: 'sign', submit: 'submit', close: 'close', void: 'void' };
      for (const { action, done, now, before, after } of turns) {
        sent.until(clockState(before), now);
        const stop = stops[action];
        if (!done || stop === undefined) continue;
        const still = planned(after, first.rules).filter((entry) => (entry.stoppedBy as string[]).includes(stop));
        expect(still).toEqual([]);
      }
    });
  });

  it('an instruction is sent once, also when its item is returned or moved before it leaves, unless the item ends first', () => {
    holds((turns) => {
      const [first] = turns;
      const last = turns.at(-1);
      if (!first || !last) return;
      const sent = collectSent(first.rules.ladder, calendar);
      for (const { now, before } of turns) sent.until(clockState(before), now);
      sent.until(clockState(last.after), Infinity);
      const instructions = sent.entries.map(({ rung }) => rung).filter((rung) => rung.startsWith('instructed:'));
      expect(new Set(instructions).size).toBe(instructions.length);
      if (last.after.endedAt !== null) return;
      const given = turns.flatMap(({ action, done, after }) => (action === 'instruct' && done ? after.notices.slice(-1) : []));
      expect(instructions).toEqual(expect.arrayContaining(given.filter(({ urgent }) => !urgent).map(({ rung }) => rung)));
    });
  });

  it('deciding leaves the item it was given as it was', () => {
    holds((turns) => {
      for (const { before } of turns) expect(Object.isFrozen(before)).toBe(true);
    });
  });

  it('the receipt tells exactly how the messages to come differ', () => {
    holds((turns) => {
      for (const { now, before, after, rules } of turns) {
        const keeps = before.armRevision === after.armRevision;
        const ahead = (item: LedgerItem) => planned(item, rules).filter((entry) => entry.at >= now);
        const { cancelled, scheduled, next } = receipt(planned(before, rules), planned(after, rules), now, keeps);
        const kept = ahead(before).length - cancelled.length;
        expect(kept + scheduled.length).toBe(ahead(after).length);
        expect(next).toEqual(ahead(after)[0] ?? null);
        if (!keeps) expect(kept).toBe(0);
      }
    });
  });

  it('time comes to an end: late once, each escalation once, then nothing', () => {
    holds((turns) => {
      const last = turns.at(-1);
      if (!last) return;
      let item = last.after;
      const changes: string[] = [];
      for (let change = nextTimedChange(clockState(item), last.rules.ladder, calendar); change;) {
        const { at: now, ...command } = change;
        changes.push(command.action === 'escalate' ? command.rung : command.action);
        expect(changes.length).toBeLessThanOrEqual(last.rules.ladder.rungs.length + 1);
        expect(now).toBeGreaterThanOrEqual(item.armedAt ?? Infinity);
        item = decide(item, command, engine, { now, calendar, rules: last.rules });
        change = nextTimedChange(clockState(item), last.rules.ladder, calendar);
      }
      expect(new Set(changes).size).toBe(changes.length);
    });
  });
});
