import { describe, expect, it } from '@jest/globals';
import { form, readBytes, row } from '../support/ledger-sheet.ts';
import { xlsxEntries, zip } from '../support/xlsx.ts';

/** A ledger whose one sum is `value`, in a cell of this number format, under a header that names `unit`. */
async function readShown(value: number, format: string, header = '资金金额'): Promise<number | null | undefined> {
  const sum = { xml: `<c r="E5" s="2"><v>${value}</v></c>` };
  const entries = xlsxEntries([form(row({ amount: sum }))]).map((entry) => {
    if (entry.name !== 'xl/styles.xml') return { ...entry, data: String(entry.data).replace('资金金额', header) };
    const data =
      `<styleSheet><numFmts count="1"><numFmt numFmtId="176" formatCode="${format.replaceAll('"', '&quot;')}"/></numFmts>` +
      '<cellStyleXfs><xf numFmtId="176"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="176" applyNumberFormat="1"/></cellXfs></styleSheet>';
    return { ...entry, data };
  });
  return (await readBytes(zip(entries))).items[0]?.amountYuan;
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
});
