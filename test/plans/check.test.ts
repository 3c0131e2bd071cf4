import { describe, expect, it } from '@jest/globals';
import { changed, checkChanged, checkFiles, small } from './plan-folder.ts';

describe('a plan folder', () => {
  it('without faults is a plan', async () => {
    const { plan, faults } = await checkFiles({ 'plan.yaml': small });
    expect(faults).toEqual([]);
    expect(plan?.id).toBe('small-2023');
  });

  // what is wrong | the text changed | into | line | field | what the message says
  const cases: [string, string, string, number, string, RegExp][] = [
    ['a work item of an unknown department', '[first]', '[frist]', 33, 'workItems[0].departments[0]', /unknown department frist.*first/],
    ['a work item without departments', '[first]', '[]', 33, 'workItems[0].departments', /no department/],
    ['a work item whose departments are left out', ', departments: [first]', '', 33, 'workItems[0].departments', /departments is missing/],
    ['a work item of an unknown phase', 'phase: find,', 'phase: fnd,', 33, 'workItems[0].phase', /unknown phase fnd.*find/],
    [
      'an obligation of an unknown unit',
      '[east, west]',
      '[east, wets]',
      36,
      'obligations[1].owedBy[1]',
      /unknown unit or department wets.*west/,
    ],
    ['an obligation of a kind no unit has', '[east, west]', "['kind:county']", 36, 'obligations[1].owedBy[0]', /kind:county/],
    ['an obligation that nobody owes', '[east, west]', '[]', 36, 'obligations[1].owedBy', /nobody owes/],
    ['an obligation that waits for an unknown one', 'after: list', 'after: lists', 36, 'obligations[1].after', /unknown obligation lists/],
    ['an obligation with neither day nor period', 'due: 2023-06-30, ', '', 35, 'obligations[0]', /needs due/],
    ['an obligation with both day and period', 'every: month', 'due: 2023-07-31, every: month', 36, 'obligations[1].every', /beside due/],
    ['a recurring rule that never occurs', 'from: 2023-07-01', 'until: 2023-06-15', 36, 'obligations[1].every', /never occurs/],
    ['a day no month has', 'every: month', 'every: month, on: day 32', 36, 'obligations[1].on', /no day 32/],
    ['an unknown way to recur', 'every: month', 'every: monthly', 36, 'obligations[1].every', /did you mean month/],
    ['an unknown place in the period', 'every: month', 'every: month, on: lastday', 36, 'obligations[1].on', /such as last-day/],
    ['a rung for an unknown role', 'offset: 1, to: head', 'offset: 1, to: haed', 25, 'ladders[0].rungs[2].to', /unknown role haed.*head/],
    ['a rung without a recipient', 'offset: 1, to: head', 'offset: 1', 25, 'ladders[0].rungs[2].to', /no recipient/],
    ['a rung with an empty list of recipients', 'offset: 1, to: head', 'offset: 1, to: []', 25, 'ladders[0].rungs[2].to', /no recipient/],
    ['a rung beyond any campaign', 'offset: -2', 'offset: -99999999', 23, 'ladders[0].rungs[0].offset', /too small/],
    [
      'a window that closes before it opens',
      'bodies:',
      "calendar: { opens: '18:00', closes: '09:00' }\nbodies:",
      11,
      'calendar.closes',
      /no message would ever leave/,
    ],
    [
      'a window that opens after the usual closing',
      'bodies:',
      "calendar: { opens: '18:00' }\nbodies:",
      11,
      'calendar.opens',
      /no message would ever leave/,
    ],
    [
      'a form with one column twice',
      'bodies:',
      'ledgerForm: { title: 台账, columns: [{ field: due, title: 期限 }, { field: due, title: 时限 }] }\nbodies:',
      11,
      'ledgerForm.columns[1].field',
      /already taken/,
    ],
    ['a ladder with the name of a rung', 'key: obligation', 'key: unsigned', 21, 'ladders[0].key', /meaning of its own/],
    ['a unit with a word for all of them', 'key: east', 'key: all', 18, 'units[0].key', /meaning of its own/],
    ['a rung that is there twice', 'offset: 3,', 'offset: 1,', 26, 'ladders[0].rungs[3].offset', /twice/],
    ['a rung out of order', 'offset: 3,', 'offset: -1,', 26, 'ladders[0].rungs[3].offset', /out of order/],
    [
      'a ladder without rungs',
      'rungs:\n      - { offset: -2, to: owner }\n      - { offset: 0, to: owner }\n      - { offset: 1, to: head }\n      - { offset: 3, to: boss }',
      'rungs: []',
      22,
      'ladders[0].rungs',
      /at least one/,
    ],
    ['a difficulty without a ladder', ', ladder: obligation', '', 28, 'difficulties[0].ladder', /no ladder/],
    [
      'a difficulty with an unknown ladder',
      ', ladder: obligation',
      ', ladder: obligations',
      28,
      'difficulties[0].ladder',
      /unknown ladder/,
    ],
    ['a deadline after the campaign', 'due: 2023-07-14', 'due: 2024-07-14', 28, 'difficulties[0].due', /outside the campaign/],
    ['a report due before the campaign', 'due: 2023-06-30', 'due: 2023-05-30', 35, 'obligations[0].due', /outside the campaign/],
    ['a day that no calendar has', 'due: 2023-06-30', 'due: 2023-02-30', 35, 'obligations[0].due', /not a real day/],
    ['a day written another way', 'due: 2023-06-30', 'due: 2023/6/30', 35, 'obligations[0].due', /not a real day/],
    ['a phase that ends before it starts', 'ends: 2023-07-31', 'ends: 2023-05-31', 30, 'phases[0].ends', /is before starts/],
    ['a phase that waits for an unknown one', 'after: find', 'after: fond', 31, 'phases[1].after', /unknown phase fond/],
    ['a campaign that ends before it starts', 'ends: 2023-12-31\nroles', 'ends: 2022-12-31\nroles', 6, 'campaign.ends', /is before starts/],
    [
      'phases that wait for one another',
      'ends: 2023-07-31 }',
      'ends: 2023-07-31, after: mend }',
      31,
      'phases[1].after',
      /find → mend → find/,
    ],
    [
      'roles that report to one another',
      'scope: campaign, body',
      'scope: campaign, reportsTo: owner, body',
      10,
      'roles[2].reportsTo',
      /owner → head → boss → owner/,
    ],
    [
      'an obligation that waits for itself',
      'owedBy: all',
      'owedBy: all, after: [monthly]',
      36,
      'obligations[1].after',
      /list → monthly → list/,
    ],
    ['a role of an unknown body', 'body: bureau', 'body: burau', 10, 'roles[2].body', /unknown body burau.*bureau/],
    ['a role of the campaign without a body', ', body: bureau', '', 10, 'roles[2]', /needs its body/],
    ['a member with an unknown role', 'roles: [boss]', 'roles: [bos]', 14, 'bodies[0].members[0].roles[0]', /unknown role bos/],
    ['two units with one key', 'key: west', 'key: east', 19, 'units[1].key', /already taken/],
    ['a department with the key of a unit', 'key: first', 'key: west', 16, 'departments[0].key', /already taken|unknown/],
    ['a field that does not exist', 'issuer:', 'isuer:', 4, 'campaign.isuer', /unknown field.*issuer/],
    ['a field of an element that does not exist', 'phrases:', 'phrasse:', 28, 'difficulties[0].phrasse', /unknown field.*phrases/],
    ['a section that does not exist', 'departments:', 'departements:', 15, 'departements', /unknown section.*departments/],
    ['a field given twice', 'issuer: 某局', 'issuer: 某局\n  issuer: 某科', 5, 'campaign.issuer', /duplicate key.*line 4/],
    ['a section given twice', 'phases:', 'campaign: {}\nphases:', 29, 'campaign', /duplicate key/],
    ['a field left empty', 'issuer: 某局', 'issuer:', 4, 'campaign.issuer', /issuer is empty/],
    ['a text where a list belongs', 'roles: [boss]', 'roles: boss', 14, 'bodies[0].members[0].roles', /expected|列表/],
    ['a number where a text belongs', 'issuer: 某局', 'issuer: 12', 4, 'campaign.issuer', /text/],
    ['an unknown scope', 'scope: subject', 'scope: subjects', 8, 'roles[0].scope', /expected one of.*subject/],
    ['an unknown name of a deadline rule', 'due: 2023-07-14', 'due: { workdays: 3 }', 28, 'difficulties[0].due', /unknown field|missing/],
    [
      'a negative count of workdays',
      'due: 2023-07-14',
      'due: { workdaysAfterAssignment: -3 }',
      28,
      'difficulties[0].due.workdaysAfterAssignment',
      /too small/,
    ],
  ];

  it.each([['campaign'], ['roles']])('whose %s is of the wrong shape says so', async (section) => {
    const { faults } = await checkFiles({ 'plan.yaml': small.replace(`${section}:\n`, `${section}: 5\nx-${section}:\n`) });
    expect(faults).toContainEqual(
      expect.objectContaining({ field: section, message: expect.stringMatching(/named fields|expected a list/) }),
    );
  });

  it('needs a ladder for whatever names none', async () => {
    const text = small.replace('key: obligation', 'key: main').replace('ladder: obligation', 'ladder: main');
    const { faults } = await checkFiles({ 'plan.yaml': text });
    expect(faults.map(({ field }) => field)).toEqual(['workItems[0]', 'obligations[0]', 'obligations[1]']);
    expect(faults[0]?.message).toContain('no ladder called obligation');
  });

  it.each(cases)('with %s says where', async (_, from, to, line, field, message) => {
    const { plan, faults } = await checkChanged(from, to);
    expect(plan).toBeUndefined();
    const fault = faults.find((each) => each.line === line && each.field.startsWith(field));
    expect({ faults, fault }).toMatchObject({ fault: { file: 'plan.yaml', message: expect.stringMatching(message) } });
  });

  it('has all its faults reported in one go, in the order of the lines', async () => {
    let text = changed('[first]', '[frist]').replace('due: 2023-06-30', 'due: 2023-02-30').replace('offset: 1, to: head', 'offset: 1');
    text = text.replace('issuer: 某局', 'isuer: 某局').replace('owedBy: [east, west]', 'owedBy: []').replace('key: plain,', 'kei: plain,');
    const { faults } = await checkFiles({ 'plan.yaml': text });
    expect(faults.map(({ line, field }) => `${line} ${field}`)).toEqual([
      '1 campaign.issuer',
      '4 campaign.isuer',
      '25 ladders[0].rungs[2].to',
      '28 difficulties[0].key',
      '28 difficulties[0].kei',
      '33 workItems[0].departments[0]',
      '35 obligations[0].due',
      '36 obligations[1].owedBy',
    ]);
  });

  it('does not report as unknown what stands in a faulty element', async () => {
    const { faults } = await checkChanged('key: first, name: 一科', 'key: first, nmae: 一科');
    expect(faults.map(({ field }) => field)).toEqual(['departments[0].name', 'departments[0].nmae']);
  });

  it.each([['campaign'], ['roles'], ['ladders'], ['difficulties'], ['units'], ['phases']])('without %s says so', async (section) => {
    const { faults } = await checkFiles({ 'plan.yaml': small.replace(`${section}:\n`, `x-${section}:\n`) });
    expect(faults).toContainEqual(expect.objectContaining({ field: section, message: expect.stringContaining(`${section} is missing`) }));
  });
});
