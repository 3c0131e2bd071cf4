import type { ProblemCode } from '../problems.ts';
import type { Cell } from '../sheet.ts';
import { withDigits } from './numerals.ts';
import { cellText, folded } from './text.ts';

/** A number as read, with what is to be said of it. */
export interface ReadNumber {
  value: number | null;
  problem?: { code: ProblemCode; details: Record<string, string | number> };
}

/** Numbers of people: `30`, `30人`, `３０`, `三十人`, `1,200名`; `约30人` is read and doubted. Null when blank or unreadable, 0 for `无`. */
export function readPeople(cell: Cell): ReadNumber {
  const text = cellText(cell);
  const plain = withDigits(folded(text).replace(/\((人|名)\)$/, '$1')).replace(/^百(?=余|多)/, '100');
  if (plain === '') return { value: null, problem: { code: 'people_missing', details: {} } };
  if (/^[-—/\\无]+$/.test(plain) || /^(不|未|无)涉及(人员|人数)?$/.test(plain)) return { value: 0 };
  const approximate = /^(约|大约|近|超|超过|至少|不少于)|(余|多|左右|以上)(人|名|人次)?(学员|学生|人员|职工)?$/.test(plain);
  const core = plain
    .replace(/^(约|大约|近|超过|超|至少|不少于|共计|共)/, '')
    .replace(/^'/, '')
    .replace(/(余|多)?(人次|人|名|个|位)?(学员|学生|人员|职工)?(左右|以上)?$/, '')
    .replace(/(余|多)$/, '');
  const digits = core.replace(/(?<=\d)[,](?=\d{3}(\D|$))/g, '');
  if (!/^-?\d+(\.0+)?$/.test(digits)) return { value: null, problem: { code: 'people_unreadable', details: { text } } };
  const value = Number(digits);
  if (value < 0) return { value: null, problem: { code: 'people_negative', details: { text } } };
  if (value > 100_000_000) return { value: null, problem: { code: 'people_unreadable', details: { text } } };
  return approximate ? { value, problem: { code: 'people_approximate', details: { text, value } } } : { value };
}
