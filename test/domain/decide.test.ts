import { describe, expect, it } from '@jest/globals';
import type { Actor } from '../../domain/actor.ts';
import { decide, timedActions, type ItemCommand } from '../../domain/decide.ts';
import { DomainError } from '../../domain/errors.ts';
import type { LedgerItem } from '../../domain/ledger-item.ts';
import type { Rules } from '../../domain/subject.ts';
import {
  after,
  assign,
  close,
  coordinator,
  director,
  engine,
  giveBack,
  leader,
  officer,
  plan,
  registered,
  sign,
  submit,
  type Step,
} from './item.ts';
import { at, calendar, complex, difficult } from '../support/rules.ts';

const life = (...steps: Step[]): LedgerItem => after(steps);
const rectifying = life(assign, sign, plan);
const submitted = life(assign, sign, plan, submit);
const extensionAsked = after(
  [[officer, '2023-07-05 10:00', { action: 'requestExtension', until: '2023-08-31', reason: '采购设备' }]],
  rectifying,
);

function refusal(item: LedgerItem, actor: Actor, time: string, command: ItemCommand, rules: Rules = complex): string {
  try {
    decide(item, command, actor, { now: at(time), calendar, rules });
  } catch (error) {
    if (error instanceof DomainError) return error.code;
    throw error;
  }
  return 'done';
}

describe('what each command does', () => {
  it.each<[string, LedgerItem, Step, Partial<LedgerItem>]>([
    [
      'assigning charges the county and starts the ladder',
      registered,
      assign,
      { status: 'assigned', armRevision: 1, assignedAt: at('2023-06-26 10:00') },
    ],
    [
      'assigning can name another person',
      registered,
      [coordinator, '2023-06-26 10:00', { action: 'assign', responsible: 'p9' }],
      { responsible: 'p9' },
    ],
    ['signing keeps the ladder', life(assign), sign, { status: 'signed', armRevision: 1 }],
    ['planning measures keeps it', life(assign, sign), plan, { status: 'rectifying', measured: true, armRevision: 1 }],
    ['measures can be planned without signing first', life(assign), plan, { status: 'rectifying', measured: true }],
    ['submitting hands it to the office', rectifying, submit, { status: 'submitted', submittedBy: 'o1', armRevision: 1 }],
    [
      'submitting drops an undecided extension',
      extensionAsked,
      [officer, '2023-07-07 10:00', { action: 'submit', note: '已改', evidence: [] }],
      { extension: null, extensions: 1 },
    ],
    [
      'verifying records who and when',
      submitted,
      [coordinator, '2023-07-10 09:30', { action: 'verify', note: '属实' }],
      { status: 'submitted', verification: { by: 'c1', at: at('2023-07-10 09:30') } },
    ],
    [
      'closing with one’s own verification ends it',
      submitted,
      close,
      { status: 'closed', endedAt: at('2023-07-10 10:00'), verification: { by: 'c1', at: at('2023-07-10 10:00') } },
    ],
    [
      'returning starts the ladder anew',
      submitted,
      giveBack,
      { status: 'returned', returns: 1, armRevision: 2, due: '2023-07-15', verification: null },
    ],
    [
      'returning can name the day',
      submitted,
      [coordinator, '2023-07-10 10:00', { action: 'returnItem', reason: '不实', due: '2023-07-31' }],
      { due: '2023-07-31' },
    ],
    [
      'asking for an extension keeps the deadline',
      rectifying,
      [officer, '2023-07-05 10:00', { action: 'requestExtension', until: '2023-08-31', reason: '采购' }],
      { due: '2023-07-15', armRevision: 1, extensions: 1 },
    ],
    [
      'approving moves it',
      extensionAsked,
      [coordinator, '2023-07-06 10:00', { action: 'decideExtension', approved: true, reason: '同意' }],
      { due: '2023-08-31', armRevision: 2, extension: null },
    ],
    [
      'refusing keeps it',
      extensionAsked,
      [coordinator, '2023-07-06 10:00', { action: 'decideExtension', approved: false, reason: '不同意' }],
      { due: '2023-07-15', armRevision: 1, extension: null },
    ],
    [
      'transferring charges another county anew',
      rectifying,
      [coordinator, '2023-07-05 10:00', { action: 'transfer', county: 'weihui', reason: '属地' }],
      { county: 'weihui', status: 'assigned', responsible: null, armRevision: 2, due: '2023-07-15' },
    ],
    [
      'instructing counts',
      rectifying,
      [leader, '2023-07-05 10:00', { action: 'instruct', text: '从严', urgent: false }],
      { told: 1, armRevision: 1 },
    ],
    [
      'chasing by hand counts',
      rectifying,
      [director, '2023-07-05 10:00', { action: 'chase' }],
      { told: 1, chasedAt: at('2023-07-05 10:00') },
    ],
    [
      'handing over tells the new person',
      rectifying,
      [officer, '2023-07-05 10:00', { action: 'handOver', responsible: 'p2', reason: '调岗' }],
      { responsible: 'p2', told: 1, armRevision: 1 },
    ],
    [
      'handing over before assignment tells nobody',
      registered,
      [officer, '2023-06-20 10:00', { action: 'handOver', responsible: 'p2', reason: '调岗' }],
      { responsible: 'p2', told: 0 },
    ],
    [
      'correcting leaves the life as it is',
      rectifying,
      [officer, '2023-07-05 10:00', { action: 'correct', content: { people: 3 } }],
      { status: 'rectifying', armRevision: 1 },
    ],
    [
      'voiding ends it',
      rectifying,
      [coordinator, '2023-07-05 10:00', { action: 'void', reason: '重复登记' }],
      { status: 'voided', endedAt: at('2023-07-05 10:00') },
    ],
    ['time marks it late', rectifying, [engine, '2023-07-16 01:00', { action: 'markLate' }], { late: true, armRevision: 1 }],
    [
      'time escalates it',
      rectifying,
      [engine, '2023-07-17 01:00', { action: 'escalate', rung: 'complex:+1' }],
      { escalated: 'complex:+1' },
    ],
    [
      'acknowledging an escalation is remembered',
      rectifying,
      [director, '2023-07-17 10:00', { action: 'acknowledge', rung: 'complex:+1' }],
      { acknowledged: ['complex:+1'] },
    ],
  ])('%s', (_, item, step, expected) => {
    const next = after([step], item);
    expect(next).toMatchObject(expected);
    expect(next.revision).toBe(item.revision + 1);
  });

  it('reclassifying takes the new class, its rules and its deadline', () => {
    const moved = after(
      [[coordinator, '2023-07-05 10:00', { action: 'reclassify', difficulty: 'difficult', reason: '涉及面广' }]],
      rectifying,
      difficult,
    );
    expect(moved).toMatchObject({ difficulty: 'difficult', due: '2023-10-15', armRevision: 2, status: 'rectifying' });
  });

  it('a verification by one person lets another close without verifying again', () => {
    const verified = after([[coordinator, '2023-07-10 09:30', { action: 'verify', note: '属实' }]], submitted);
    const closed = after(
      [[{ id: 'c2', role: 'coordinator' }, '2023-07-10 10:00', { action: 'close', note: '销号', verified: false }]],
      verified,
    );
    expect(closed).toMatchObject({ status: 'closed', verification: { by: 'c1' } });
  });

  it('the third return is an order to rectify anew, told to the director and the office too', () => {
    let item = submitted;
    const openings: string[] = [];
    for (let turn = 0; turn < 3; turn++) {
      item = after([[coordinator, '2023-07-10 10:00', { action: 'returnItem', reason: '不实' }]], item);
      openings.push(`${item.notices[0]?.rung ?? ''} ${item.notices[0]?.to.join() ?? ''}`.trim());
      item = after([[officer, '2023-07-10 11:00', { action: 'submit', note: '已改', evidence: [] }]], item);
    }
    expect(openings).toEqual(['returned', 'returned', 'ordered responsible,director,office']);
  });

  it('a new arming forgets what the old one had reached', () => {
    const reached = { ...submitted, late: true, escalated: 'complex:+3', acknowledged: ['complex:+1'] };
    expect(after([giveBack], reached)).toMatchObject({ late: false, escalated: null, acknowledged: [] });
  });
});

describe('what is refused, and by which rule', () => {
  it.each<[string, LedgerItem, Actor, string, ItemCommand]>([
    ['not_found', rectifying, { ...officer, unit: 'weihui' }, '2023-07-05 10:00', { action: 'sign' }],
    ['not_permitted', rectifying, officer, '2023-07-05 10:00', { action: 'void', reason: 'x' }],
    ['wrong_status', registered, officer, '2023-07-05 10:00', { action: 'sign' }],
    ['already_closed', life(assign, sign, plan, submit, close), coordinator, '2023-07-11 10:00', { action: 'void', reason: 'x' }],
    [
      'self_verification',
      { ...submitted, submittedBy: 'c1' },
      coordinator,
      '2023-07-10 10:00',
      { action: 'close', note: '', verified: true },
    ],
    ['verification_missing', submitted, coordinator, '2023-07-10 10:00', { action: 'close', note: '', verified: false }],
    ['measure_required', life(assign), officer, '2023-07-05 10:00', { action: 'submit', note: '已改', evidence: [] }],
    ['measure_required', life(assign), officer, '2023-07-05 10:00', { action: 'planMeasures', measure: '  ' }],
    ['evidence_required', rectifying, officer, '2023-07-05 10:00', { action: 'submit', note: ' ', evidence: [] }],
    ['reason_required', submitted, coordinator, '2023-07-10 10:00', { action: 'returnItem', reason: '' }],
    ['reason_required', rectifying, officer, '2023-07-05 10:00', { action: 'requestExtension', until: '2023-08-31', reason: '' }],
    ['reason_required', extensionAsked, coordinator, '2023-07-06 10:00', { action: 'decideExtension', approved: true, reason: '' }],
    ['reason_required', rectifying, coordinator, '2023-07-05 10:00', { action: 'reclassify', difficulty: 'general', reason: '' }],
    ['reason_required', rectifying, coordinator, '2023-07-05 10:00', { action: 'transfer', county: 'weihui', reason: ' ' }],
    ['reason_required', rectifying, leader, '2023-07-05 10:00', { action: 'instruct', text: '', urgent: true }],
    ['reason_required', rectifying, coordinator, '2023-07-05 10:00', { action: 'void', reason: '' }],
    ['reason_required', rectifying, officer, '2023-07-05 10:00', { action: 'handOver', responsible: 'p2', reason: '' }],
    ['day_invalid', rectifying, officer, '2023-07-05 10:00', { action: 'requestExtension', until: '2023-08-32', reason: 'x' }],
    ['day_invalid', rectifying, officer, '2023-07-05 10:00', { action: 'requestExtension', until: '八月底', reason: 'x' }],
    ['day_invalid', submitted, coordinator, '2023-07-10 10:00', { action: 'returnItem', reason: 'x', due: '2023-02-29' }],
    ['day_not_later', submitted, coordinator, '2023-07-10 10:00', { action: 'returnItem', reason: 'x', due: '2023-07-09' }],
    ['day_not_later', rectifying, officer, '2023-07-05 10:00', { action: 'requestExtension', until: '2023-07-15', reason: 'x' }],
    ['day_outside_campaign', rectifying, officer, '2023-07-05 10:00', { action: 'requestExtension', until: '2024-01-01', reason: 'x' }],
    ['extension_after_due', rectifying, officer, '2023-07-16 00:00', { action: 'requestExtension', until: '2023-08-31', reason: 'x' }],
    ['extension_pending', extensionAsked, officer, '2023-07-06 10:00', { action: 'requestExtension', until: '2023-09-30', reason: 'x' }],
    ['extension_missing', rectifying, coordinator, '2023-07-06 10:00', { action: 'decideExtension', approved: true, reason: 'x' }],
    ['same_difficulty', rectifying, coordinator, '2023-07-06 10:00', { action: 'reclassify', difficulty: 'complex', reason: 'x' }],
    ['same_county', rectifying, coordinator, '2023-07-06 10:00', { action: 'transfer', county: 'yanjin', reason: 'x' }],
    ['rung_unknown', rectifying, director, '2023-07-17 08:59', { action: 'acknowledge', rung: 'complex:+1' }],
    ['rung_unknown', rectifying, director, '2023-07-17 10:00', { action: 'acknowledge', rung: 'complex:-1' }],
    ['rung_unknown', rectifying, engine, '2023-07-17 10:00', { action: 'escalate', rung: 'complex:+2' }],
    ['rung_unknown', rectifying, engine, '2023-07-17 10:00', { action: 'escalate', rung: 'complex:0' }],
    [
      'already_acknowledged',
      { ...rectifying, acknowledged: ['complex:+1'] },
      director,
      '2023-07-17 10:00',
      { action: 'acknowledge', rung: 'complex:+1' },
    ],
    ['chaser_too_soon', { ...rectifying, chasedAt: at('2023-07-05 09:00') }, director, '2023-07-05 10:00', { action: 'chase' }],
  ])('%s', (code, item, actor, time, command) => {
    expect(refusal(item, actor, time, command)).toBe(code);
  });

  it.each<[string, LedgerItem, Actor, string, ItemCommand]>([
    [
      'an extension asked in the last minute of the due day',
      rectifying,
      officer,
      '2023-07-15 23:59',
      { action: 'requestExtension', until: '2023-08-31', reason: 'x' },
    ],
    [
      'an extension to the last day of the campaign',
      rectifying,
      officer,
      '2023-07-05 10:00',
      { action: 'requestExtension', until: '2023-12-31', reason: 'x' },
    ],
    ['a return due the same day', submitted, coordinator, '2023-07-10 10:00', { action: 'returnItem', reason: 'x', due: '2023-07-10' }],
    [
      'a chaser on the workday after the cool-down',
      { ...rectifying, chasedAt: at('2023-07-05 09:00') },
      director,
      '2023-07-06 00:00',
      { action: 'chase' },
    ],
    [
      'an acknowledgement at the minute the letter leaves',
      rectifying,
      director,
      '2023-07-17 09:00',
      { action: 'acknowledge', rung: 'complex:+1' },
    ],
    [
      'a hand-over to somebody the directory does not know',
      rectifying,
      officer,
      '2023-07-05 10:00',
      { action: 'handOver', responsible: null, reason: 'x' },
    ],
  ])('but not %s', (_, item, actor, time, command) => {
    expect(refusal(item, actor, time, command)).toBe('done');
  });

  it('changes nothing when it refuses', () => {
    const before = structuredClone(rectifying);
    refusal(rectifying, coordinator, '2023-07-06 10:00', { action: 'decideExtension', approved: true, reason: 'x' });
    expect(rectifying).toEqual(before);
  });
});

it('only the engine gives the commands of time', () => {
  expect([...timedActions]).toEqual(['markLate', 'escalate']);
});
