import { expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { firstLogIn } from '../support/browser.ts';
import { giveLedger, inBrowser, seatAt } from '../support/in-browser.ts';
import { row } from '../support/ledger-sheet.ts';

const problem = '考勤签到表缺页，两个班次无法核对';
const neglected = '消防通道堆放杂物，安全出口上锁';
const patience = { timeout: 120_000 };

interface Letter {
  id: string;
  to: string[];
  subject: string;
}

interface Person {
  name: string;
  duty: string;
  email: string;
  unit: { name: string };
}

inBrowser('one problem, chased from import to closure', () => {
  const seat = seatAt('--plan', 'plans/xinxiang-2023', '--demo', '--at', '2023-07-13T08:30');

  it('is imported, reminded of, submitted through the mailed link, verified and closed; then only the neglected one is chased', async () => {
    const { duban, page: office } = seat;
    await firstLogIn(office, 'office', duban.password('office'));

    const people = await peopleOf(office);
    const contact = personOf(people, '延津县', '联系人');
    const mine = { responsible: contact.name, due: '7月中旬' };
    await office.getByRole('link', { name: '导入台账' }).click();
    await giveLedger(office, row({ number: 1, problem, ...mine }), row({ number: 2, problem: neglected, ...mine }));
    await office.getByText('新登记 2 条').waitFor();
    await office.getByText('已启动 2 / 2').waitFor(patience);
    await office.getByRole('link', { name: '查看台账' }).click();
    await expectText(office, '共 2 条');
    expect(await lettersOf(office)).toEqual([]);

    await moveClock(office, '2023-07-13T09:01');
    // Everybody who owes something hears on the first morning, once: the county's contact of the ledger's items in the same digest.
    const owing = await owingContacts(office, people);
    const morning = await untilLetters(office, owing.length);
    expect(morning.map(({ to }) => to.join()).sort()).toEqual(owing.map(({ email }) => email).sort());
    const letter = morning.find(({ to }) => to.includes(contact.email));
    const said = await textOf(office, letter?.id ?? '');
    for (const told of [problem, neglected, '专项整治行动进展情况（2023年7月）', '辖区培训评价机构全覆盖排查'])
      expect(said).toContain(told);

    const mailed = await openLetter(office, problem, letter?.id ?? '');
    await submitThroughLink(mailed);

    await office.goto('/ledger?status=submitted');
    await office.getByRole('link', { name: problem }).click();
    await office.getByRole('button', { name: '销号' }).click();
    await office.getByLabel('我已核查属实').check();
    await office.getByRole('button', { name: '确定' }).click();
    await office.getByText('不再发送通知').waitFor();
    await expectText(office, '不会再发送任何通知');

    await moveClock(office, '2023-07-20T09:01');
    const first = new Set(morning.map(({ id }) => id));
    const later = (await untilStill(office)).filter(({ id }) => !first.has(id));
    const heard = later.map(({ to, subject }) => `${/\d+月\d+日/.exec(subject)?.[0] ?? subject} ${who(people, to)}`);
    const everybodyOfTheOffice = people.filter(({ unit }) => unit.name === '领导小组办公室').map(() => '7月19日 领导小组办公室');
    expect(heard.sort()).toEqual(
      [
        '7月14日 延津县联系人',
        '7月17日 延津县单位负责人',
        '7月17日 延津县联系人',
        '7月18日 延津县单位负责人',
        '7月19日 延津县单位负责人',
        '7月19日 延津县联系人',
        ...everybodyOfTheOffice,
      ].sort(),
    );
    for (const { id } of later) {
      const text = await textOf(office, id);
      expect(text).toContain(neglected);
      expect(text).not.toContain(problem);
    }
  }, 400_000);

  async function moveClock(page: Page, to: string) {
    await page.getByRole('button', { name: '拨快时钟' }).click();
    await page.getByLabel('拨到').fill(to);
    await page.getByRole('button', { name: '确定' }).click();
    await page.getByText('时钟已拨好').waitFor(patience);
  }

  /** Follows the mailed link of the problem out of the letter's frame. */
  async function openLetter(page: Page, about: string, id: string): Promise<Page> {
    await page.getByRole('link', { name: '收件箱' }).click();
    await page.locator(`a[href^="/mailbox/${id}"]`).first().click();
    const frame = page.frameLocator('iframe');
    await frame.getByText(about).waitFor();
    const opened = page.context().waitForEvent('page');
    const link = frame.getByRole('link', { name: '打开办理' });
    await frame.locator('div').filter({ hasText: about }).filter({ has: link }).last().getByRole('link', { name: '打开办理' }).click();
    return opened;
  }

  /** The contacts of all that have something begun and not yet due. */
  async function owingContacts(page: Page, people: Person[]): Promise<Person[]> {
    const { rows } = await read<{ rows: { unit: { name: string }; cells: { begun: boolean; status: string }[] }[] }>(
      page,
      '/api/obligations/grid',
    );
    const owing = rows.filter(({ cells }) => cells.some(({ begun, status }) => begun && status === 'owed'));
    return owing.map(({ unit }) => personOf(people, unit.name, '联系人'));
  }

  async function submitThroughLink(page: Page) {
    await expectText(page, problem);
    await page.getByRole('button', { name: '签收', exact: true }).click();
    await page.getByText('您已签收').waitFor();
    await page.getByRole('button', { name: '继续' }).click();
    if (await page.getByLabel('整改措施').isVisible()) {
      await page.getByLabel('整改措施').fill('补齐签到表，逐班核对');
      await page.getByRole('button', { name: '提交整改措施' }).click();
      await page.getByRole('button', { name: '继续' }).click();
    }
    await page.getByLabel('整改情况').fill('两个班次的签到表已补齐并与录像核对一致。');
    await page.getByRole('button', { name: '提交整改情况' }).click();
    await page.getByText('整改情况已提交').waitFor();
    await page.close();
  }

  async function untilLetters(page: Page, count: number): Promise<Letter[]> {
    for (const began = Date.now(); Date.now() - began < patience.timeout;) {
      const letters = await lettersOf(page);
      if (letters.length >= count) return letters;
      await page.waitForTimeout(500);
    }
    return lettersOf(page);
  }

  /** The letters once no more have come for a while: what is unexpected gets its time to arrive. */
  async function untilStill(page: Page): Promise<Letter[]> {
    for (let letters = await lettersOf(page); ;) {
      await page.waitForTimeout(5_000);
      const now = await lettersOf(page);
      if (now.length === letters.length) return now;
      letters = now;
    }
  }

  /** What the mailbox holds, read as the logged-in page reads it. */
  async function lettersOf(page: Page): Promise<Letter[]> {
    const { letters } = await read<{ letters: Letter[] }>(page, '/api/mailbox?limit=200');
    return letters;
  }

  async function textOf(page: Page, id: string): Promise<string> {
    return (await read<{ text: string }>(page, `/api/mailbox/${id}`)).text;
  }

  async function peopleOf(page: Page): Promise<Person[]> {
    return (await read<{ people: Person[] }>(page, '/api/people?limit=200')).people;
  }

  async function read<T>(page: Page, path: string): Promise<T> {
    return (await (await page.request.get(path)).json()) as T;
  }

  async function expectText(page: Page, text: string) {
    await page.getByText(text).first().waitFor();
  }
});

function personOf(people: Person[], unit: string, duty: string): Person {
  const found = people.find((person) => person.unit.name === unit && person.duty === duty);
  if (!found) throw new Error(`${unit} has no ${duty}`);
  return found;
}

/** Whom a letter went to, by unit and duty. Who sits in two bodies hears once, at either of the two addresses. */
function who(people: Person[], [address]: string[]): string {
  const person = people.find(({ email }) => email === address);
  if (!person) return address ?? 'nobody';
  const isOfTheOffice = people.some(({ name, unit }) => unit.name === '领导小组办公室' && name === person.name);
  return isOfTheOffice ? '领导小组办公室' : person.unit.name + person.duty;
}
