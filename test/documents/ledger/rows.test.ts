import { describe, expect, it } from '@jest/globals';
import { codes, form, formHeader, preamble, readSheets, row } from '../../support/ledger-sheet.ts';
import type { MadeCell } from '../../support/xlsx.ts';

const total = (people: MadeCell, amount: MadeCell, label = '合  计'): MadeCell[] => [label, null, null, people, amount];
const signatures: MadeCell[] = ['联系人：赵明杰', null, null, '填报人：赵磊', null, null, '审核人：李伟娜'];

describe('the rows of a ledger', () => {
  it('skip blank rows, and keep the sheet’s own row numbers', async () => {
    const reading = await readSheets(form(row(), [null, '  ', ''], row({ number: 2, problem: '乙' })));
    expect(reading.items.map((item) => item.row)).toEqual([5, 7]);
    expect(reading.problems).toEqual([]);
  });

  it('share what a merged cell says, but never what a merge over an empty cell hides', async () => {
    const second = row({ number: 2, problem: '乙', institution: null, contact: null });
    const sheet = form(
      row(),
      second,
      row({ number: 3, problem: '丙', institution: null, contact: null }),
      row({ number: 4, problem: '丁', institution: '藏着的学校' }),
    );
    const reading = await readSheets({ ...sheet, merges: ['B5:B6', 'J5:J6', 'B7:B8', 'J7:J8'] });
    expect(reading.items.map(({ institution, phone }) => [institution, phone])).toEqual([
      ['延津县启航职业培训学校', '18579383470'],
      ['延津县启航职业培训学校', '18579383470'],
      [null, null],
      [null, null],
    ]);
    expect(reading.problems.map(({ code, row: place, severity }) => [code, place, severity])).toEqual([
      ['institution_missing', 7, 'doubt'],
      ['institution_missing', 8, 'doubt'],
    ]);
  });

  it('do not count totals, and doubt a total that is not the sum', async () => {
    const two = [row({ people: 10, amount: 1.1 }), row({ problem: '乙', people: 20, amount: 2.2 })];
    expect((await readSheets(form(...two, total(30, 3.3)))).problems).toEqual([]);
    const wrong = await readSheets(form(...two, total(31, 3.5)));
    expect(wrong.items).toHaveLength(2);
    expect(wrong.problems).toEqual([
      expect.objectContaining({ code: 'total_differs', row: 7, column: '涉及人数' }),
      expect.objectContaining({ code: 'total_differs', row: 7, column: '资金金额' }),
    ]);
  });

  it('compare a subtotal with its own part', async () => {
    const reading = await readSheets(
      form(
        row({ people: 10 }),
        total(10, 1000, '小计'),
        row({ problem: '乙', people: 20 }),
        total(20, 1000, '小计'),
        total(30, 2000, '总计：'),
      ),
    );
    expect(reading.problems).toEqual([]);
  });

  it('end with the signatures; an item after them is read and told, half of one is not read, a new table after them is read', async () => {
    const after = await readSheets(form(row(), signatures, row({ number: 2, problem: '乙' }), row({ problem: '丙', due: null })));
    expect(after.items.map((item) => item.row)).toEqual([5, 7]);
    expect(after.problems).toEqual([
      expect.objectContaining({ code: 'item_after_end', row: 7 }),
      expect.objectContaining({ code: 'row_after_end', row: 8 }),
    ]);
    const again = await readSheets(form(row(), signatures, ...preamble, formHeader, row({ number: 2, problem: '乙' }), signatures));
    expect(again.items).toHaveLength(2);
    expect(again.problems).toEqual([]);
  });

  it('skip repeated titles, units and notes, and tell of other texts across the table', async () => {
    const reading = await readSheets(form(row(), ...preamble, ['一、培训机构'], row({ number: 2, problem: '乙' }), ['注：金额单位为元']));
    expect(reading.items).toHaveLength(2);
    expect(reading.problems).toEqual([expect.objectContaining({ code: 'row_skipped', row: 9, severity: 'doubt' })]);
  });

  it('say by 同上 what the row above says, and nothing without one', async () => {
    const again = { institution: '同上', responsible: '〃', due: '同上', contact: '同上' };
    const reading = await readSheets(form(row({ due: '7月中旬' }), row({ ...again, problem: '乙' }), row({ ...again, problem: '丙' })));
    expect(reading.items.map(({ institution, responsible, due }) => [institution, responsible, due])).toEqual(
      Array(3).fill(['延津县启航职业培训学校', '王强', '2023-07-15']),
    );
    expect(reading.problems).toEqual([]);
    expect(codes(await readSheets(form(row({ institution: '同上' }))))).toEqual(['institution_missing']);
  });

  it('that share one merged figure are doubted once, since sums would count it twice', async () => {
    const sheet = form(
      row(),
      row({ problem: '乙', people: null, amount: null }),
      row({ problem: '丙', people: 0 }),
      row({ problem: '丁', people: null }),
    );
    const reading = await readSheets({ ...sheet, merges: ['D5:D6', 'E5:E6', 'D7:D8'] });
    expect(reading.items.map(({ people, amountYuan }) => [people, amountYuan])).toEqual([
      [30, 1000],
      [30, 1000],
      [0, 1000],
      [0, 1000],
    ]);
    expect(reading.problems.map(({ code, row: place, column }) => [code, place, column])).toEqual([
      ['figure_shared', 5, '涉及人数'],
      ['figure_shared', 5, '资金金额'],
    ]);
  });

  it('may end with several totals, one below the other', async () => {
    const reading = await readSheets(form(row(), total(30, 1000), total(30, 1000, '本页小计'), total(30, 1000, '累 计')));
    expect(reading.problems).toEqual([]);
  });

  it('name several responsible persons, one a line; a name that was spread stays one', async () => {
    const names = ['张三\n李四', '张三 李四', '张 三', '张三（校长）', '无'];
    const reading = await readSheets(form(...names.map((responsible, index) => row({ responsible, problem: `问题${index}` }))));
    expect(reading.items.map(({ responsible }) => responsible)).toEqual(['张三、李四', '张三、李四', '张三', '张三（校长）', null]);
  });

  it('are numbered as people number', async () => {
    const numbers = ['1', '（2）', '3、', '④', '五', '第6项', 'No.7', '十二'];
    const reading = await readSheets(form(...numbers.map((number, index) => row({ number, problem: `问题${index}` }))));
    expect(reading.items.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 12]);
    expect(reading.problems).toEqual([]);
  });

  it('come from all sheets, with the sheet named', async () => {
    const reading = await readSheets({ ...form(row()), name: '培训' }, { ...form(row({ problem: '' })), name: '评价' });
    expect(reading.items.map(({ sheet }) => sheet)).toEqual(['培训', '评价']);
    expect(reading.problems).toEqual([expect.objectContaining({ code: 'problem_missing', sheet: '评价', row: 5, column: '问题简述' })]);
  });

  it('doubt a row that says the same as an earlier one', async () => {
    const reading = await readSheets(
      form(row(), row({ number: 2, problem: ' 考勤签到表，缺页。' }), row({ number: 3, problem: '考勤签到表缺页（第2项）' })),
    );
    expect(reading.problems).toEqual([expect.objectContaining({ code: 'row_duplicate', row: 6 })]);
  });

  it('doubt what a careful clerk would ask about', async () => {
    const reading = await readSheets(form(row({ number: '甲', responsible: null, measure: '', people: null, contact: null })));
    expect(codes(reading).sort()).toEqual(
      ['contact_missing', 'measure_missing', 'number_unreadable', 'people_missing', 'phone_missing', 'responsible_missing'].sort(),
    );
    expect(reading.items).toEqual([
      expect.objectContaining({ number: null, people: null, responsible: null, measure: null, contact: null, phone: null }),
    ]);
  });

  it('say that there is no item', async () => {
    expect((await readSheets(form(total(0, 0), signatures))).problems).toEqual([expect.objectContaining({ code: 'ledger_without_items' })]);
  });

  it('keep a text that looks like a formula as a text', async () => {
    const texts = ['=HYPERLINK("http://x")', '+1+1', '-2', '@SUM(A1)'];
    const reading = await readSheets(form(...texts.map((problem, number) => row({ number, problem }))));
    expect(reading.items.map(({ problem }) => problem)).toEqual(texts);
  });

  it('use the stored value of a formula, and refuse a formula without one and an error value', async () => {
    const reading = await readSheets(
      form(
        row({ amount: { formula: 'SUM(1,2)', value: 3 } }),
        row({ problem: '乙', people: { formula: 'SUM(1,2)' } }),
        row({ problem: '丙', amount: { error: '#REF!' } }),
      ),
    );
    expect(reading.items[0]?.amountYuan).toBe(3);
    expect(reading.problems.filter(({ severity }) => severity === 'fault')).toEqual([
      expect.objectContaining({ code: 'formula_without_value', row: 6, column: '涉及人数' }),
      expect.objectContaining({ code: 'cell_error', row: 7, column: '资金金额' }),
    ]);
  });

  it('lose control characters, and refuse a text beyond all measure', async () => {
    const reading = await readSheets(form(row({ problem: '缺\u202e页', responsible: '王'.repeat(301) })));
    expect(reading.items[0]?.problem).toBe('缺页');
    expect(codes(reading)).toEqual(expect.arrayContaining(['control_characters', 'text_too_long']));
  });

  it('of which too many have problems are cut short, the faults first', async () => {
    const reading = await readSheets(
      form(
        ...Array.from({ length: 5001 }, (_, number) => row({ number, problem: `第${number}项`, responsible: null })),
        row({ problem: '' }),
      ),
    );
    expect(reading.problems).toHaveLength(5001);
    expect(reading.problems[0]?.code).toBe('problem_missing');
    expect(reading.problems.at(-1)?.code).toBe('problems_not_listed');
  });
});
