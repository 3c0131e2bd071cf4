import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Actor } from '../../domain/actor.ts';
import { agenda } from '../../domain/agenda.ts';
import type { Moment } from '../../domain/calendar.ts';
import { decideObligation, type ObligationCommand } from '../../domain/decide-obligation.ts';
import { DomainError } from '../../domain/errors.ts';
import { nextTimedChange } from '../../domain/moments.ts';
import { obligationClock, owe, wasBefore, type Obligation } from '../../domain/obligation.ts';
import { collectSent } from '../../domain/rehearsal/sent.ts';
import type { Rules } from '../../domain/subject.ts';
import { at, calendar, general, obligationLadder, shown } from '../support/rules.ts';

const rules: Rules = { ...general, key: 'obligation:report', due: { day: '2023-07-31' }, ladder: obligationLadder };
const rule = { key: 'report', starts: '2023-07-01', due: '2023-07-31' };
const owed = owe(rule, { id: 'o1', unit: 'yanjin', launched: at('2023-06-09 00:00'), rulesVersion: 1 }, calendar);
const office: Actor = { id: 'office', role: 'coordinator' };
const unit: Actor = { id: 'unit', role: 'countyOfficer', unit: 'yanjin' };
const engine: Actor = { id: 'engine', role: 'engine' };
const submit: ObligationCommand = { action: 'submit', note: '七月进展', evidence: [] };

function give(obligation: Obligation, actor: Actor, command: ObligationCommand, when: string): Obligation {
  return decideObligation(obligation, command, actor, { now: at(when), calendar, rules });
}
function refusal(obligation: Obligation, actor: Actor, command: ObligationCommand, when: string): string {
  try {
    give(obligation, actor, command, when);
  } catch (error) {
    if (error instanceof DomainError) return error.code;
    throw error;
  }
  return 'done';
}
const planned = (obligation: Obligation) =>
  agenda(obligationClock(obligation), obligationLadder, calendar).map((entry) => `${shown(entry.at).slice(5, 10)} ${entry.rung}`);

describe('an obligation as it is entered', () => {
  it('begins on its first day where the campaign was launched before', () => {
    expect(shown(owed.armedAt ?? 0)).toBe('2023-07-01 09:00');
    expect(planned(owed)[0]).toBe('07-03 assigned');
  });

  it('begins at the launch where its first day had passed, and its earlier rungs are not planned', () => {
    const late = owe(rule, { id: 'o1', unit: 'yanjin', launched: at('2023-07-27 10:00'), rulesVersion: 1 }, calendar);
    expect(planned(late).slice(0, 3)).toEqual(['07-28 assigned', '07-31 obligation:0', '08-01 obligation:+1']);
  });

  it('was before the launch only when its last day had wholly passed', () => {
    const ruled = { ...rule, ladder: obligationLadder };
    expect(wasBefore(ruled, at('2023-07-31 23:59'), calendar)).toBe(false);
    expect(wasBefore(ruled, at('2023-08-01 00:00'), calendar)).toBe(true);
  });
});

describe('an obligation’s life', () => {
  const submitted = give(owed, unit, submit, '2023-07-28 10:00');

  it('is over when it is accepted, and nothing is said of it from the submission on', () => {
    expect(submitted).toMatchObject({ status: 'submitted', submittedBy: 'unit', revision: 2, armRevision: 1 });
    expect(planned(submitted)).toEqual([]);
    const accepted = give(submitted, office, { action: 'accept', note: '' }, '2023-07-31 10:00');
    expect(accepted).toMatchObject({ status: 'accepted', endedAt: at('2023-07-31 10:00') });
  });

  it('is owed again when it is returned: with its day while there is time, with the plan’s grace after', () => {
    const giveBack: ObligationCommand = { action: 'return', reason: '缺少数据' };
    expect(give(submitted, office, giveBack, '2023-07-25 10:00')).toMatchObject({
      status: 'owed',
      due: '2023-07-31',
      returns: 1,
      armRevision: 2,
    });
    const grace = give(submitted, office, giveBack, '2023-08-01 10:00');
    expect(grace.due).toBe('2023-08-04');
    expect(planned(grace).slice(0, 2)).toEqual(['08-02 obligation:-2', '08-02 returned']);
    expect(give(submitted, office, { ...giveBack, due: '2023-08-20' }, '2023-08-01 10:00').due).toBe('2023-08-20');
  });

  it('may be waived while it is open, also when it was submitted', () => {
    for (const open of [owed, submitted])
      expect(give(open, office, { action: 'waive', reason: '并入' }, '2023-07-29 10:00').status).toBe('waived');
  });

  it('has its deadline moved by an approved extension only', () => {
    const asked = give(owed, unit, { action: 'requestExtension', until: '2023-08-10', reason: '数据未到' }, '2023-07-20 10:00');
    expect(asked).toMatchObject({ due: '2023-07-31', extension: { number: 1, until: '2023-08-10' }, armRevision: 1 });
    const decide = (approved: boolean) => give(asked, office, { action: 'decideExtension', approved, reason: '情况' }, '2023-07-21 10:00');
    expect(decide(true)).toMatchObject({ due: '2023-08-10', extension: null, armRevision: 2 });
    expect(decide(false)).toMatchObject({ due: '2023-07-31', extension: null, armRevision: 1 });
    expect(planned(decide(false))).toContain('07-24 decided:1');
  });

  it('tells whoever takes over, and tells nobody when it waits for review', () => {
    const hand: ObligationCommand = { action: 'handOver', responsible: 'p2', reason: '人员调整' };
    expect(planned(give(owed, unit, hand, '2023-07-10 10:00'))).toContain('07-11 handedOver:1');
    expect(give(submitted, unit, hand, '2023-07-29 10:00')).toMatchObject({ responsible: 'p2', notices: submitted.notices });
  });

  it('stops the climb of an escalation that was acknowledged, not the calendar', () => {
    const acknowledged = give(owed, office, { action: 'acknowledge', rung: 'obligation:+4' }, '2023-08-04 10:00');
    expect(planned(acknowledged).filter((line) => line.includes('unacknowledged'))).toEqual([]);
    expect(planned(acknowledged)).toContain('08-08 obligation:+6');
  });
});

describe('the rules refuse', () => {
  const cases: [why: string, code: string, of: Obligation, actor: Actor, command: ObligationCommand, when: string][] = [
    ['a report that says nothing', 'report_required', owed, unit, { action: 'submit', note: ' ', evidence: [] }, '2023-07-20 10:00'],
    ['waiving without a reason', 'reason_required', owed, office, { action: 'waive', reason: '' }, '2023-07-20 10:00'],
    [
      'an extension asked for after the deadline',
      'extension_after_due',
      owed,
      unit,
      { action: 'requestExtension', until: '2023-08-10', reason: '迟' },
      '2023-08-01 00:00',
    ],
    [
      'an extension beyond the campaign',
      'day_outside_campaign',
      owed,
      unit,
      { action: 'requestExtension', until: '2024-01-10', reason: '迟' },
      '2023-07-20 10:00',
    ],
    [
      'a day that is none',
      'day_invalid',
      owed,
      unit,
      { action: 'requestExtension', until: '2023-02-30', reason: '迟' },
      '2023-07-20 10:00',
    ],
    [
      'a decision on nothing',
      'extension_missing',
      owed,
      office,
      { action: 'decideExtension', approved: true, reason: '同意' },
      '2023-07-20 10:00',
    ],
    ['acknowledging what has not gone', 'rung_unknown', owed, office, { action: 'acknowledge', rung: 'obligation:+1' }, '2023-07-20 10:00'],
    ['escalating to a rung there is not', 'rung_unknown', owed, engine, { action: 'escalate', rung: 'obligation:+3' }, '2023-08-20 10:00'],
    ['accepting what was not submitted', 'wrong_status', owed, office, { action: 'accept', note: '' }, '2023-07-20 10:00'],
  ];
  it.each(cases)('%s: %s', (_, code, of, actor, command, when) => {
    expect(refusal(of, actor, command, when)).toBe(code);
  });
});

const reason = fc.constant('理由');
const attempt = fc.record({
  afterMinutes: fc.integer({ min: 0, max: 6 * 24 * 60 }),
  actor: fc.constantFrom(office, unit, engine),
  command: fc.oneof(
    fc.constant<ObligationCommand>(submit),
    fc.constant<ObligationCommand>({ action: 'accept', note: '' }),
    fc.record({ action: fc.constant('return' as const), reason }),
    fc.record({
      action: fc.constant('requestExtension' as const),
      until: fc.constantFrom('2023-08-10', '2023-09-30', '2023-12-31'),
      reason,
    }),
    fc.record({ action: fc.constant('decideExtension' as const), approved: fc.boolean(), reason }),
    fc.record({ action: fc.constant('acknowledge' as const), rung: fc.constantFrom('obligation:+1', 'obligation:+4') }),
    fc.record({ action: fc.constant('handOver' as const), responsible: fc.constant('p2'), reason }),
    fc.constant<ObligationCommand>({ action: 'markLate' }),
    fc.constant<ObligationCommand>({ action: 'waive', reason: '并入' }),
  ),
});

describe('in any life of an obligation', () => {
  it('nothing leaves on a rest day or after it is answered, before its first day only what answers an act, and each rung once in an arm revision', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60 * 24 * 60 }), fc.array(attempt, { maxLength: 14 }), (launchMinute, attempts) => {
        let now: Moment = at('2023-06-09 00:00') + launchMinute * 60_000;
        let obligation = owe(rule, { id: 'o', unit: 'yanjin', launched: now, rulesVersion: 1 }, calendar);
        const sent = collectSent(obligationLadder, calendar);
        const told = new Set<string>();
        const send = (until: Moment) => {
          const from = sent.entries.length;
          sent.until(obligationClock(obligation), until);
          for (const entry of sent.entries.slice(from)) {
            const name = `${obligation.armRevision} ${entry.rung}`;
            expect(told.has(name)).toBe(false);
            told.add(name);
            expect(obligation.status).toBe('owed');
            expect(calendar.isWorkday(calendar.dayOf(entry.at))).toBe(true);
            const answersAnAct = /^(handedOver|decided|undecided):/.test(entry.rung);
            if (!answersAnAct) expect(entry.at).toBeGreaterThanOrEqual(obligation.armedAt ?? Infinity);
          }
        };
        for (const { afterMinutes, actor, command } of attempts) {
          now += afterMinutes * 60_000;
          send(now);
          const before = obligation;
          try {
            obligation = decideObligation(obligation, command, actor, { now, calendar, rules });
          } catch (error) {
            if (!(error instanceof DomainError)) throw error;
            continue;
          }
          expect(obligation.revision).toBe(before.revision + 1);
          if (before.due !== obligation.due) expect(obligation.armRevision).toBe(before.armRevision + 1);
        }
        send(Infinity);
      }),
      { numRuns: 200 },
    );
  });

  it('time comes to rest: late once, then every rung upwards, then nothing', () => {
    let obligation = owed;
    const done: string[] = [];
    for (let change = nextTimedChange(obligationClock(obligation), obligationLadder, calendar); change && done.length < 20;) {
      const command: ObligationCommand = change.action === 'markLate' ? { action: 'markLate' } : { action: 'escalate', rung: change.rung };
      obligation = decideObligation(obligation, command, engine, { now: change.at, calendar, rules });
      done.push(change.action === 'markLate' ? 'late' : change.rung);
      change = nextTimedChange(obligationClock(obligation), obligationLadder, calendar);
    }
    expect(done).toEqual(['late', 'obligation:+1', 'obligation:+2', 'obligation:+4', 'obligation:+6']);
  });
});
