import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { openWorkbook } from '../../../documents/workbook.ts';
import { readLedger } from '../../../documents/ledger/read.ts';
import type { LedgerReading } from '../../../documents/ledger/reading.ts';
import { writeLedger } from '../../../documents/ledger/write.ts';
import { form, readBytes, readSheets, row } from '../../support/ledger-sheet.ts';
import { ledgerPlan } from '../../support/ledger-plan.ts';

const title = '专项整治行动问题台账';
const written = (reading: LedgerReading) => writeLedger({ title, unit: reading.unit, date: reading.date, items: reading.items });
const stated = (reading: LedgerReading) => reading.items.map((item) => ({ ...item, row: 0, sheet: '' }));

describe('a ledger that is written', () => {
  it.each(['yanjin-tidy.xlsx', 'yanjin-messy.xlsx', 'form-97.xls'])('from %s says the same when it is read again', async (fileName) => {
    const file = await readFile(new URL(`../samples/${fileName}`, import.meta.url));
    const first = await readLedger(file, { fileName, plan: ledgerPlan });
    const second = await readBytes(await written(first));
    expect(stated(second)).toEqual(stated(first));
    expect(second).toMatchObject({ county: first.county, unit: first.unit, date: first.date });
    expect(second.problems.filter(({ severity }) => severity === 'fault')).toEqual([]);
  });

  it('keeps what is odd: no number, two telephones, an open item whose limit claims it is done, the system’s number', async () => {
    const first = await readSheets(
      form(
        row({ number: null, contact: '王磊 13800000000、0373-3696694', people: 0 }),
        row({ problem: '乙\n第二行', due: '立行立改（已完成）', result: '未整改', contact: null, institution: null }),
        row({ problem: '丙', due: '2023年7月15日', amount: 0.01, result: '已完成整改', responsible: null, measure: null }),
      ),
    );
    const numbered = { ...first, items: first.items.map((item, index) => ({ ...item, systemNumber: `YJ-${index + 1}` })) };
    const second = await readBytes(await written(numbered));
    expect(stated(second)).toEqual(stated(numbered));
  });

  it('has the form’s title, unit, date, columns and signatures', async () => {
    const items = (await readSheets(form(row()))).items;
    const bytes = await writeLedger({
      title,
      unit: '延津县人社局',
      date: '2023-07-31',
      items,
      signatures: { contact: '甲', filledBy: '乙', checkedBy: '丙' },
    });
    const rows = (await openWorkbook(bytes)).sheets[0]?.rows.map(({ cells }) => [...new Set(cells.filter((cell) => cell !== null))]);
    expect(rows?.slice(0, 4)).toEqual([
      ['附件3'],
      [title],
      ['单位（机构）：延津县人社局', '日期：2023年7月31日'],
      [
        '序号',
        '机构名称',
        '问题简述',
        '涉及人数',
        '资金金额（元）',
        '责任人',
        '整改措施',
        '整改期限',
        '整改结果',
        '机构联系人及电话',
        '系统编号',
      ],
    ]);
    expect(rows?.at(-1)).toEqual(['联系人：甲', '填报人：乙', '审核人：丙']);
  });

  it('is in the campaign’s own form and read again from it: labels, columns and their order, with what the form leaves out behind', async () => {
    const own = {
      clause: '附表2',
      head: ['日期', '镇办', '批次'],
      columns: [
        { field: 'due', title: '办结日' },
        { field: 'problem', title: '缺陷' },
        { field: 'bottles', title: '气瓶数' },
        { field: 'institution', title: '受检主体' },
        { field: 'phone', title: '电话' },
      ],
      foot: ['网格员', '科长'],
    };
    const plan = { ...ledgerPlan, ledgerForm: { title, ...own } };
    const first = await readSheets(form(row({ amount: 0 }), row({ problem: '乙', due: '2023-07-15', result: '已整改', amount: 0 })));
    const bytes = await writeLedger({ title, form: own, unit: '延津县', date: '2023-07-31', items: first.items });
    const rows = (await openWorkbook(bytes)).sheets[0]?.rows.map(({ cells }) => [...new Set(cells.filter((cell) => cell !== null))]);
    expect(rows?.slice(0, 4)).toEqual([
      ['附表2'],
      [title],
      ['镇办：延津县', '批次：', '日期：2023年7月31日'],
      ['办结日', '缺陷', '气瓶数', '受检主体', '电话', '涉及人数', '责任人', '整改措施', '整改结果', '机构联系人及电话', '系统编号'],
    ]);
    expect(rows?.at(-1)).toEqual(['网格员：', '科长：']);
    const second = await readLedger(bytes, { fileName: '', plan });
    expect(stated(second)).toEqual(stated(first).map((item) => ({ ...item, number: null })));
    expect(second).toMatchObject({ unitKey: 'yanjin', date: '2023-07-31', problems: [] });
  });

  it('holds no formula, whatever its texts begin with', async () => {
    const dangerous = ['=HYPERLINK("http://example.invalid","x")', '+cmd|x', '-1+1', '@SUM(A1)', '\t=1+1'];
    const items = dangerous.map((problem) => ({ ...requiredItem, problem, institution: problem, responsible: problem, measure: problem }));
    const bytes = await writeLedger({ title: '=1+1', unit: '=1+1', date: null, items });
    const [sheet] = (await openWorkbook(bytes)).sheets;
    expect(sheet?.withoutValue.size).toBe(0);
    expect(sheet?.rows.slice(4, 9).map(({ cells }) => cells[2])).toEqual(dangerous.map((text) => text.trim()));
  });
});

const requiredItem = {
  number: 1,
  systemNumber: null,
  people: 1,
  amountYuan: 0,
  due: null,
  dueText: '立行立改',
  difficulty: 'general',
  done: false,
  contact: null,
  phone: null,
};
