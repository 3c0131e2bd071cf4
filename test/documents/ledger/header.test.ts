import { describe, expect, it } from '@jest/globals';
import { readLedger } from '../../../documents/ledger/read.ts';
import { writeLedger } from '../../../documents/ledger/write.ts';
import { ledgerPlan } from '../../support/ledger-plan.ts';
import { codes, form, formHeader, preamble, readBytes, readSheets, row } from '../../support/ledger-sheet.ts';
import { xlsx, type MadeCell } from '../../support/xlsx.ts';

const expected = {
  number: 1,
  institution: '延津县启航职业培训学校',
  problem: '考勤签到表缺页',
  people: 30,
  amountYuan: 1000,
  responsible: '王强',
  measure: '补齐资料',
  due: null,
  dueText: '立行立改',
  difficulty: 'general',
  done: false,
  contact: '刘军',
  phone: '18579383470',
};

describe('a ledger’s header', () => {
  it('may have its columns in any order', async () => {
    const reading = await readSheets({ rows: [...preamble, formHeader.toReversed(), row().toReversed()] });
    expect(reading.items).toEqual([expect.objectContaining(expected)]);
    expect(reading.problems).toEqual([]);
  });

  it('may have spaces, line breaks and full-width characters in its labels', async () => {
    const labels = [
      '序　号',
      '机 构\n名称',
      '问题简述：',
      '涉及\n人数（人）',
      '资金金额\n（元）',
      '责 任 人',
      '整改\r\n措施',
      '整改期限 ',
      '整改 结果',
      '机构\n联系人\n及电话',
    ];
    const reading = await readSheets({ rows: [...preamble, labels, row()] });
    expect(reading.items).toEqual([expect.objectContaining(expected)]);
    expect(reading.problems).toEqual([]);
  });

  it('may use the words offices use instead of the form’s', async () => {
    const labels = [
      '编号',
      '培训机构名称',
      '存在问题',
      '人数',
      '涉及资金',
      '整改责任人',
      '整改举措',
      '完成时限',
      '整改情况',
      '联系人及联系方式',
    ];
    const reading = await readSheets({ rows: [...preamble, labels, row()] });
    expect(reading.items).toEqual([expect.objectContaining(expected)]);
    expect(reading.problems).toEqual([]);
  });

  it('may be in the words of the campaign’s own form, and is written in them', async () => {
    const words: Record<string, string> = { number: '行号', institution: '受检主体', problem: '缺陷', due: '办结日', contact: '对接人' };
    const form = {
      title: '缺陷清单',
      head: [],
      foot: [],
      clause: '',
      columns: Object.entries(words).map(([field, title]) => ({ field, title })),
    };
    const labels = ['行号', '受检主体', '缺 陷', '涉及人数', '资金金额', '责任人', '整改措施', '办结日', '整改结果', '对接人'];
    const plan = { ...ledgerPlan, ledgerForm: form };
    const first = await readLedger(xlsx({ rows: [...preamble, labels, row()] }), { fileName: '', plan });
    expect(first).toMatchObject({ items: [expected], problems: [] });
    const written = await writeLedger({ title: form.title, form, unit: first.unit, date: first.date, items: first.items });
    expect(await readLedger(written, { fileName: '', plan })).toMatchObject({ items: [expected], problems: [] });
    expect((await readBytes(written)).items).toEqual([]);
  });

  it('lacks only what the campaign’s own form has, by the form’s names', async () => {
    const columns = ['institution', 'problem', 'due', 'result', 'phone'].map((field, index) => ({ field, title: `第${index}栏` }));
    const plan = { ...ledgerPlan, ledgerForm: { title: '清单', head: [], foot: [], clause: '', columns } };
    const labels = ['第0栏', '第1栏', '责任人', '整改措施', '第4栏'];
    const { problems } = await readLedger(xlsx({ rows: [...preamble, labels, ['甲校', '缺页', '王强', '补', '18579383470']] }), {
      fileName: '',
      plan,
    });
    expect(problems.map(({ code, column }) => [code, column])).toEqual([
      ['column_missing', '第2栏'],
      ['column_absent', '第3栏'],
    ]);
  });

  it('may be of two rows with a group that is split into person and telephone', async () => {
    const upper: MadeCell[] = [...formHeader.slice(0, 9), '机构联系人', null];
    const lower: MadeCell[] = [...Array<MadeCell>(9).fill(null), '姓名', '电话'];
    const merges = ['J4:K4', ...Array.from('ABCDEFGHI', (column) => `${column}4:${column}5`)];
    const item = [...row({ contact: '刘军' }), 18579383470];
    const reading = await readSheets({ rows: [...preamble, upper, lower, item], merges });
    expect(reading.items).toEqual([expect.objectContaining({ ...expected, row: 6 })]);
    expect(reading.problems).toEqual([]);
  });

  it('may be of two rows under groups that are none of the form’s own columns', async () => {
    const upper: MadeCell[] = ['基本情况', null, null, null, null, '整改情况', null, null, null, '联系'];
    const reading = await readSheets({ rows: [...preamble, upper, formHeader, row()], merges: ['A4:E4', 'F4:I4'] });
    expect(reading.items).toEqual([expect.objectContaining({ ...expected, row: 6 })]);
  });

  it('may be of two rows without merges', async () => {
    const upper: MadeCell[] = ['序号', '机构名称', '问题简述', '涉及', '涉及', '责任人', '整改', '整改', '整改', '机构联系人及电话'];
    const lower: MadeCell[] = [null, null, null, '人数', '金额（万元）', null, '措施', '时限', '情况', null];
    const reading = await readSheets({ rows: [...preamble, upper, lower, row({ amount: 0.1 })] });
    expect(reading.items).toEqual([expect.objectContaining({ ...expected, row: 6 })]);
    expect(reading.problems).toEqual([]);
  });

  it('may be in traditional characters, and so may the unit', async () => {
    const labels = [
      '序號',
      '機構名稱',
      '問題簡述',
      '涉及人數',
      '資金金額',
      '責任人',
      '整改措施',
      '整改期限',
      '整改結果',
      '機構聯繫人及電話',
    ];
    const reading = await readSheets({ rows: [['單位（機構）：延津縣人力資源和社會保障局', '日期：2023年6月30日'], labels, row()] });
    expect(reading).toMatchObject({ county: '延津县', items: [{ ...expected, row: 3 }], problems: [] });
  });

  it('with two columns for one field takes the one in the form’s own words, and tells', async () => {
    const labels = [...formHeader.slice(0, 7), '完成时间', ...formHeader.slice(7)];
    const item = [...row().slice(0, 7), '2023.7.10', ...row().slice(7)];
    const reading = await readSheets({ rows: [...preamble, labels, item] });
    expect(reading.items).toEqual([expect.objectContaining(expected)]);
    expect(codes(reading)).toEqual(['column_repeated']);
  });

  it('may spread person and telephone over two columns under one merged label', async () => {
    const item = [...row({ contact: '刘军' }), '18579383470'];
    const reading = await readSheets({ rows: [...preamble, [...formHeader, null], item], merges: ['J4:K4'] });
    expect(reading.items).toEqual([expect.objectContaining(expected)]);
  });

  it('does not take the responsible person’s telephone for the institution’s', async () => {
    const upper: MadeCell[] = [...formHeader.slice(0, 5), '责任人', null, ...formHeader.slice(6)];
    const lower: MadeCell[] = [null, null, null, null, null, '姓名', '电话'];
    const item = [...row().slice(0, 6), '13900000000', ...row({ contact: '刘军' }).slice(6)];
    const reading = await readSheets({ rows: [...preamble, upper, lower, item], merges: ['F4:G4'] });
    expect(reading.items).toEqual([expect.objectContaining({ responsible: '王强', contact: '刘军', phone: null })]);
  });

  it('gives the system’s number from a ledger that the system exported', async () => {
    const reading = await readSheets({ rows: [...preamble, [...formHeader, '系统编号'], [...row(), 'XX-0012']] });
    expect(reading.items).toEqual([expect.objectContaining({ number: 1, systemNumber: 'XX-0012' })]);
    expect(reading.problems).toEqual([]);
  });

  it('is refused when a column that no item can do without is missing', async () => {
    const without = (cells: MadeCell[]) => cells.filter((_, column) => column !== 7);
    const reading = await readSheets({ rows: [...preamble, without(formHeader), without(row())] });
    expect(reading.problems).toEqual([expect.objectContaining({ code: 'column_missing', row: 4, column: '整改期限', severity: 'fault' })]);
  });

  it('is doubted when another column is missing, twice there, or not of the form', async () => {
    const labels = [
      '序号',
      '机构名称',
      '问题简述',
      '问题简述',
      '涉及人数',
      '资金金额',
      '责任人',
      '整改措施',
      '整改期限',
      '整改结果',
      '领导批示',
    ];
    const reading = await readSheets({
      rows: [...preamble, labels, [1, '甲校', '问题一', '问题二', 3, 4, '王强', '补', '立行立改', '', '好']],
    });
    expect(codes(reading)).toEqual(['column_absent', 'column_repeated', 'column_ignored']);
    expect(reading.items).toEqual([expect.objectContaining({ problem: '问题一', contact: null })]);
  });

  it('may be repeated among the items, with its columns in another order', async () => {
    const reading = await readSheets(
      form(row(), formHeader, row({ number: 2, problem: '甲' }), formHeader.toReversed(), row({ number: 3, problem: '乙' }).toReversed()),
    );
    expect(reading.items.map(({ number, problem }) => [number, problem])).toEqual([
      [1, '考勤签到表缺页'],
      [2, '甲'],
      [3, '乙'],
    ]);
    expect(reading.problems).toEqual([]);
  });

  it('makes a sheet a ledger; other sheets are told and skipped, hidden ones not read', async () => {
    const reading = await readSheets({ name: '说明', rows: [['填表说明'], ['请如实填写']] }, form(row()), {
      ...form(row({ problem: '乙' })),
      name: '旧',
      state: 'hidden',
    });
    expect(reading.items).toHaveLength(1);
    expect(reading.problems).toEqual([
      expect.objectContaining({ code: 'sheet_not_ledger', sheet: '说明', severity: 'doubt' }),
      expect.objectContaining({ code: 'sheet_hidden', sheet: '旧', severity: 'doubt' }),
    ]);
  });

  it('is refused when no sheet has one', async () => {
    const reading = await readSheets({
      rows: [
        ['姓名', '年龄', '住址'],
        ['王强', 30, '延津'],
      ],
    });
    expect(reading.problems.filter(({ severity }) => severity === 'fault').map(({ code }) => code)).toEqual(['ledger_missing']);
  });
});
