import { describe, expect, it } from '@jest/globals';
import { checkPlan } from '../../plans/load.ts';
import { changed, checkChanged, checkFiles, small } from './plan-folder.ts';

describe('a doubt', () => {
  it.each<[string, string, string, string, RegExp]>([
    [
      'a deadline on a rest day, with the day the ladder counts from',
      'due: 2023-07-14',
      'due: 2023-07-15',
      '28 difficulties[0].due',
      /counts from 2023-07-14/,
    ],
    [
      'a column of the form that no ledger item has',
      'bodies:',
      'ledgerForm: { title: 台账, columns: [{ field: problems, title: 隐患 }] }\nbodies:',
      '11 ledgerForm.columns[0].field',
      /did you mean problem/,
    ],
    [
      'a form in which no ledger can be read',
      'bodies:',
      'ledgerForm: { title: 台账, columns: [{ field: problem, title: 隐患 }] }\nbodies:',
      '11 ledgerForm.columns',
      /no column for institution, due/,
    ],
    ['a role of the campaign that nobody holds', 'roles: [boss]', 'roles: []', '10 roles[2]', /nobody holds the role boss/],
    [
      'a role held where nobody looks for it',
      'roles: [boss]',
      'roles: [boss, head]',
      '14 bodies[0].members[0].roles',
      /head is not looked for/,
    ],
    [
      'a ladder that nothing uses',
      'difficulties:',
      '  - { key: spare, rungs: [{ offset: 1, to: head }] }\ndifficulties:',
      '27 ladders[1].key',
      /spare is not used/,
    ],
    [
      'a ladder without overdue rungs',
      '\n      - { offset: 1, to: head }\n      - { offset: 3, to: boss }',
      '',
      '22 ladders[0].rungs',
      /nothing ever escalates/,
    ],
    [
      'an escalation that goes down',
      'offset: 3, to: boss',
      'offset: 2, to: boss }\n      - { offset: 3, to: head',
      '27 ladders[0].rungs[4].to',
      /goes down/,
    ],
    [
      'reminders before their subject exists',
      'due: 2023-06-30',
      'starts: 2023-06-29, due: 2023-06-30',
      '35 obligations[0].due',
      /rungs -2 fall before/,
    ],
    [
      'a work item that outlives its phase',
      'departments: [first]',
      'ends: 2023-09-30, departments: [first]',
      '33 workItems[0]',
      /outside its phase/,
    ],
    [
      'a wording of two classes',
      'phases:',
      '  - { key: other, name: 其他, due: 2023-07-14, phrases: [立行立改], ladder: obligation }\nphases:',
      '29 difficulties[1].phrases[0]',
      /also stands for plain/,
    ],
    [
      'a ladder that reaches beyond the campaign',
      'ends: 2023-12-31\nroles',
      'ends: 2023-12-31\nroles',
      '22 ladders[0].rungs',
      /after the campaign's end/,
    ],
    [
      'a phase that starts before what it waits for is over',
      'after: find',
      'after: find',
      '31 phases[1].after',
      /waits for find, which ends on 2023-07-31/,
    ],
    [
      'an obligation due before what it waits for',
      'owedBy: all',
      'owedBy: all, after: second }\n  - { key: second, name: 二, due: 2023-07-31, owedBy: all',
      '35 obligations[0].after',
      /is due before second/,
    ],
  ])('is told of %s, and the plan loads', async (_, from, to, place, message) => {
    const { plan, faults, warnings } = await checkChanged(from, to);
    expect(faults).toEqual([]);
    expect(plan).toBeDefined();
    const told = warnings.map(({ line, field, message: text }) => `${line} ${field}: ${text}`);
    expect(told.filter((line) => line.startsWith(`${place}:`) && message.test(line))).toHaveLength(1);
  });

  it('of an unknown year goes away once the plan gives its holidays', async () => {
    const isUnknown = ({ message }: { message: string }): boolean => message.includes('not known');
    const before = await checkFiles({ 'plan.yaml': small }, { year: 2027 });
    expect(before.warnings.filter(isUnknown).map(({ field }) => field)).toEqual(['campaign.ends', 'campaign.ends']);
    const calendar = "calendar:\n  overrides: { '2027-10-01': rest }\n  knownYears: [2027, 2028]\nroles:";
    const after = await checkFiles({ 'plan.yaml': changed('roles:', calendar) }, { year: 2027 });
    expect(after.warnings.filter(isUnknown)).toEqual([]);
    expect(after.plan?.calendar.exceptions).toMatchObject({ '2027-10-01': 'rest' });
  });

  it('is told of each rest day of the reference plan once', async () => {
    const { warnings } = await checkPlan('plans/xinxiang-2023');
    const days = warnings.flatMap(
      ({ message }) => /(\d{4}-\d\d-\d\d) is a rest day.* counts from (.*)$/.exec(message)?.slice(1, 3).join(' → ') ?? [],
    );
    expect(days.sort()).toEqual([
      '2023-06-10 → 2023-06-09',
      '2023-06-18 → 2023-06-16',
      '2023-07-15 → 2023-07-14',
      '2023-09-30 → 2023-09-28',
      '2023-10-15 → 2023-10-13',
      '2023-12-31 → 2023-12-29',
    ]);
  });
});
