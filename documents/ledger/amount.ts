import type { Cell } from '../sheet.ts';
import { amountUnit } from './columns.ts';
import { speltOut } from './numerals.ts';
import type { ReadNumber } from './people-count.ts';
import { cellText, folded } from './text.ts';

const unitAtEnd = /(亿元|百万元|万元|千元|亿|万|元整|元|圆)(整)?(左右|以上)?$/;

/** A single finding of a hundred million yuan is more often yuan in a column of 万元. */
const implausible = 100_000_000;

/**
 * An amount in yuan, exact to the fen: 0 when blank or `无`; a unit in the cell wins over the header's power of ten.
 * Null when negative or unreadable.
 */
export function readAmount(cell: Cell, headerPower: number | undefined): ReadNumber {
  const text = cellText(cell);
  const written = folded(text)
    .replace(/^(人民币|RMB|CNY)/i, '')
    .replace(/[。,;、]$/, '')
    .replace(/\((亿元|万元|千元|元)\)$/, '$1');
  const plain = withoutNumerals(written.replace(/[余多]/, ''));
  if (plain === '' || /^[-—/\\]+$/.test(plain) || /^(无|未涉及|不涉及|无涉及)(资金|金额)?$/.test(plain)) return { value: 0 };
  const unit = unitAtEnd.exec(plain);
  const power = unit ? amountUnit(`${(unit[1] ?? '').replace(/[元整圆]+$/, '')}元`) : headerPower;
  const approximate = /^(约|大约|近|超|超过|至少)/.test(plain) || /[余多]|(左右|以上)$/.test(written);
  const number = plain
    .replace(unitAtEnd, '')
    .replace(/^(约|大约|近|超过|超|至少|共计|共)/, '')
    .replace(/(左右|以上)$/, '')
    .replace(/^([-+]?)[¥￥]/, '$1')
    .replace(/(?<=\d),(?=\d{3}(\D|$))/g, '');
  const match = /^([-+−]?)(\d{0,15})(?:\.(\d{0,20}))?$/.exec(number);
  const bracketed = /^\(\d+(\.\d+)?\)$/.test(number);
  if (bracketed || (match && match[1] !== '' && match[1] !== '+' && Number(number.replace('−', '-')) !== 0)) {
    return { value: null, problem: { code: 'amount_negative', details: { text } } };
  }
  if (!match || !/\d/.test(number)) return { value: null, problem: { code: 'amount_unreadable', details: { text } } };
  const { fen, exact } = toFen(match[2] || '0', match[3] ?? '', power ?? 0);
  if (fen > BigInt(Number.MAX_SAFE_INTEGER)) return { value: null, problem: { code: 'amount_unreadable', details: { text } } };
  const value = Number(fen) / 100;
  if (approximate) return { value, problem: { code: 'amount_approximate', details: { text, value } } };
  if (value >= implausible) return { value, problem: { code: 'amount_implausible', details: { text, value } } };
  return exact ? { value } : { value, problem: { code: 'amount_rounded', details: { text, value } } };
}

/** `一万二千元` as `12000元`; a sum that names its unit is in yuan, a bare numeral in the header's. */
function withoutNumerals(text: string): string {
  const [, about = '', core = '', ending = ''] =
    /^(约|大约|近|超过|超|至少|共计|共)?(.*?)(元整|圆整|元|圆|整)?(?:左右|以上)?$/.exec(text) ?? [];
  const value = /^零(元)?$/.test(text) ? 0 : speltOut(core);
  return value === undefined ? text : `${about}${value}${ending !== '' || /[万亿]/.test(core) ? '元' : ''}`;
}

/** Decimal digits moved by `power` places, to fen, half up; `exact` allows the last digits of a binary fraction to be noise. */
function toFen(whole: string, fraction: string, power: number): { fen: bigint; exact: boolean } {
  const padded = fraction.padEnd(power + 2, '0');
  const cut = power + 2;
  const rest = padded.slice(cut);
  const base = BigInt(whole + padded.slice(0, cut));
  const fen = rest !== '' && Number(rest[0]) >= 5 ? base + 1n : base;
  return { fen, exact: rest === '' || /^(0{3,}\d*|9{3,}\d*|0*)$/.test(rest) };
}
