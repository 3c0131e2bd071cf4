import { describe, expect, it } from '@jest/globals';
import { readDue } from '../../../documents/ledger/due.ts';
import { form, readSheets, row } from '../../support/ledger-sheet.ts';
import { ledgerPlan } from '../../support/ledger-plan.ts';

const due = (cell: string | number | Date) => readDue(cell, 2023, ledgerPlan.difficulties);
const complex = { due: '2023-07-15', difficulty: 'complex' };

describe('a time limit', () => {
  it.each([
    '2023年7月15日',
    '2023/7/15',
    '2023.7.15',
    '2023-07-15',
    '２０２３年７月１５日',
    '2023 年 7 月 15 日',
    '20230715',
    '23.7.15',
    '7月15日',
    '7月15日前',
    '7.15',
    '2023年7月15日之前完成',
    '2023-07-15 00:00:00',
    '2023/7/15 0:00:00',
    '2023-07-15T00:00:00',
    '二〇二三年七月十五日',
    '七月十五日前',
    '2023。7。15',
    '2023年7月15日（星期六）',
    '7月15日24时前',
    '2023年7月15日。',
  ])('of %s is that day and its class', (text) => {
    expect(due(text)).toEqual({ ...complex, dueText: text, doneClaimed: false });
  });

  it.each(['7月中旬', '7月中旬前', '2023年7月中旬前', ' 7 月中旬 前完成', '七月中旬', '2023年七月中旬前'])(
    'of %s is the class’s day',
    (text) => {
      expect(due(text)).toMatchObject(complex);
    },
  );

  it.each(['立行立改', '立即整改', '立 行 立 改', '即知即改', '立行立改完成', '立行立改。', '即知即改、立行立改', '即时'])(
    'of %s is at once, without a day',
    (text) => {
      expect(due(text)).toMatchObject({ due: null, difficulty: 'general' });
    },
  );

  it('with a time of day behind it keeps every digit of its day', () => {
    expect(due('2023/10/15 0:00')).toMatchObject({ due: '2023-10-15' });
    expect(due('2023/10/1 0:00:00')).toMatchObject({ due: '2023-10-01' });
    expect(due('2023/10/10 0:00:00')).toMatchObject({ due: '2023-10-10' });
    expect(due(45122.5)).toMatchObject({ due: '2023-07-15', problem: { code: 'due_serial' } });
  });

  it('at once is no class that takes long, unless the plan says so', () => {
    const slow = (phrases: string[]) =>
      ledgerPlan.difficulties.map((each) => ('day' in each.due ? each : { ...each, due: { workdaysAfterAssignment: 30 }, phrases }));
    expect(readDue('立行立改', 2023, slow(['限期']))).toMatchObject({ difficulty: null, problem: { code: 'due_unreadable' } });
    expect(readDue('立行立改', 2023, slow(['马上整改']))).toMatchObject({ difficulty: 'general' });
  });

  it('in phrases of two classes is not guessed', () => {
    expect(due('立行立改、7月中旬')).toMatchObject({ difficulty: null, problem: { code: 'due_unreadable' } });
  });

  it('may claim that the item is done', () => {
    expect(due('立行立改（已完成）')).toEqual({ due: null, dueText: '立行立改（已完成）', difficulty: 'general', doneClaimed: true });
    expect(due('2023.7.15(已整改)')).toMatchObject({ ...complex, doneClaimed: true });
  });

  it('of a real date keeps the day as its text', () => {
    expect(due(new Date('2023-10-15'))).toEqual({ due: '2023-10-15', dueText: '2023-10-15', difficulty: 'difficult', doneClaimed: false });
  });

  it.each(['45122', 45122])('of the serial %s is that day, and doubted', (serial) => {
    expect(due(serial)).toMatchObject({ ...complex, problem: { code: 'due_serial' } });
  });

  it.each(['2023年8月1日', '7月底前', '7月14日', '2024-07-15', '6月中旬', '7月下旬', '45123'])(
    'of %s fits no class and is not guessed',
    (text) => {
      expect(due(text)).toMatchObject({ difficulty: null, problem: { code: 'due_fits_no_class' } });
    },
  );

  it.each(['长期坚持', '2023年2月30日', '13月1日', '尽快', '7月15日至8月1日', '待定'])('of %s cannot be read', (text) => {
    expect(due(text)).toMatchObject({ due: null, difficulty: null, problem: { code: 'due_unreadable' } });
  });

  it.each(['', ' ', '/', '—', '无'])('of "%s" is missing', (text) => {
    expect(due(text)).toMatchObject({ problem: { code: 'due_missing' } });
  });

  it('takes its year from the ledger’s date', async () => {
    const sheet = form(row({ due: '7月15日' }));
    const rows = sheet.rows.map((cells, index) => (index === 2 ? ['单位：延津县人社局', '日期：2024年6月30日'] : cells));
    expect((await readSheets({ rows })).items[0]?.due).toBe('2024-07-15');
    expect((await readSheets(sheet)).items[0]?.due).toBe('2023-07-15');
  });

  it.each([
    ['12月20日前', 2026, '2025-12-20'],
    ['1月15日', 2025, '2026-01-15'],
    ['1月中旬前', 2025, '2026-01-15'],
    ['1月15日', 2026, '2026-01-15'],
    ['2025年1月15日', 2025, '2025-01-15'],
    ['7月15日', 2025, '2025-07-15'],
    ['1月15日', 2024, '2024-01-15'],
    ['2月底前', 2025, '2026-02-28'],
    ['2月底前', 2024, '2024-02-29'],
  ])('of %s in a ledger of %i lies within a campaign that crosses the year’s end, where it can: %s', (text, year, expected) => {
    const difficulties = ledgerPlan.difficulties.map((each, i) => ({ ...each, due: { day: i === 0 ? '2025-12-20' : `2026-0${i}-15` } }));
    expect(readDue(text, year, difficulties, { starts: '2025-11-10', ends: '2026-03-31' }).due).toBe(expected);
  });

  it('is doubted before the ledger’s date and outside the campaign', async () => {
    const reading = await readSheets(
      form(
        row({ due: '2023-06-20' }),
        row({ problem: '乙', due: '2023-06-20', result: '已整改' }),
        row({ problem: '丙', due: '2025-07-15' }),
      ),
    );
    expect(reading.problems.filter(({ severity }) => severity === 'doubt').map(({ code, row: place }) => [code, place])).toEqual([
      ['due_before_ledger', 5],
      ['due_outside_campaign', 7],
    ]);
    expect(reading.items.map(({ due: day, difficulty }) => [day, difficulty])).toEqual([
      ['2023-06-20', null],
      ['2023-06-20', null],
      ['2025-07-15', null],
    ]);
  });
});
