import { describe, expect, it } from '@jest/globals';
import type { AccountRole, Actor } from '../../domain/actor.ts';
import type { Status } from '../../domain/ledger-item.ts';
import { itemActions, mayDo, mayNot, type ItemAction } from '../../domain/may-do.ts';
import { officer, registered } from './item.ts';

const statuses: Status[] = ['registered', 'assigned', 'signed', 'rectifying', 'submitted', 'returned', 'closed', 'voided'];
const roles: AccountRole[] = [
  'coordinator',
  'countyDirector',
  'countyOfficer',
  'institution',
  'department',
  'leader',
  'discipline',
  'intake',
  'systemAdmin',
  'securityAdmin',
  'auditAdmin',
  'engine',
];

/**
 * The whole table, written by hand: who may give a command (c coordinator, d county director, o county officer, i institution,
 * l leader, e engine), and in which standings (r registered, a assigned, s signed, f rectifying, w submitted, t returned).
 */
const table: Record<ItemAction, [by: string, from: string]> = {
  assign: ['c', 'r'],
  sign: ['doi', 'a'],
  planMeasures: ['doi', 'asft'],
  submit: ['doi', 'asft'],
  verify: ['c', 'w'],
  returnItem: ['c', 'w'],
  requestExtension: ['doi', 'asft'],
  decideExtension: ['c', 'asft'],
  reclassify: ['c', 'asft'],
  transfer: ['c', 'asft'],
  instruct: ['cl', 'asftw'],
  acknowledge: ['cdoil', 'asft'],
  chase: ['cd', 'asft'],
  handOver: ['cdo', 'rasftw'],
  correct: ['co', 'rasftw'],
  void: ['c', 'rasftw'],
  close: ['c', 'w'],
  markLate: ['e', 'asft'],
  escalate: ['e', 'asft'],
};

const roleLetter: Partial<Record<AccountRole, string>> = {
  coordinator: 'c',
  countyDirector: 'd',
  countyOfficer: 'o',
  institution: 'i',
  leader: 'l',
  engine: 'e',
};
const statusLetter: Record<Status, string> = {
  registered: 'r',
  assigned: 'a',
  signed: 's',
  rectifying: 'f',
  submitted: 'w',
  returned: 't',
  closed: '-',
  voided: '-',
};

function expected(role: AccountRole, action: ItemAction, status: Status): string | null {
  const [by, from] = table[action];
  if (!by.includes(roleLetter[role] ?? '?')) return 'not_permitted';
  if (status === 'closed' || status === 'voided') return 'already_closed';
  return from.includes(statusLetter[status]) ? null : 'wrong_status';
}

describe('who may do what, and when', () => {
  it.each(Object.keys(table) as ItemAction[])('%s: every role in every standing', (action) => {
    for (const role of roles) {
      for (const status of statuses) {
        const actor: Actor = { id: 'a', role, unit: 'yanjin' };
        const refusal = mayNot(actor, action, { ...registered, status });
        expect(`${role} ${status}: ${refusal ?? 'may'}`).toBe(`${role} ${status}: ${expected(role, action, status) ?? 'may'}`);
        expect(mayDo(actor, action, { ...registered, status })).toBe(refusal === null);
      }
    }
  });

  it('covers every action there is', () => {
    expect(Object.keys(itemActions).sort()).toEqual(Object.keys(table).sort());
  });
});

describe('a county', () => {
  it.each(['countyOfficer', 'countyDirector', 'institution'] as const)('as %s never learns that another county has the item', (role) => {
    expect(mayNot({ id: 'a', role, unit: 'weihui' }, 'sign', { ...registered, status: 'assigned' })).toBe('not_found');
    expect(mayNot({ id: 'a', role }, 'close', { ...registered, status: 'closed' })).toBe('not_found');
  });
});

describe('whoever rectified', () => {
  it.each(['verify', 'close'] as const)('may not %s', (action) => {
    const submitted = { ...registered, status: 'submitted' as const, submittedBy: 'a' };
    expect(mayNot({ id: 'a', role: 'coordinator' }, action, submitted)).toBe('self_verification');
    expect(mayNot({ id: 'b', role: 'coordinator' }, action, submitted)).toBeNull();
  });
});

describe('a mailed link', () => {
  const link = (subject: string, ...actions: string[]): Actor => ({
    ...officer,
    unit: 'elsewhere',
    link: { subject, person: 'p1', actions },
  });
  const assigned = { ...registered, status: 'assigned' as const };

  it('opens its one subject for its actions and nothing else', () => {
    expect(mayNot(link('item-1', 'sign'), 'sign', assigned)).toBeNull();
    expect(mayNot(link('item-1', 'sign'), 'submit', assigned)).toBe('not_permitted');
    expect(mayNot(link('item-2', 'sign'), 'sign', assigned)).toBe('not_found');
  });
});
