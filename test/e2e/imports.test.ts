import { expect, it } from '@jest/globals';
import { firstLogIn } from '../support/browser.ts';
import { giveLedger, inBrowser, seatAt } from '../support/in-browser.ts';
import { row } from '../support/ledger-sheet.ts';

const soon = '7月中旬';

/** What the county reported first, and the same rows as it corrected them. */
const first = [
  row({ number: 1, problem: '育婴员班录像缺失三天', due: soon }),
  row({ number: 2, problem: '试题库未分级别建设', due: soon }),
  row({ number: 3, problem: '评价场地未在备案考点内', due: soon }),
  row({ number: 4, problem: '短期内一人多证，证书数据异常', due: '10月中旬' }),
  row({ number: 5, problem: '委托无资质机构承担培训任务', due: '10月中旬' }),
];
const corrected = [
  row({ number: 1, problem: '育婴员班录像缺失四天', due: soon }),
  row({ number: 2, problem: '试题库没有分级别建设', due: soon }),
  row({ number: 3, problem: '评价场地不在备案考点内', due: soon }),
  row({ number: 4, problem: '短期内一人多证，证书数据异常', due: soon }),
  row({ number: 5, problem: '委托无资质机构承担培训任务', due: soon }),
];

inBrowser('rows of a corrected ledger that only a person can decide on', () => {
  const seat = seatAt('--plan', 'plans/xinxiang-2023', '--demo', '--at', '2023-07-13T08:30');

  it('wait with both wordings side by side until each is decided, and then the ledger says what was decided', async () => {
    const { duban, page: office } = seat;
    await firstLogIn(office, 'office', duban.password('office'));
    await importLedger(first);
    await office.getByText('新登记 5 条').waitFor();
    await importLedger(corrected);
    await office.getByText('需要确认 5 条').waitFor();

    expect(await asked(5).innerText()).toMatch(/育婴员班录像缺失四天[^]*育婴员班录像缺失三天/);
    expect(await asked(8).innerText()).toMatch(/复杂[^]*疑难/);
    await decide(5, '是同一问题，按本行更正');
    await decide(6, '是新问题，登记');
    await decide(7, '不处理');
    expect(await asked(8).getByRole('button', { name: '同意改为本行的难度' }).isEnabled()).toBe(false);
    await asked(8).getByLabel('同意的理由').fill('经研究，整改难度下降');
    await decide(8, '同意改为本行的难度');
    await decide(9, '不同意');

    await office.reload();
    await office.getByText('已决定').nth(4).waitFor();
    expect(await office.locator('fieldset').getByRole('button').count()).toBe(0);
    expect(await ledger()).toEqual([
      '1 育婴员班录像缺失四天 complex 2023-07-15',
      '2 试题库未分级别建设 complex 2023-07-15',
      '3 评价场地未在备案考点内 complex 2023-07-15',
      '4 短期内一人多证，证书数据异常 complex 2023-07-15',
      '5 委托无资质机构承担培训任务 difficult 2023-10-15',
      '6 试题库没有分级别建设 complex 2023-07-15',
    ]);
  }, 240_000);

  async function importLedger(rows: ReturnType<typeof row>[]): Promise<void> {
    await seat.page.goto('/imports');
    await giveLedger(seat.page, ...rows);
  }

  function asked(sheetRow: number) {
    return seat.page.getByRole('group', { name: `第 ${sheetRow} 行` });
  }

  async function decide(sheetRow: number, decision: string): Promise<void> {
    await asked(sheetRow).getByRole('button', { name: decision, exact: true }).click();
    await asked(sheetRow).getByText('已决定').waitFor();
  }

  async function ledger(): Promise<string[]> {
    const answer = await seat.page.request.get('/api/ledger-items?limit=200');
    const { items } = (await answer.json()) as { items: { number: number; problem: string; difficulty: { key: string }; due: string }[] };
    return items.map(({ number, problem, difficulty, due }) => `${number} ${problem} ${difficulty.key} ${due}`);
  }
});
