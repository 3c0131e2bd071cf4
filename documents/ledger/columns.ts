import type { LedgerField } from '../../domain/ledger-field.ts';
import { folded } from './text.ts';
import { inSimplified } from './traditional.ts';

export type Field = LedgerField;

/** The form's own names, in its order; used when a column is missing and when a ledger is written. */
export const formNames: Record<Field, string> = {
  number: '序号',
  institution: '机构名称',
  problem: '问题简述',
  people: '涉及人数',
  amount: '资金金额',
  responsible: '责任人',
  measure: '整改措施',
  due: '整改期限',
  result: '整改结果',
  contact: '机构联系人及电话',
  phone: '联系电话',
  systemNumber: '系统编号',
};

const synonyms: Record<Field, string[]> = {
  systemNumber: ['系统编号', '系统号', '台账编号', '系统序号'],
  number: ['序号', '编号', '序', '号', 'no', 'no.', '项目序号', '问题序号'],
  institution:
    '机构名称,机构,单位名称,培训机构,培训机构名称,评价机构,评价机构名称,培训评价机构,培训评价机构名称,学校名称,被检查机构,被检查单位,检查对象,企业名称,问题机构,责任单位名称,培训学校,培训单位'.split(
      ',',
    ),
  problem:
    '问题简述,问题描述,存在问题,存在的问题,发现问题,发现的问题,问题,问题内容,主要问题,问题情况,问题概述,具体问题,存在问题简述,问题清单,问题摘要'.split(
      ',',
    ),
  people: '涉及人数,人数,涉及人次,涉及人员,涉及人员数,涉及人员数量,涉及学员人数,人次'.split(','),
  amount: '资金金额,涉及金额,金额,涉及资金,涉及资金金额,补贴金额,资金,资金数额,涉及补贴资金,补贴资金金额,涉及资金数额'.split(','),
  responsible: '责任人,整改责任人,责任人员,负责人,责任领导,责任人姓名,整改负责人'.split(','),
  measure: '整改措施,措施,整改举措,整改内容,拟采取措施,整改方案,处理措施'.split(','),
  due: '整改期限,整改时限,完成时限,期限,时限,整改完成时限,整改完成时间,完成时间,整改时间,完成期限,拟完成时间,计划完成时间,整改截止时间,截止日期'.split(
    ',',
  ),
  result:
    '整改结果,整改情况,结果,整改进展,完成情况,整改完成情况,是否完成,是否整改,进展情况,整改状态,整改落实情况,整改进度,状态,是否整改到位,是否完成整改'.split(
      ',',
    ),
  contact:
    '机构联系人及电话,机构联系人电话,机构联系人和电话,联系人及电话,联系人和电话,机构联系人,联系人,联系人姓名,机构联系人姓名,联系人电话,联系人及联系方式,联系人联系方式,机构联系方式,联系方式,机构联系人及联系方式'.split(
      ',',
    ),
  phone: '电话,联系电话,手机,手机号,手机号码,电话号码,机构电话,机构联系电话,联系人手机'.split(','),
};

const fieldOf = new Map(Object.entries(synonyms).flatMap(([field, names]) => names.map((name) => [name, field as Field] as const)));

/** Labels under a merged group such as 机构联系人. */
const subLabels = new Map<string, Field>([
  ['姓名', 'contact'],
  ['名字', 'contact'],
  ['人员', 'contact'],
  ...synonyms.phone.map((name) => [name, 'phone'] as const),
]);

/** Words that decide when no full synonym fits, the surest first; `not` names labels that only look alike. */
const keywords: { field: Field; has: RegExp; not: RegExp }[] = [
  { field: 'contact', has: /联系人/, not: /责任/ },
  { field: 'phone', has: /电话|手机/, not: /责任/ },
  { field: 'due', has: /期限|时限/, not: /办学|有效|培训/ },
  { field: 'measure', has: /措施/, not: /处分|问责/ },
  { field: 'result', has: /整改(结果|情况|进展)|完成情况/, not: /说明/ },
  { field: 'people', has: /人数/, not: /培训总|取证|抽查/ },
  { field: 'amount', has: /金额|资金/, not: /年度|来源|追回|追缴|文号/ },
  { field: 'responsible', has: /责任人/, not: /电话|职务/ },
  { field: 'institution', has: /(机构|单位|学校)名称/, not: /监管|主管|报送/ },
  { field: 'problem', has: /问题(简述|描述|内容|情况|表现)|存在.*问题/, not: /类型|类别|来源|编号|性质|数量|依据/ },
];

const longestLabel = 60;

/** A header's label without what varies: spaces, brackets and the unit in them, punctuation; '' for a text too long for a label. */
export function plainLabel(label: string): string {
  if (label.length > longestLabel) return '';
  return inSimplified(folded(label))
    .toLowerCase()
    .replace(/\([^)]*\)|\[[^\]]*\]|【[^】]*】/g, '')
    .replace(/[:,、/\\*_·.\-—]+/g, '');
}

/** What a campaign's own form calls its columns, as plain labels. */
export type Titles = ReadonlyMap<string, Field>;

const noTitles: Titles = new Map();

/** Which column of the form a label names; `upper` is the label of a merged group above it. */
export function fieldOfLabel(label: string, upper = '', titles: Titles = noTitles): Field | undefined {
  const plain = plainLabel(label);
  const group = plainLabel(upper);
  const named = titles.get(plain);
  if (named) return named;
  if (group !== '' && /联系/.test(group)) {
    const sub = subLabels.get(plain);
    if (sub) return sub;
  }
  // The telephone of a responsible person is not the institution's.
  if (group.includes('责任') && subLabels.get(plain) === 'phone') return undefined;
  return known(plain) ?? (group !== '' && group !== plain ? (known(group + plain) ?? known(group)) : undefined);
}

/** Whether a label is the form's own word for a field, or (time limits) names a limit rather than a time. */
export function isFormLabel(label: string, field: Field, titles: Titles): boolean {
  const plain = plainLabel(label);
  return plain === plainLabel(formNames[field]) || titles.get(plain) === field || (field === 'due' && /期限|时限/.test(plain));
}

/** Whether a label belongs below a merged group: it names half of it. */
export function isSubLabel(label: string, upper: string, titles: Titles): boolean {
  const plain = plainLabel(label);
  return (
    (upper !== '' && known(plainLabel(upper) + plain) !== undefined) ||
    titles.has(plain) ||
    subLabels.has(plain) ||
    known(plain) !== undefined ||
    amountUnit(label) !== undefined ||
    plain === '人' ||
    plain === ''
  );
}

/** Yuan for one of the unit a label or a cell names, as a power of ten; nothing when it names none. */
export function amountUnit(label: string): number | undefined {
  const text = folded(label);
  if (/亿元?/.test(text)) return 8;
  if (/百万元?/.test(text)) return 6;
  if (/万元?/.test(text)) return 4;
  if (/千元/.test(text)) return 3;
  return /元|¥|￥/.test(text) ? 0 : undefined;
}

function known(plain: string): Field | undefined {
  if (plain === '') return undefined;
  return (
    fieldOf.get(plain) ?? (plain.length <= 14 ? keywords.find(({ has, not }) => has.test(plain) && !not.test(plain))?.field : undefined)
  );
}
