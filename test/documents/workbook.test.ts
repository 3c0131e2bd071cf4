import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { writeOds, writeXlsx } from 'hucre';
import { openWorkbook } from '../../documents/workbook.ts';
import { ordinaryLimits } from '../../documents/sheet.ts';
import { form, readBytes, row } from '../support/ledger-sheet.ts';
import { xlsx, xlsxEntries, zip, type MadeCell } from '../support/xlsx.ts';

const text = (content: string) => new TextEncoder().encode(content);
const verdict = async (bytes: Uint8Array) => {
  const { items, problems } = await readBytes(bytes);
  return { items: items.length, faults: problems.filter(({ severity }) => severity === 'fault').map(({ code }) => code) };
};
const refused = (code: string) => ({ items: 0, faults: [code] });
const good = form(row());

describe('a file that is no workbook', () => {
  it.each([
    ['empty', new Uint8Array(), 'file_empty'],
    ['text under a workbook’s name', text('这是一份普通的文本文件。\n第二行。'), 'file_kind'],
    ['a web page named .xls', text('<html><body><table><tr><td>序号</td><td>问题简述</td></tr></table></body></html>'), 'file_kind'],
    ['a page with a mark and a comment before it', text('\ufeff<!-- x --><table border=1><tr><td>序号</td></tr></table>'), 'file_kind'],
    ['Excel’s XML of 2003', text('<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'), 'file_kind'],
    ['a PDF', text('%PDF-1.7 …'), 'file_kind'],
    ['a Word document', zip([{ name: 'word/document.xml', data: '<w:document/>' }]), 'file_kind'],
    ['any packed file', zip([{ name: 'readme.txt', data: 'x' }]), 'file_kind'],
    ['a real Word document', zip([...xlsxEntries([good]), { name: 'word/document.xml', data: '<w:document/>' }]), 'file_kind'],
    ['nothing but a byte order mark', text('\ufeff \n'), 'file_empty'],
    ['random bytes', Uint8Array.from({ length: 5000 }, (_, index) => (index * 7919) % 256), 'file_kind'],
  ])('is refused: %s', async (_, bytes, code) => {
    expect(await verdict(bytes)).toEqual(refused(code));
  });
});

describe('a damaged workbook', () => {
  const whole = xlsx(good);
  it.each([0.1, 0.5, 0.9, 0.999])('cut to %d of its length is refused', async (share) => {
    expect(await verdict(whole.slice(0, Math.floor(whole.length * share)))).toEqual(refused('file_damaged'));
  });

  it('whose sheet is missing is refused', async () => {
    expect(await verdict(zip(xlsxEntries([good]).filter(({ name }) => !name.includes('sheet1'))))).toEqual(refused('file_damaged'));
  });

  it('whose parts are cut off, lost or twice there is refused, never read in part', async () => {
    const string = { xml: '<c r="K5" t="s"><v>0</v></c>' };
    const entries = xlsxEntries([form([...row(), string])]);
    const strings = (data: string) => zip([...entries, { name: 'xl/sharedStrings.xml', data }]);
    const cut = entries.map((entry) => (entry.name.includes('sheet1') ? { ...entry, data: String(entry.data).slice(0, -40) } : entry));
    expect(await verdict(zip(cut))).toEqual(refused('file_damaged'));
    expect(await verdict(zip(entries))).toEqual(refused('file_damaged'));
    expect(await verdict(strings('<sst><si><t>x</t></si>'))).toEqual(refused('file_damaged'));
    expect(await verdict(strings('<sst></sst>'))).toEqual(refused('file_damaged'));
    expect(await verdict(strings('<sst><si><t>x</t></si></sst>'))).toEqual({ items: 1, faults: [] });
    expect(await verdict(zip([...entries.slice(0, -1), ...xlsxEntries([good]).slice(-1), ...entries.slice(-1)]))).toEqual(
      refused('file_damaged'),
    );
  });

  it('whose sheet is no XML is refused or has no ledger', async () => {
    const entries = xlsxEntries([good]).map((entry) =>
      entry.name.includes('sheet1') ? { ...entry, data: '\u0000\u0001<<<>>>&&&' } : entry,
    );
    expect((await verdict(zip(entries))).items).toBe(0);
  });

  it('with any byte changed never gives an error instead of a verdict', async () => {
    for (let at = 0; at < whole.length; at += 13) {
      const changed = Uint8Array.from(whole);
      changed[at] = (changed[at] ?? 0) ^ 0x55;
      const reading = await readBytes(changed);
      expect(reading.items.length + reading.problems.length).toBeGreaterThan(0);
    }
  });

  it('of the old kind, cut short, is refused', async () => {
    const old = Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...new Array<number>(600).fill(0)]);
    expect(await verdict(old)).toEqual(refused('file_damaged'));
  });
});

describe('a hostile workbook', () => {
  const bomb = '<row r="1"><c r="A1"><v>1</v></c></row>'.padEnd(1_000_000, ' ');

  it('that unpacks to far more than it is refused before it is unpacked', async () => {
    const entries = xlsxEntries([{ ...good, sheetData: bomb.repeat(40) }]);
    expect(await verdict(zip(entries))).toEqual(refused('file_too_heavy'));
  });

  it('that lies about what it unpacks to is refused', async () => {
    const lying = (declared: number) =>
      xlsxEntries([{ ...good, sheetData: bomb }]).map((entry) => (entry.name.includes('sheet1') ? { ...entry, declared } : entry));
    expect(await verdict(zip(lying(1000)))).toEqual(refused('file_damaged'));
    expect(await verdict(zip(lying(0)))).toEqual(refused('file_damaged'));
  });

  it('with entities of entities is refused', async () => {
    const prolog = '<!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;">]>';
    expect(await verdict(xlsx({ ...good, prolog }))).toEqual(refused('file_unsafe'));
    const inStrings = xlsxEntries([good]).map((entry) =>
      entry.name === 'xl/styles.xml' ? { ...entry, data: prolog + String(entry.data) } : entry,
    );
    expect(await verdict(zip(inStrings))).toEqual(refused('file_unsafe'));
  });

  it('with a document type far behind the beginning, or in UTF-16, is refused', async () => {
    const part = (data: string | Uint8Array) => zip([...xlsxEntries([good]), { name: 'xl/theme.xml', data }]);
    expect(await verdict(part(`<?xml version="1.0"?>${' '.repeat(600_000)}<!DOCTYPE x []><x/>`))).toEqual(refused('file_unsafe'));
    expect(await verdict(part(Buffer.from('\ufeff<!DOCTYPE x []><x/>', 'utf16le')))).toEqual(refused('file_damaged'));
  });

  it('that is encrypted is refused as such', async () => {
    const encrypted = await writeXlsx({ sheets: [{ name: 'x', rows: [['x']] }], encryption: { password: 'x', spinCount: 1000 } });
    expect(await verdict(encrypted)).toEqual(refused('file_encrypted'));
    expect(await verdict(zip(xlsxEntries([good]).map((entry) => ({ ...entry, flags: 1 }))))).toEqual(refused('file_encrypted'));
    const old = Buffer.concat([
      Buffer.from('d0cf11e0a1b11ae1', 'hex'),
      Buffer.alloc(504),
      Buffer.from('0908100000060500', 'hex'),
      Buffer.alloc(12),
      Buffer.from('2f00', 'hex'),
    ]);
    expect(await verdict(old)).toEqual(refused('file_encrypted'));
  });

  it('with a cell at the far corner reads what is near and tells that the rest was not read', async () => {
    const corner = { xml: '</row><row r="1048576"><c r="XFD1048576"><v>1</v></c>' };
    const reading = await readBytes(xlsx(form(row(), [corner])));
    expect(reading.items).toHaveLength(1);
    expect(reading.problems.map(({ code }) => code)).toEqual(['rows_not_read']);
  });

  it('with a row beyond the last row of any sheet is refused', async () => {
    expect(await verdict(xlsx(form(row(), [{ xml: '</row><row r="99999999"><c r="A99999999"><v>1</v></c>' }])))).toEqual(
      refused('file_damaged'),
    );
  });

  it('with 5,000 columns reads the form’s and tells that the rest was not read', async () => {
    const wide = form([...row(), ...Array.from({ length: 4990 }, (_, index): MadeCell => index)]);
    const reading = await readBytes(xlsx(wide));
    expect(reading.items).toHaveLength(1);
    expect(reading.problems.map(({ code }) => code)).toEqual(['columns_not_read']);
  });

  it('styled down to its last row is read as if the styles were not there', async () => {
    const styled = { xml: '</row><row r="1048576" s="1"><c r="A1048576" s="1"/>' };
    expect(await readBytes(xlsx(form(row(), [styled])))).toMatchObject({ items: [{ row: 5 }], problems: [] });
  });

  it('with hundreds of thousands of blank rows is read as if they were not there', async () => {
    const blank = Array.from({ length: 190_000 }, (_, index) => `<row r="${index + 6}"/>`).join('');
    const reading = await readBytes(xlsx({ ...good, rows: [...good.rows, [{ xml: `</row>${blank}<row r="195999">` }]] }));
    expect(reading).toMatchObject({ items: [{ row: 5 }], problems: [] });
  });

  it('with a merge over the whole sheet, many times, is refused or read, never without end', async () => {
    const merges = Array.from({ length: 3000 }, () => 'A4:XFD1048576');
    const many = form(...Array.from({ length: 200 }, (_, number) => row({ number })));
    expect(await verdict(xlsx({ ...many, merges }))).toEqual(refused('file_too_heavy'));
  });

  it('with a text made to stall a search is answered', async () => {
    const brackets = '('.repeat(400_000);
    expect(
      (await readBytes(xlsx({ rows: [[brackets], ...form(row({ problem: brackets })).rows] }))).problems.map(({ code }) => code),
    ).toEqual(['text_too_long']);
  });

  it('beyond a limit is refused: bytes, sheets, rows', async () => {
    const limited = async (limits: Partial<typeof ordinaryLimits>) => {
      const bytes = xlsx(good, { name: '二', rows: [['x']] });
      return (await readBytes(bytes, { ...ordinaryLimits, ...limits })).problems.map(({ code }) => code);
    };
    expect(await limited({ fileBytes: 100 })).toEqual(['file_too_heavy']);
    expect(await limited({ sheets: 1 })).toEqual(['file_too_heavy']);
    expect(await limited({ rows: 4 })).toEqual(['file_too_heavy']);
    expect(await limited({ unpackedBytes: 100 })).toEqual(['file_too_heavy']);
  });
});

describe('a workbook', () => {
  it('without anything in it has no ledger', async () => {
    expect(await verdict(xlsx({ rows: [] }))).toEqual(refused('ledger_missing'));
  });

  it('may be an OpenDocument table', async () => {
    const rows = form(row({ contact: '刘军 18579383470' })).rows as (string | number | null)[][];
    const bytes = await writeOds({ sheets: [{ name: '台账', rows }] });
    expect(await readBytes(bytes)).toMatchObject({ county: '延津县', items: [{ row: 5, people: 30, contact: '刘军' }], problems: [] });
  });

  it('tells real dates, numbers and texts apart, and hidden sheets', async () => {
    const { format, sheets } = await openWorkbook(
      xlsx({ name: '一', rows: [[new Date('2023-07-15'), 45122, '45122']] }, { name: '二', rows: [['x']], state: 'veryHidden' }),
    );
    expect(format).toBe('xlsx');
    expect(sheets.map(({ name, hidden }) => [name, hidden])).toEqual([
      ['一', false],
      ['二', true],
    ]);
    expect(sheets[0]?.rows).toEqual([{ row: 1, cells: [new Date('2023-07-15'), 45122, '45122'] }]);
  });

  it('may be one of Excel 97: merges, real dates and 万元 are read alike', async () => {
    const reading = await readBytes(await readFile(new URL('./samples/form-97.xls', import.meta.url)));
    const shared = { institution: '延津县启航职业培训学校', contact: '刘军', phone: '18579383470' };
    expect(reading).toMatchObject({
      county: '延津县',
      date: '2023-06-30',
      items: [
        { ...shared, row: 5, people: 30, amountYuan: 36980.62, due: '2023-07-15', difficulty: 'complex', done: false },
        { ...shared, row: 6, people: 20, amountYuan: 0, due: null, difficulty: 'general', done: true },
      ],
    });
    expect(reading.problems.map(({ code }) => code)).toEqual(['people_approximate', 'sheet_not_ledger']);
  });

  it('may be a table of comma-separated text, in UTF-8 or GB 18030', async () => {
    const lines =
      '单位：延津县人社局,日期：2023年6月30日\n序号,机构名称,问题简述,涉及人数,资金金额,责任人,整改措施,整改期限,整改结果,联系人及电话\n1,甲校,缺页,3,4,王强,补,立行立改,,刘军 18579383470\n';
    expect(await readBytes(text(lines))).toMatchObject({ county: '延津县', items: [{ institution: '甲校', people: 3 }], problems: [] });
    const gb = Uint8Array.from([0xd0, 0xf2, 0xba, 0xc5, 0x2c, 0x31, 0x0a]);
    expect((await openWorkbook(gb)).sheets[0]?.rows[0]?.cells).toEqual(['序号', '1']);
  });
});
