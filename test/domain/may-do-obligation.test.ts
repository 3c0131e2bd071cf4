import { describe, expect, it } from '@jest/globals';
import type { AccountRole, Actor } from '../../domain/actor.ts';
import { mayNotOblige, obligationActions, type ObligationAction } from '../../domain/may-do-obligation.ts';
import { owe, type ObligationStatus } from '../../domain/obligation.ts';
import { calendar } from '../support/rules.ts';

const statuses: ObligationStatus[] = ['owed', 'submitted', 'accepted', 'waived'];
/** The whole table, written by hand: who may give a command (c coordinator, d director, o officer, k department, l leader, e engine), in which standings (o, s). */
const table: Record<ObligationAction, [by: string, from: string]> = {
  submit: ['dok', 'o'],
  accept: ['c', 's'],
  return: ['c', 's'],
  waive: ['ce', 'os'],
  requestExtension: ['dok', 'o'],
  decideExtension: ['c', 'o'],
  acknowledge: ['cdokl', 'o'],
  handOver: ['cdok', 'os'],
  markLate: ['e', 'o'],
  escalate: ['e', 'o'],
};
const letters: Record<AccountRole, string> = {
  coordinator: 'c',
  countyDirector: 'd',
  countyOfficer: 'o',
  department: 'k',
  leader: 'l',
  engine: 'e',
  institution: '-',
  discipline: '-',
  intake: '-',
  systemAdmin: '-',
  securityAdmin: '-',
  auditAdmin: '-',
};
const owed = owe(
  { key: 'report', starts: '2023-07-01', due: '2023-07-31' },
  { id: 'o1', unit: 'yanjin', launched: -Infinity, rulesVersion: 1 },
  calendar,
);

describe('who may do what to an obligation, and when', () => {
  it.each(Object.keys(table) as ObligationAction[])('%s: every role in every standing', (action) => {
    const [by, from] = table[action];
    for (const role of Object.keys(letters) as AccountRole[]) {
      for (const status of statuses) {
        const expected = !by.includes(letters[role])
          ? 'not_permitted'
          : status === 'accepted' || status === 'waived'
            ? 'already_settled'
            : from.includes(status.charAt(0))
              ? null
              : 'wrong_status';
        expect([role, status, mayNotOblige({ id: 'a', role, unit: 'yanjin' }, action, { ...owed, status })]).toEqual([
          role,
          status,
          expected,
        ]);
      }
    }
  });

  it('covers every action there is', () => {
    expect(Object.keys(obligationActions).sort()).toEqual(Object.keys(table).sort());
  });

  it('lets a county act on its own only, and never tells it of another’s', () => {
    for (const role of ['countyOfficer', 'countyDirector', 'institution'] as const)
      expect(mayNotOblige({ id: 'a', role, unit: 'weihui' }, 'submit', owed)).toBe('not_found');
  });

  it('lets a department see all and act on its own only', () => {
    const capacity = { ...owed, unit: 'capacity' };
    expect(mayNotOblige({ id: 'a', role: 'department', unit: 'capacity' }, 'submit', capacity)).toBeNull();
    expect(mayNotOblige({ id: 'a', role: 'department', unit: 'policy' }, 'submit', capacity)).toBe('not_permitted');
    expect(mayNotOblige({ id: 'a', role: 'department' }, 'submit', capacity)).toBe('not_permitted');
  });

  it('does not let whoever submitted accept', () => {
    const submitted = { ...owed, status: 'submitted' as const, submittedBy: 'a' };
    expect(mayNotOblige({ id: 'a', role: 'coordinator' }, 'accept', submitted)).toBe('self_acceptance');
    expect(mayNotOblige({ id: 'b', role: 'coordinator' }, 'accept', submitted)).toBeNull();
  });

  it('lets a mailed link do what it was mailed for, to its one subject', () => {
    const link = (subject: string, ...actions: string[]): Actor => ({
      id: 'person:p1',
      role: 'countyOfficer',
      unit: 'elsewhere',
      link: { subject, person: 'p1', actions },
    });
    expect(mayNotOblige(link('o1', 'submit'), 'submit', owed)).toBeNull();
    expect(mayNotOblige(link('o1', 'submit'), 'requestExtension', owed)).toBe('not_permitted');
    expect(mayNotOblige(link('o2', 'submit'), 'submit', owed)).toBe('not_found');
  });
});
