import { inWords, isReached, type Figure } from './figure.ts';

const head = ['', 'measured', 'value', 'beside', 'to reach', 'reached'];

/** The figures side by side with what is to be reached, as a Markdown table. @param compares false for sizes that targets are not meant for */
export function table(figures: Figure[], compares: boolean): string {
  const rows = figures.map((figure) => {
    const { section, what, value, unit, beside, target } = figure;
    const aim = target ? `${target.kind} ${inWords(target.value)} ${unit}` : '';
    const reached = compares ? isReached(figure) : null;
    return [section, what, `${inWords(value)} ${unit}`, beside ?? '', aim, reached === null ? '' : reached ? 'yes' : 'NO'];
  });
  const widths = head.map((title, column) => Math.max(title.length, 3, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: string[]) => `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}
