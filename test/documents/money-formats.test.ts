import { describe, expect, it } from '@jest/globals';
import { form, readBytes, row } from '../support/ledger-sheet.ts';
import { xlsxEntries, zip, type ZipEntry } from '../support/xlsx.ts';

/** These entries, with style 2 a number format. */
function withFormat(entries: ZipEntry[], format: string): Uint8Array {
  const data =
    `<styleSheet><numFmts count="1"><numFmt numFmtId="176" formatCode="${format.replaceAll('"', '&quot;')}"/></numFmts>` +
    '<cellStyleXfs><xf numFmtId="176"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="176" applyNumberFormat="1"/></cellXfs></styleSheet>';
  return zip(entries.map((entry) => (entry.name === 'xl/styles.xml' ? { ...entry, data } : entry)));
}

/** A ledger whose one sum is `value`, in a cell of this number format, under this header. */
async function readShown(value: number, format: string, header = '资金金额'): Promise<number | null | undefined> {
  const sum = { xml: `<c r="E5" s="2"><v>${value}</v></c>` };
  const entries = xlsxEntries([form(row({ amount: sum }))]).map((entry) => ({
    ...entry,
    data: String(entry.data).replace('资金金额', header),
  }));
  return (await readBytes(withFormat(entries, format))).items[0]?.amountYuan;
}

describe('a sum whose unit only its format shows', () => {
  it.each([
    [1.2, '0.00"万元"', 12_000],
    [1.2, '#,##0.00_ "万元";[Red]\\-0.00"万元"', 12_000],
    [1.2, '0.00\\万\\元', 12_000],
    [0.3, 'General"亿"', 30_000_000],
    [12_000, '0!.0,"万元"', 12_000],
    [12_000, '#,##0,"千元"', 12_000],
    [12_000, '#,##0.00"元"', 12_000],
    [12_000, '"¥"#,##0.00', 12_000],
    [12_000, '0"美元"', 12_000],
  ])('%d as %s is %d yuan', async (value, format, yuan) => {
    expect(await readShown(value, format)).toBe(yuan);
  });

  it('is read by its format rather than by its header', async () => {
    expect(await readShown(500, '0"元"', '资金金额（万元）')).toBe(500);
    expect(await readShown(500, '"¥"0', '资金金额（万元）')).toBe(5_000_000);
  });

  it('keeps its unit in every row of a merge', async () => {
    const first = row({ amount: { xml: '<c r="E5" s="2"><v>1.2</v></c>' } });
    const second = row({ number: 2, problem: '教室不足', amount: { xml: '<c r="E6" s="2"/>' } });
    const entries = xlsxEntries([{ ...form(first, second), merges: ['E5:E6'] }]);
    const { items } = await readBytes(withFormat(entries, '0.00"万元"'));
    const plain = await readBytes(withFormat(entries, '0.00'));
    expect(plain.items.map(({ amountYuan }) => amountYuan)).toContain(1.2);
    expect(items.map(({ amountYuan }) => amountYuan)).toEqual(
      plain.items.map(({ amountYuan }) => (amountYuan === 1.2 ? 12_000 : amountYuan)),
    );
  });

  it('is read though the format reaches down an empty column', async () => {
    const sheet = form(row({ amount: { xml: '<c r="E5" s="2"><v>1.2</v></c>' } }));
    const empty = Array.from({ length: 210_000 }, (_, n) => `<row r="${n + 6}"><c r="E${n + 6}" s="2"/></row>`).join('');
    const entries = xlsxEntries([sheet]).map((entry) => ({
      ...entry,
      data: String(entry.data).replace('</sheetData>', `${empty}</sheetData>`),
    }));
    const { items, problems } = await readBytes(withFormat(entries, '0.00"万元"'));
    expect([items.map(({ amountYuan }) => amountYuan), problems.filter(({ severity }) => severity === 'fault')]).toEqual([[12_000], []]);
  });
});
