import { describe, expect, it } from '@jest/globals';
import chineseDays from 'chinese-days';
import { makeCalendar } from '../../domain/calendar.ts';
import { calendarData, chineseHolidays } from '../../plans/holidays.ts';

const settings = { zone: 'Asia/Shanghai', opens: '09:00', closes: '18:00', overrides: {}, knownYears: [] };

describe("China's holidays", () => {
  it.each([2020, 2023, 2024, 2025, 2026])('of %i agree with the library day by day', (year) => {
    const calendar = makeCalendar(calendarData(settings, `${year}-01-01`, `${year}-12-31`));
    for (let day = `${year}-01-01`; day <= `${year}-12-31`; day = calendar.addDays(day, 1)) {
      expect(`${day} ${calendar.isWorkday(day)}`).toBe(`${day} ${chineseDays.getDayDetail(day).work}`);
    }
  });

  it('of a year whose notice is not in the library are not known', () => {
    expect(chineseHolidays.exceptionsOf(2099)).toBeUndefined();
    expect(calendarData(settings, '2099-01-01', '2099-12-31')).toMatchObject({ knownYears: [], exceptions: {} });
  });

  it('reach a year around the campaign, and the known years say so', () => {
    const data = calendarData(settings, '2023-06-09', '2023-12-31');
    expect(data.knownYears).toEqual([2022, 2023, 2024]);
    expect(data.exceptions).toMatchObject({ '2023-06-22': 'rest', '2023-06-25': 'work', '2024-02-12': 'rest' });
  });

  it("give way to the plan's own overrides, which may make a year known", () => {
    const own = { ...settings, overrides: { '2023-06-25': 'rest', '2099-05-01': 'rest' } as const, knownYears: [2099] };
    expect(calendarData(own, '2023-06-09', '2023-12-31').exceptions['2023-06-25']).toBe('rest');
    expect(calendarData(own, '2099-06-09', '2099-12-31')).toMatchObject({ knownYears: [2099], exceptions: { '2099-05-01': 'rest' } });
  });

  it('can come from elsewhere', () => {
    const data = calendarData(settings, '2023-01-01', '2023-12-31', {
      exceptionsOf: (year) => (year === 2023 ? { '2023-07-14': 'rest' } : undefined),
    });
    expect(data).toMatchObject({ knownYears: [2023], exceptions: { '2023-07-14': 'rest' } });
  });
});
