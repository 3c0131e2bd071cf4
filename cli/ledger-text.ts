import type { LedgerReading, LedgerRow } from '../documents/ledger/reading.ts';
import type { Problem } from '../documents/problems.ts';

const columns: { head: string; width: number; text: (item: LedgerRow) => string; right?: boolean }[] = [
  { head: '行', width: 6, text: (item) => String(item.row), right: true },
  { head: '序号', width: 6, text: (item) => String(item.number ?? ''), right: true },
  { head: '机构', width: 26, text: (item) => item.institution ?? '—' },
  { head: '问题', width: 30, text: (item) => item.problem },
  { head: '人数', width: 6, text: (item) => String(item.people ?? '—'), right: true },
  { head: '金额（元）', width: 13, text: (item) => item.amountYuan?.toFixed(2) ?? '—', right: true },
  { head: '责任人', width: 8, text: (item) => item.responsible ?? '—' },
  { head: '期限', width: 18, text: (item) => item.due ?? item.dueText },
  { head: '类别', width: 10, text: (item) => item.difficulty ?? '—' },
  { head: '完成', width: 4, text: (item) => (item.done ? '是' : '否') },
];

/** A reading for a terminal: its items as a table, then every problem with its place, then the counts. */
export function* ledgerText(reading: LedgerReading): Generator<string> {
  yield `单位 unit: ${reading.county ?? '—'}（${reading.unit}）  日期 date: ${reading.date ?? '—'}`;
  if (reading.items.length > 0) {
    yield line(columns.map(({ head }) => head));
    for (const item of reading.items) yield line(columns.map(({ text }) => text(item)));
  }
  for (const each of reading.problems) yield problemLine(each);
  const faults = reading.problems.filter(({ severity }) => severity === 'fault').length;
  yield `${reading.items.length} 项 items · ${faults} 处错误 faults · ${reading.problems.length - faults} 处疑点 doubts`;
  if (faults > 0) yield '有错误时整个文件不会导入。With a fault nothing of the file is imported.';
}

/** Where a problem is, its code, and what to do. */
export function problemLine({ sheet, row, column, code, message, severity }: Problem): string {
  const place = [sheet ?? '', row === null ? '' : `第 ${row} 行`, column ?? '']
    .filter((part) => part !== '')
    .join(' · ')
    .replace(/\p{Cc}+/gu, ' ');
  return `${severity === 'fault' ? '错误 fault' : '疑点 doubt'}  ${place === '' ? '' : `${place}: `}${code}: ${message}`;
}

function line(texts: string[]): string {
  return columns
    .map(({ width, right }, index) => fitted(texts[index] ?? '', width, right === true))
    .join('  ')
    .trimEnd();
}

/** A text cut or filled to a width in which a Chinese character takes two places. Control characters never reach the terminal. */
function fitted(text: string, width: number, right: boolean): string {
  let shown = '';
  let used = 0;
  for (const character of text.replace(/[\s\p{Cc}]+/gu, ' ')) {
    const wide = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/.test(character) ? 2 : 1;
    if (used + wide > width) break;
    shown += character;
    used += wide;
  }
  const fill = ' '.repeat(width - used);
  return right ? fill + shown : shown + fill;
}
