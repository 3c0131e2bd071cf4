import { afterAll, beforeAll, describe } from '@jest/globals';
import type { Page } from 'playwright-core';
import { browserPath, openBrowser } from './browser.ts';
import { form, type row } from './ledger-sheet.ts';
import { startDuban, type Started } from './started.ts';
import { xlsx } from './xlsx.ts';

/** Without a browser nothing of these can be seen: the run says that they were left out. */
export const inBrowser = browserPath === null ? describe.skip : describe;

export interface Seat {
  duban: Started;
  page: Page;
}

/** `duban start` with these options, and somebody who reads Chinese before an empty browser: there while the tests of this block run. */
export function seatAt(...options: string[]): Seat {
  const atTheEnd: (() => Promise<void>)[] = [];
  let taken: Seat | null = null;

  beforeAll(async () => {
    const duban = await startDuban(...options);
    atTheEnd.push(duban.stop);
    const browser = await openBrowser();
    atTheEnd.push(() => browser.close());
    const context = await browser.newContext({ locale: 'zh-CN', baseURL: duban.address });
    context.setDefaultTimeout(30_000);
    taken = { duban, page: await context.newPage() };
  }, 300_000);

  afterAll(async () => {
    for (const end of atTheEnd.reverse()) await end();
  }, 60_000);

  const seat = (): Seat => {
    if (!taken) throw new Error('nobody has sat down yet');
    return taken;
  };
  return {
    get duban() {
      return seat().duban;
    },
    get page() {
      return seat().page;
    },
  };
}

/** Gives the import page, which is open, a county's ledger with these rows. */
export async function giveLedger(page: Page, ...rows: ReturnType<typeof row>[]): Promise<void> {
  const mimeType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  await page.getByLabel('Excel 文件').setInputFiles({ name: '延津县台账.xlsx', mimeType, buffer: Buffer.from(xlsx(form(...rows))) });
  await page.getByRole('button', { name: '检查并导入' }).click();
}
