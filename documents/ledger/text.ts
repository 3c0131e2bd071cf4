import type { Cell } from '../sheet.ts';

/** What a cell says, as text: a real date as `YYYY-MM-DD`, numbers without exponent, line ends as `\n`, nothing as ''. */
export function cellText(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? '' : cell.toISOString().slice(0, 10);
  if (typeof cell === 'number') return decimalText(cell);
  if (typeof cell === 'boolean') return cell ? '是' : '否';
  const text = cell.includes('\r') ? cell.replace(/\r\n?/g, '\n') : cell;
  return text.replace(invisible, '').trim();
}

/** For comparing: full-width characters narrowed, all white space gone, Chinese brackets and colons narrowed. */
export function folded(text: string): string {
  if (alreadyFolded.test(text)) return text;
  return text.normalize('NFKC').replace(/[\s\u200b-\u200f\u2060\ufeff]+/g, '');
}

/** A name as one line: line breaks, and spaces between Chinese characters, are how it was fitted into its cell. */
export function oneLine(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/(?<=[\p{Script=Han}（）()]) (?=[\p{Script=Han}（）()])/gu, '')
    .trim();
}

/** Names of persons as one line: `张三\n李四` and `张三 李四` are two, `张 三` is one that was spread. */
export function personNames(text: string): string {
  return oneLine(text.trim().replace(/(?<=\p{Script=Han}{2})\s+(?=\p{Script=Han}{2})/gu, '、'));
}

/** Control characters other than tab and line ends; none belongs in a ledger. */
export function hasControlCharacters(text: string): boolean {
  return control.test(text);
}

export function withoutControlCharacters(text: string): string {
  return text.replace(new RegExp(control, 'g'), '').trim();
}

const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;
/** Most cells: then nothing is to be narrowed, and 100,000 rows are folded in no time. */
const alreadyFolded = /^[\u4e00-\u9fff\w.:/-]*$/;
const invisible = /[\u200b\u200c\u200d\u2060\ufeff]/g;

function decimalText(value: number): string {
  const text = String(value);
  return text.includes('e') && Math.abs(value) < 1e20 ? value.toFixed(10).replace(/\.?0+$/, '') : text;
}
