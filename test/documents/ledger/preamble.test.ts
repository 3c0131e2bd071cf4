import { describe, expect, it } from '@jest/globals';
import { codes, formHeader, readSheets, row } from '../../support/ledger-sheet.ts';
import type { MadeCell } from '../../support/xlsx.ts';

const read = async (...above: MadeCell[][]) => readSheets({ name: '台账', rows: [...above, formHeader, row()] });
const day = ['日期：2023年6月30日'];

describe('what stands above a ledger', () => {
  it.each([
    ['in the form’s wording', [['单位（机构）：延津县人力资源和社会保障局', null, '日期：2023年6月30日']]],
    ['with half-width marks and spaces', [['单位 (机构) : 延津县 人力资源和社会保障局'], ['日 期: 2023 年 6 月 30 日']]],
    ['with full-width digits', [['填报单位：延津县人社局'], ['填报日期：２０２３．６．３０']]],
    ['both in one cell', [['单位：延津县人力资源和社会保障局      日期：2023-06-30']]],
    ['each value in the next cell', [['报送单位：', '延津县', '日期：', new Date('2023-06-30')]]],
    ['the date first and alone', [['2023年6月30日'], ['专项整治台账'], ['单位：延津县人社局']]],
  ])('gives unit and date %s', async (_, above) => {
    expect(await read(...above)).toMatchObject({ county: '延津县', unitKey: 'yanjin', date: '2023-06-30', problems: [] });
  });

  it('gives unit and date from a merged cell', async () => {
    const rows = [['问题台账'], ['单位：延津县人力资源和社会保障局', null, null, '日期：2023年6月30日'], formHeader, row()];
    expect(await readSheets({ rows, merges: ['A1:J1', 'A2:C2', 'D2:J2'] })).toMatchObject({
      county: '延津县',
      date: '2023-06-30',
      problems: [],
    });
  });

  it('takes the unit with the longest name that fits, and a unit by how the notice addresses it', async () => {
    expect((await read(['单位：大新县人社局'], day)).county).toBe('大新县');
    expect((await read(['单位：高新区组织和人事局'], day)).county).toBe('高新区');
  });

  it('does not take 单位：万元 for an office, but for the unit of the amounts', async () => {
    const reading = await read(['单位：延津县人社局', null, '单位：万元'], day);
    expect(reading).toMatchObject({ county: '延津县', items: [{ amountYuan: 10_000_000 }] });
  });

  it('refuses a unit that the plan does not know, and one that could be two', async () => {
    const unknown = await read(['单位：洛阳市人社局'], day);
    expect(unknown).toMatchObject({ county: null, problems: [{ code: 'unit_unknown', column: '单位', severity: 'fault' }] });
    expect(codes(await read(['单位：延津县、辉县市'], day))).toEqual(['unit_ambiguous']);
  });

  it('takes the unit from the title when it is written nowhere else, and says so', async () => {
    const reading = await read(['延津县专项整治问题台账'], day);
    expect(reading).toMatchObject({ county: '延津县', problems: [{ code: 'unit_from_title', severity: 'doubt' }] });
    expect(codes(await read(['专项整治问题台账'], day))).toEqual(['unit_missing']);
  });

  it('doubts a date that is missing, left blank, unreadable or outside the campaign', async () => {
    const unit = ['单位：延津县人社局'];
    expect(codes(await read(unit))).toEqual(['date_missing']);
    expect(codes(await read(unit, ['日期：   年   月   日']))).toEqual(['date_missing']);
    expect(codes(await read(unit, ['日期：六月底']))).toEqual(['date_unreadable']);
    expect(codes(await read(unit, ['日期：2022年6月30日']))).toEqual(['date_outside_campaign']);
  });

  it('refuses sheets of different units in one file', async () => {
    const sheet = (name: string) => ({ name, rows: [[`单位：${name}人社局`], day, formHeader, row({ problem: name })] });
    const reading = await readSheets(sheet('延津县'), sheet('辉县市'));
    expect(reading.problems).toEqual([expect.objectContaining({ code: 'unit_differs', sheet: '辉县市', severity: 'fault' })]);
  });
});
