import { describe, expect, it } from '@jest/globals';
import { ordinaryLimits, type Cell } from '../../documents/sheet.ts';
import { openWorkbook } from '../../documents/workbook.ts';
import { writeWorkbook, type NewSheet } from '../../documents/workbook-write.ts';
import { partText, zipParts, type ZipPart } from '../../documents/zip-parts.ts';

const sheet = (name: string, rows: Cell[][]): NewSheet => ({
  name,
  widths: [10, 10, 10],
  rows,
  merges: [],
  looks: new Map(),
  headerRow: 1,
});
const textOf = (parts: Map<string, ZipPart>, name: string) => {
  const part = parts.get(name);
  return part ? partText(part) : '';
};
const readBack = async (bytes: Uint8Array) => (await openWorkbook(bytes)).sheets;

describe('a workbook that is written', () => {
  it('holds every sheet, with its numbers, days and texts as they were', async () => {
    const odd = '<b>&"\'</b> _x0041_ 😀\n第二行\t１';
    const sheets = await readBack(
      await writeWorkbook([sheet("一 & '二'", [[1.5, new Date('2023-07-15'), odd]]), sheet('三', [[0, null, '  前后有空格  ']])]),
    );
    expect(sheets.map(({ name, rows }) => [name, rows[0]?.cells])).toEqual([
      ["一 & '二'", [1.5, new Date('2023-07-15'), odd]],
      ['三', [0, null, '  前后有空格  ']],
    ]);
  });

  it('leaves out what no workbook can hold', async () => {
    const [only] = await readBack(await writeWorkbook([sheet('一', [['甲\u0000\u0008\ud800乙\uffff']])]));
    expect(only?.rows[0]?.cells[0]).toBe('甲乙');
  });

  it('marks every text that could pass for a formula, so that it stays a text when somebody edits it', async () => {
    const dangerous = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1'];
    const parts = zipParts(
      await writeWorkbook([
        sheet(
          '一',
          [...dangerous, '甲', '1=1'].map((text) => [text]),
        ),
      ]),
      ordinaryLimits,
    );
    const styles = textOf(parts, 'xl/styles.xml');
    const quoted = [...styles.slice(styles.indexOf('<cellXfs')).matchAll(/<xf /g)].length;
    const cells = [...textOf(parts, 'xl/worksheets/sheet1.xml').matchAll(/<c r="A\d+" s="(\d+)"/g)].map((match) => Number(match[1]));
    const isMarked = cells.map((style) => style >= quoted / 2);
    expect(isMarked).toEqual([...dangerous.map(() => true), false, false]);
    expect(styles.match(/quotePrefix="1"/g)).toHaveLength(quoted / 2);
  });

  it('is the same file when it says the same', async () => {
    const write = () => writeWorkbook([sheet('一', [['甲', 1, new Date('2023-07-15')]])]);
    expect(await write()).toEqual(await write());
  });
});
