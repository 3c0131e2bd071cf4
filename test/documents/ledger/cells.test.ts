import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readAmount } from '../../../documents/ledger/amount.ts';
import { readContact } from '../../../documents/ledger/contact.ts';
import { isDone, readResult } from '../../../documents/ledger/done.ts';
import { readPeople } from '../../../documents/ledger/people-count.ts';
import { codes, form, formHeader, preamble, readSheets, row } from '../../support/ledger-sheet.ts';

describe('a number of people', () => {
  it.each([
    [30, 30],
    ['30人', 30],
    ['３１９', 319],
    ['1,200 名', 1200],
    ['1200.0', 1200],
    ['0', 0],
    ['无', 0],
    ['/', 0],
    ['不涉及', 0],
    ['零', 0],
    ['三十人', 30],
    ['两人', 2],
    ['二十五名学员', 25],
    ['一百零五人', 105],
    ['30（人）', 30],
    ["'30", 30],
  ])('of %s is %i', (cell, value) => {
    expect(readPeople(cell)).toEqual({ value });
  });

  it.each(['约30人', '30余人', '30人左右', '近30人'])('of %s is doubted', (cell) => {
    expect(readPeople(cell)).toMatchObject({ value: 30, problem: { code: 'people_approximate' } });
  });

  it.each([
    ['百十人', 'people_unreadable'],
    ['几十人', 'people_unreadable'],
    ['30人（其中女10人）', 'people_unreadable'],
    ['30.5', 'people_unreadable'],
    ['30/40', 'people_unreadable'],
    [-3, 'people_negative'],
    ['-3人', 'people_negative'],
    [null, 'people_missing'],
  ])('of %s is %s', (cell, code) => {
    expect(readPeople(cell)).toMatchObject({ value: null, problem: { code } });
  });
});

describe('an amount', () => {
  it.each([
    [665285.38, undefined, 665285.38],
    [42.316151, 4, 423161.51],
    [85.206299, 4, 852062.99],
    ['42.316151万元', undefined, 423161.51],
    ['4.2万', undefined, 42000],
    ['3.5万元', 4, 35000],
    ['12,345.60元', 4, 12345.6],
    ['￥１２，３４５．６', undefined, 12345.6],
    ['0.5亿元', undefined, 50_000_000],
    ['20千元', undefined, 20_000],
    [0.1 + 0.2, undefined, 0.3],
    ['', 4, 0],
    [null, undefined, 0],
    ['无', undefined, 0],
    ['-', undefined, 0],
    ['0.00', undefined, 0],
    ['零', undefined, 0],
    ['两万元', undefined, 20_000],
    ['一万二千元', 4, 12_000],
    ['壹万贰仟元整', undefined, 12_000],
    ['1万2千元', undefined, 12_000],
    ['十二万', undefined, 120_000],
    ['3百元', 4, 300],
    ['五', 4, 50_000],
    ['.5万元', undefined, 5000],
    ['12000.00（元）', 4, 12_000],
    ['1.2万元。', undefined, 12_000],
  ])('of %s under a header of 10^%s is %d yuan', (cell, power, value) => {
    expect(readAmount(cell, power)).toEqual({ value });
  });

  it.each([
    [-1, 'amount_negative'],
    ['-3.5万元', 'amount_negative'],
    ['（500）', 'amount_negative'],
    ['若干', 'amount_unreadable'],
    ['3万至5万', 'amount_unreadable'],
    ['1.2.3', 'amount_unreadable'],
    ['1万2', 'amount_unreadable'],
    ['1.5万2千元', 'amount_unreadable'],
    ['元', 'amount_unreadable'],
    ['.', 'amount_unreadable'],
    ['99999999999999', 'amount_unreadable'],
  ])('of %s is %s', (cell, code) => {
    expect(readAmount(cell, 4)).toMatchObject({ value: null, problem: { code } });
  });

  it('is doubted when it is about so much, or has a part of a fen', () => {
    for (const text of ['约3万元', '3万余元', '3万多元', '三万元左右'])
      expect(readAmount(text, undefined)).toMatchObject({ value: 30_000, problem: { code: 'amount_approximate' } });
    expect(readAmount('1.23456', undefined)).toMatchObject({ value: 1.23, problem: { code: 'amount_rounded' } });
  });

  it('is doubted when yuan seem to stand in a column of 万元', () => {
    expect(readAmount(423161.51, 4)).toMatchObject({ value: 4_231_615_100, problem: { code: 'amount_implausible' } });
  });

  it('keeps every fen of any sum in 万元', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 ** 10 - 1 }), (fen) => {
        const whole = String(fen).padStart(7, '0');
        expect(readAmount(`${whole.slice(0, -6)}.${whole.slice(-6)}`, 4)).toEqual({ value: fen / 100 });
      }),
    );
  });

  it('has its unit from the header', async () => {
    const labels = formHeader.map((label) => (label === '资金金额' ? '资金金额\n（万元）' : label));
    expect((await readSheets({ rows: [...preamble, labels, row({ amount: 3.698062 })] })).items[0]?.amountYuan).toBe(36980.62);
  });
});

describe('a contact', () => {
  it.each([
    ['张娟杰/18479380927', '张娟杰', '18479380927'],
    ['杨杰\n15066080360', '杨杰', '15066080360'],
    ['马强：13466320955', '马强', '13466320955'],
    ['黄磊超 15174218096', '黄磊超', '15174218096'],
    ['黄磊超15174218096', '黄磊超', '15174218096'],
    ['151 7421 8096（黄磊超）', '黄磊超', '15174218096'],
    ['联系人：黄磊超，电话：１５１７４２１８０９６', '黄磊超', '15174218096'],
    ['王磊 0373-3696694', '王磊', '0373-3696694'],
    ['王磊 (0373)3696694', '王磊', '0373-3696694'],
    ['王磊 3078810', '王磊', '3078810'],
    ['王 磊 +86 138 0000 0000', '王磊', '13800000000'],
    ['王磊 13800000000、0373-3696694', '王磊', '13800000000、0373-3696694'],
    ['王磊13800000000 李静13900000000', '王磊、李静', '13800000000、13900000000'],
    ['王磊 400-888-1234', '王磊', '400-888-1234'],
    ['王磊', '王磊', null],
    ['13800000000', null, '13800000000'],
    ['', null, null],
    ['无', null, null],
  ])('of %s', (text, contact, phone) => {
    expect(readContact(text, '')).toEqual({ contact, phone });
  });

  it('may stand in two columns', () => {
    expect(readContact('王磊', '13800000000')).toEqual({ contact: '王磊', phone: '13800000000' });
  });

  it.each(['王磊 1380000000', '王磊 138000000001', '王磊 12345'])('of %s keeps its odd number, and it is doubted', async (contact) => {
    const reading = await readSheets(form(row({ contact })));
    expect(reading.items[0]).toMatchObject({ contact: '王磊', phone: contact.slice(3) });
    expect(codes(reading)).toEqual(['phone_malformed']);
  });
});

describe('a result', () => {
  it.each([
    '已整改',
    '已完成整改',
    '完成',
    '已销号',
    '整改完毕',
    '已完成',
    '已整改到位',
    '100%',
    '是',
    '100%完成',
    '7月10日已完成',
    '2023.7.10整改完毕',
    '已于7月10日完成整改',
    '该问题已整改到位',
    '整改已完成',
    '按期完成',
    '已按要求整改',
    '已整改。',
    '已完成整改，待验收',
    '✅',
  ])('of %s is done', (text) => {
    expect(readResult(text)).toBe('done');
  });
  it.each([
    ['整改中', 'going'],
    ['正在整改', 'going'],
    ['未整改', 'denied'],
    ['部分整改', 'denied'],
    ['已完成80%', 'denied'],
    ['尚未完成', 'denied'],
    ['', 'blank'],
    ['/', 'blank'],
    ['见附件', 'unreadable'],
    ['是否整改', 'unreadable'],
    ['已整改，资金未追回', 'unreadable'],
    ['已完成整改方案', 'unreadable'],
    ['已落实责令整改通知', 'unreadable'],
    ['整改完成90%', 'denied'],
    ['完成一半', 'denied'],
    ['7月底前完成', 'unreadable'],
    ['7月10日前完成', 'unreadable'],
    ['7月10日完成', 'unreadable'],
  ])('of %s is %s', (text, read) => {
    expect(readResult(text)).toBe(read);
  });

  it.each([
    ['blank', false, false, false],
    ['done', false, true, false],
    ['going', false, false, false],
    ['blank', true, true, false],
    ['done', true, true, false],
    ['going', true, true, true],
    ['denied', true, false, true],
    ['unreadable', true, true, false],
  ] as const)('%s, with done claimed in the time limit: %s', (result, claimed, done, contradicts) => {
    expect(isDone(result, claimed)).toEqual({ done, contradicts });
  });

  it('that contradicts the time limit is told', async () => {
    const reading = await readSheets(form(row({ due: '立行立改（已完成）', result: '未整改' }), row({ problem: '乙', result: '见附件' })));
    expect(reading.items.map(({ done }) => done)).toEqual([false, false]);
    expect(reading.problems.map(({ code, row: place }) => [code, place])).toEqual([
      ['result_contradicts', 5],
      ['result_unreadable', 6],
    ]);
  });
});
