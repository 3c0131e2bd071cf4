import { describe, expect, it } from '@jest/globals';
import { bookPage } from '../../../documents/book/page.ts';
import { rehearse } from '../../../domain/rehearsal/rehearse.ts';
import { loadPlan } from '../../../plans/load.ts';

// Days are reckoned by hand from the State Council's notices: 1 to 3 January 2026 rest, Sunday 4 January works.
const plan = await loadPlan('test/plans/fixtures/yunling-2025');
const item = { unit: 'east', responsible: '李大', due: null, done: false };
const items = [
  { ...item, subject: 'red', difficulty: 'red', title: '软管老化' },
  { ...item, subject: 'orange', difficulty: 'orange', title: '气瓶超量' },
  { ...item, subject: 'yellow', difficulty: 'yellow', title: '瓶间不通风' },
];
const [never, onTime, late] = (['never', 'on-time', 'late'] as const).map((assume) =>
  rehearse({ plan, items, assume, assigned: '2025-12-26' }),
);
const told = (book: typeof never, subject: string) =>
  book?.messages.filter((message) => message.subject === subject).map(({ at, rung, to }) => `${at.slice(2, 16)} ${rung} ${to.join()}`);

describe('the book of another city’s campaign across a year’s end', () => {
  it('counts workdays after assignment over the holiday', () => {
    expect(told(never, 'red')).toEqual([
      '25-12-26T08:30 assigned 李大',
      '25-12-26T08:30 assigned 东湖区 网格员',
      '25-12-29T08:30 unsigned:+1 东湖区 网格员',
      '25-12-30T08:30 quick:0 李大',
      '25-12-31T08:30 quick:+1 东湖区 科长',
      '25-12-31T08:30 quick:+1 李大',
      ...['赵一', '副市长', '东湖区 科长', '李大'].map((name) => `26-01-04T08:30 quick:+2 ${name}`),
    ]);
  });

  it('moves a deadline on a rest day to the workday after it, and climbs when nobody acknowledges', () => {
    const climb = (day0: string, [before, first, unacknowledged, last]: [string, string, string, string]) => [
      `25-12-26T08:30 assigned 李大`,
      `${before}T08:30 slow:-4 李大`,
      `${day0}T08:30 slow:0 李大`,
      ...['东湖区 科长', '李大'].map((name) => `${first}T08:30 slow:+2 ${name}`),
      `${unacknowledged}T08:30 slow:+2:unacknowledged 赵一`,
      ...['赵一', '东湖区 科长', '李大'].map((name) => `${last}T08:30 slow:+7 ${name}`),
    ];
    expect(told(never, 'yellow')).toEqual(climb('26-01-04', ['25-12-26', '26-01-06', '26-01-09', '26-01-13']));
    expect(told(never, 'orange')).toEqual(climb('26-01-12', ['26-01-06', '26-01-14', '26-01-19', '26-01-21']));
  });

  it('stops where people act, and gathers a person’s morning into one letter', () => {
    expect(told(onTime, 'yellow')).toEqual(told(never, 'yellow')?.slice(0, 3));
    expect(told(late, 'yellow')).toEqual(told(never, 'yellow')?.slice(0, 5));
    const first = never?.messages.filter(({ at, to }) => at.startsWith('2025-12-26') && to.includes('李大'));
    expect(first).toHaveLength(4);
    expect(new Set(first?.map(({ delivery }) => delivery)).size).toBe(1);
  });

  it('lets nobody submit before an evening’s window has told them', () => {
    const evening = { ...plan, calendar: { ...plan.calendar, opens: '18:00', closes: '20:00' } };
    const book = rehearse({ plan: evening, items, assume: 'on-time', assigned: '2026-01-20' });
    expect(told(book, 'red')?.at(-1)).toBe('26-01-22T18:00 quick:0 李大');
  });

  it('asks for weekly and quarterly reports on their workdays', () => {
    const report = (opened: string, days: [string, string, string]) => [
      `${opened}T08:30 assigned 西岭区 网格员`,
      `${days[0]}T08:30 report:-3 西岭区 网格员`,
      `${days[1]}T08:30 report:0 西岭区 网格员`,
      ...['科长', '网格员'].map((name) => `${days[2]}T08:30 report:+3 西岭区 ${name}`),
    ];
    const owed = (key: string) => told(never, `obligation:west:${key}`);
    expect(owed('weekly:2026-W01')).toEqual(report('25-12-29', ['25-12-29', '26-01-04', '26-01-07']));
    expect(owed('weekly:2026-W02')).toEqual(report('26-01-05', ['26-01-06', '26-01-09', '26-01-14']));
    expect(owed('quarterly:2025-Q4')).toEqual(report('25-11-17', ['26-01-05', '26-01-08', '26-01-13']));
    expect(never?.summary).toMatchObject({ obligations: 7, messages: 10 + 9 + 9 + 7 * 5 });
  });

  it('is printed with its years, its own window and classes, and nothing of the reference campaign', () => {
    if (!never) throw new Error('there is no book');
    const page = bookPage(never, plan);
    for (const text of ['2025年12月26日（星期五）', '2026年1月4日（星期日）', '08:30', '橙色、黄色问题', '红色、蓝色问题', '>报送任务<'])
      expect(page).toContain(text);
    expect(page).toContain('2025.12.26　12.30　12.31　2026.1.4　');
    expect(page).not.toMatch(/新乡|2023|人社|培训|县|联系人|领导小组|09:00/);
  });
});
