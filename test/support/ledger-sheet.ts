import { readLedger } from '../../documents/ledger/read.ts';
import type { LedgerReading } from '../../documents/ledger/reading.ts';
import type { Limits } from '../../documents/sheet.ts';
import { ledgerPlan } from './ledger-plan.ts';
import { xlsx, type MadeCell, type MadeSheet } from './xlsx.ts';

export const formHeader = [
  '序号',
  '机构名称',
  '问题简述',
  '涉及人数',
  '资金金额',
  '责任人',
  '整改措施',
  '整改期限',
  '整改结果',
  '机构联系人及电话',
];

export type Column = 'number' | 'institution' | 'problem' | 'people' | 'amount' | 'responsible' | 'measure' | 'due' | 'result' | 'contact';

const sound: Record<Column, MadeCell> = {
  number: 1,
  institution: '延津县启航职业培训学校',
  problem: '考勤签到表缺页',
  people: 30,
  amount: 1000,
  responsible: '王强',
  measure: '补齐资料',
  due: '立行立改',
  result: null,
  contact: '刘军 18579383470',
};

/** A row without any problem, but for what is given. */
export function row(cells: Partial<Record<Column, MadeCell>> = {}): MadeCell[] {
  return Object.values({ ...sound, ...cells });
}

export const preamble: MadeCell[][] = [
  ['附件3'],
  ['专项整治行动问题台账'],
  ['单位（机构）：延津县人力资源和社会保障局', null, null, null, null, null, null, '日期：2023年6月30日'],
];

/** A sheet in the form, with these rows under its header (row 4): the first item is in row 5. */
export function form(...rows: MadeCell[][]): MadeSheet {
  return { name: '台账', rows: [...preamble, formHeader, ...rows] };
}

export async function readSheets(...sheets: MadeSheet[]): Promise<LedgerReading> {
  return readBytes(xlsx(...sheets));
}

export async function readBytes(bytes: Uint8Array, limits?: Limits): Promise<LedgerReading> {
  return readLedger(bytes, { fileName: '台账.xlsx', plan: ledgerPlan, ...(limits ? { limits } : {}) });
}

/** The codes of a reading's problems, each once, in the order of the file. */
export function codes(reading: { problems: { code: string }[] }): string[] {
  return [...new Set(reading.problems.map(({ code }) => code))];
}
