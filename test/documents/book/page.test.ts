import { describe, expect, it } from '@jest/globals';
import { bookPage } from '../../../documents/book/page.ts';
import { bookWorkbook } from '../../../documents/book/workbook.ts';
import { openWorkbook } from '../../../documents/workbook.ts';
import { rehearse } from '../../../domain/rehearsal/rehearse.ts';
import { loadPlan } from '../../../plans/load.ts';

const plan = await loadPlan('plans/xinxiang-2023');
const item = { subject: 'item:yanjin:6', unit: 'yanjin', responsible: '=HYPERLINK("x")', difficulty: 'complex', due: null, done: false };
const book = rehearse({
  plan,
  items: [{ ...item, title: '<script>alert(1)</script>机构：问题\u0007' }],
  assume: 'never',
  assigned: '2023-07-13',
});

describe('the page an office prints and signs', () => {
  const page = bookPage(book, plan);

  it('has the totals, every day on which something leaves, every person and unit, and room for signatures', () => {
    for (const text of ['一、合计', '二、按日', '三、按人', '四、按单位', '拟制', '审核', '批准', '最忙的几天', '最空的工作日'])
      expect(page).toContain(text);
    expect(page.match(/<h3>/g)).toHaveLength(book.summary.byDay.length);
    expect(page).toContain('新人社办〔2023〕35号');
    expect(page).toContain('逾期第5个工作日（未确认，报上一级）');
  });

  it('is A4 with page numbers and fetches nothing', () => {
    expect(page).toContain('size: A4');
    expect(page).toContain('counter(pages)');
    expect(page).not.toMatch(/src=|href=|url\(|@import/);
  });

  it('shows what a ledger says as text, never as markup', () => {
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(page).not.toContain('<script>');
  });
});

describe('the workbook', () => {
  it('has a row for each message, its texts inert', async () => {
    const { sheets } = await openWorkbook(await bookWorkbook(book));
    const rows = sheets.find(({ name }) => name === '逐条')?.rows ?? [];
    expect(rows).toHaveLength(book.messages.length + 1);
    const own = rows.filter(({ cells }) => cells[8] === 'item:yanjin:6' && cells[2] === '=HYPERLINK("x")');
    expect(own.map(({ cells }) => cells[5]).slice(0, 3)).toEqual(['交办', '期限前1个工作日', '期限当日']);
    expect(own[0]?.cells[6]).toBe('<script>alert(1)</script>机构：问题');
  });

  it('counts each day as the summary does', async () => {
    const { sheets } = await openWorkbook(await bookWorkbook(book));
    const days = sheets.find(({ name }) => name === '按日')?.rows.slice(1) ?? [];
    expect(days.map(({ cells }) => [cells[0], cells[2]])).toEqual(book.summary.byDay.map(({ day, messages }) => [day, messages]));
  });
});
