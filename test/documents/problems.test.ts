import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ledgerRead } from '../../cli/ledger-read.ts';
import type { LedgerPlan } from '../../documents/ledger/plan.ts';
import { readPeople, type PeoplePlan } from '../../documents/people.ts';
import { problemCodes, type Problem, type ProblemCode } from '../../documents/problems.ts';
import { readLedgerSafely } from '../../documents/read-in-child.ts';
import { form, formHeader, preamble, readBytes, readSheets, row, type Column } from '../support/ledger-sheet.ts';
import { ledgerPlan } from '../support/ledger-plan.ts';
import { xlsx, xlsxEntries, zip, type MadeCell } from '../support/xlsx.ts';

type Provoked = Promise<{ problems: Problem[] }>;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'duban-problems-'));
  await writeFile(join(folder, 'good.xlsx'), xlsx(form(row())));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

const item = (cells: Partial<Record<Column, MadeCell>>): Provoked => readSheets(form(row(cells)));
const headed = (header: MadeCell[], ...above: MadeCell[][]): Provoked =>
  readSheets({ rows: [...(above.length > 0 ? above : preamble), header, row()] });
const unit = ['单位：延津县人社局'];
const date = ['日期：2023年6月30日'];
const person = (...cells: MadeCell[]): Provoked => {
  const plan: PeoplePlan = { units: ledgerPlan.units, departments: [], roles: [] };
  return readPeople(xlsx({ rows: [['单位', '姓名', '职务', '角色', '电话', '邮箱', '机器人'], cells, cells] }), plan);
};

/** One way to each problem; the type asks for every code there is. */
const ways: Record<ProblemCode, () => Provoked> = {
  file_empty: () => readBytes(new Uint8Array()),
  file_missing: () => readLedgerSafely(join(folder, 'nothing.xlsx'), ledgerPlan),
  file_kind: () => readBytes(new TextEncoder().encode('<html></html>')),
  file_damaged: () => readBytes(xlsx(form(row())).slice(0, 900)),
  file_encrypted: () => readBytes(zip(xlsxEntries([form(row())]).map((entry) => ({ ...entry, flags: 1 })))),
  file_unsafe: () => readSheets({ ...form(row()), prolog: '<!DOCTYPE x []>' }),
  file_too_heavy: () => readSheets({ ...form(row()), sheetData: ' '.repeat(40_000_000) }),
  file_unreadable: () => readLedgerSafely(join(folder, 'good.xlsx'), { ...ledgerPlan, difficulties: null } as unknown as LedgerPlan),
  plan_invalid: async () => {
    let output = '';
    await ledgerRead(join(folder, 'good.xlsx'), { plan: folder, json: true }, (text) => (output += text));
    return JSON.parse(output) as { problems: Problem[] };
  },
  sheet_hidden: () => readSheets({ ...form(row()), state: 'hidden' }),
  sheet_not_ledger: () => readSheets(form(row()), { name: '二', rows: [['x']] }),
  figure_shared: () => readSheets({ ...form(row(), row({ problem: '乙', people: null })), merges: ['D5:D6'] }),
  text_garbled: () => item({ problem: '缺\ufffd\ufffd' }),
  item_after_end: () => readSheets(form(['填报人：王'], row())),
  rows_not_read: () => readSheets(form(row(), [{ xml: '</row><row r="900000"><c r="A900000"><v>1</v></c>' }])),
  columns_not_read: () => headed([...formHeader, ...Array<MadeCell>(120).fill('备注')]),
  ledger_missing: () => readSheets({ rows: [['x']] }),
  ledger_without_items: () => readSheets(form()),
  column_missing: () => headed(formHeader.filter((label) => label !== '问题简述')),
  column_absent: () => headed(formHeader.filter((label) => label !== '责任人')),
  column_repeated: () => headed([...formHeader, '责任人']),
  column_ignored: () => headed([...formHeader, '领导批示']),
  unit_missing: () => headed(formHeader, date),
  unit_unknown: () => headed(formHeader, ['单位：洛阳市'], date),
  unit_ambiguous: () => headed(formHeader, ['单位：延津县和辉县市'], date),
  unit_from_title: () => headed(formHeader, ['延津县问题台账'], date),
  unit_differs: () => readSheets({ rows: [unit, date, formHeader, row()] }, { rows: [['单位：辉县市'], date, formHeader, row()] }),
  date_missing: () => headed(formHeader, unit),
  date_unreadable: () => headed(formHeader, unit, ['日期：上月']),
  date_outside_campaign: () => headed(formHeader, unit, ['日期：2021年1月1日']),
  number_unreadable: () => item({ number: '甲' }),
  institution_missing: () => item({ institution: null }),
  problem_missing: () => item({ problem: null }),
  people_unreadable: () => item({ people: '若干' }),
  people_negative: () => item({ people: -1 }),
  people_approximate: () => item({ people: '约3人' }),
  people_missing: () => item({ people: null }),
  amount_unreadable: () => item({ amount: '若干' }),
  amount_negative: () => item({ amount: -1 }),
  amount_approximate: () => item({ amount: '约3万元' }),
  amount_rounded: () => item({ amount: 1.2345 }),
  amount_implausible: () => item({ amount: '2亿元' }),
  responsible_missing: () => item({ responsible: null }),
  measure_missing: () => item({ measure: null }),
  due_missing: () => item({ due: null }),
  due_unreadable: () => item({ due: '长期坚持' }),
  due_fits_no_class: () => item({ due: '2023-08-01' }),
  due_serial: () => item({ due: 45122 }),
  due_before_ledger: () => item({ due: '2023-06-20' }),
  due_outside_campaign: () => item({ due: '2025-06-20' }),
  result_unreadable: () => item({ result: '见附件' }),
  result_contradicts: () => item({ due: '立行立改（已完成）', result: '整改中' }),
  contact_missing: () => item({ contact: '13800000000' }),
  phone_missing: () => item({ contact: '王磊' }),
  phone_malformed: () => item({ contact: '王磊 123456' }),
  row_duplicate: () => readSheets(form(row(), row())),
  row_skipped: () => readSheets(form(row(), ['二、评价机构'])),
  row_after_end: () => readSheets(form(row(), ['填报人：赵磊'], row({ due: null }))),
  total_differs: () => readSheets(form(row(), ['合计', null, null, 31])),
  cell_error: () => item({ amount: { error: '#DIV/0!' } }),
  formula_without_value: () => item({ amount: { formula: '1+1' } }),
  control_characters: () => item({ problem: '缺\u202e页' }),
  text_too_long: () => item({ problem: '长'.repeat(4001) }),
  problems_not_listed: () =>
    readSheets(form(...Array.from({ length: 5001 }, (_, number) => row({ number, problem: `第${number}项`, responsible: null })))),
  people_list_missing: () => readPeople(xlsx({ rows: [['x']] }), { units: [], departments: [], roles: [] }),
  person_unit_missing: () => person(null, '王磊'),
  person_name_missing: () => person('延津县'),
  person_duty_missing: () => person('延津县', '王磊'),
  person_role_unknown: () => person('延津县', '王磊', '科员', '队长'),
  person_unreachable: () => person('延津县', '王磊'),
  email_malformed: () => person('延津县', '王磊', '科员', null, null, 'x'),
  robot_malformed: () => person('延津县', '王磊', '科员', null, null, null, 'x'),
  person_duplicate: () => person('延津县', '王磊'),
};

describe('every problem a workbook can have', () => {
  it.each(problemCodes)('%s is found, and told in Chinese and English with what it is about', async (code) => {
    const { problems } = await ways[code]();
    const found = problems.find((each) => each.code === code);
    expect(found).toBeDefined();
    expect(found?.message).toMatch(/[\u4e00-\u9fff].* [A-Za-z]/);
    expect(found?.message).not.toMatch(/[{}]|undefined|NaN|“”/);
    expect(['fault', 'doubt']).toContain(found?.severity);
  });
});
