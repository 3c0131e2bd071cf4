import { AxeBuilder } from '@axe-core/playwright';
import { expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { firstLogIn } from '../support/browser.ts';
import { inBrowser, seatAt } from '../support/in-browser.ts';

/** What the tool calls serious or critical keeps somebody from using a page. */
const grave = new Set(['serious', 'critical']);

inBrowser('every page can be used by everybody', () => {
  const seat = seatAt('--at', '2023-07-13T08:59');

  it('the log-in page', async () => {
    const { page } = seat;
    await page.goto('/');
    await page.getByLabel('用户名').waitFor();
    expect(await obstacles(page)).toEqual([]);
    await firstLogIn(page, 'office', seat.duban.password('office'));
  }, 120_000);

  it.each([
    ['today', '/', '未来七天的自动通知'],
    ['the ledger', '/ledger', '机构名称'],
    ['what units owe', '/obligations', '各单位报送情况'],
    ['what is owed this week, as a list', '/obligations?due=week', '本周到期'],
    ['the second factor', '/second-factor', '取得密钥'],
    ['imports', '/imports', '导入记录'],
    ['people', '/people', '能否送达'],
    ['deliveries', '/deliveries', '状态'],
    ['the mailbox', '/mailbox', '邮件'],
    ['no page at all', '/nowhere', '没有这个页面'],
  ])('%s', async (_name, path, shown) => {
    const { page } = seat;
    await page.goto(path);
    await page.getByText(shown).first().waitFor();
    expect(await obstacles(page)).toEqual([]);
  });

  it('an item with a form open', async () => {
    const { page } = seat;
    await page.goto('/ledger?status=assigned');
    await page.locator('.ledger a').first().click();
    await page.getByRole('button', { name: '调整难度' }).click();
    await page.getByLabel('理由').waitFor();
    expect(await obstacles(page)).toEqual([]);
  });

  it('what one unit owes, with a form open', async () => {
    const { page } = seat;
    await page.goto('/obligations');
    await page.getByRole('link', { name: '延津县 辖区培训评价机构全覆盖排查' }).click();
    await page.getByRole('button', { name: '免报' }).click();
    await page.getByLabel('理由').waitFor();
    expect(await obstacles(page)).toEqual([]);
  });

  it('the clock being moved', async () => {
    const { page } = seat;
    await page.getByRole('button', { name: '拨快时钟' }).click();
    await page.getByLabel('拨到').waitFor();
    expect(await obstacles(page)).toEqual([]);
  });

  it('the page of a mailed link that is dead', async () => {
    const { page } = seat;
    await page.goto('/l/this-is-no-token-of-anybody');
    await page.getByText('这个链接打不开').waitFor();
    expect(await obstacles(page)).toEqual([]);
  });
});

async function obstacles(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => typeof impact === 'string' && grave.has(impact))
    .flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}
