import { readFile } from 'node:fs/promises';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { writeLedger } from '../../documents/ledger/write.ts';
import { mailFolder } from '../../platform/embedded/mailbox.ts';
import { MailWriter } from '../../platform/embedded/mail-store.ts';
import { projectFolder } from '../../platform/root.ts';
import type { ImportBatchView } from '../../server/contract/imports.ts';
import type { LedgerPage } from '../../server/contract/ledger-items.ts';
import type { MailboxPage } from '../../server/contract/mailbox.ts';
import type { PeopleImportView } from '../../server/contract/people.ts';
import { xlsx } from '../support/xlsx.ts';
import { servedCampaign, type Answered, type Client, type Served } from '../support/served.ts';

const county = 'yanjin';
let served: Served;
let office: Client;
let officer: Client;

beforeAll(async () => {
  served = await servedCampaign('2023-07-13T08:55');
  office = await served.as('coordinator');
  officer = await served.as('countyOfficer', county);
});
afterAll(() => served.close());

function upload(client: Client, url: string, bytes: Uint8Array, name = '台账.xlsx', field = 'file'): Promise<Answered> {
  const form = new FormData();
  form.append(field, new Blob([new Uint8Array(bytes)]), name);
  return client.ask({ method: 'POST', url, payload: form });
}

async function ledgerOf(unit: string, problems: string[]): Promise<Uint8Array> {
  const items = problems.map((problem, index) => ({
    number: index + 1,
    systemNumber: null,
    institution: '某某学校',
    problem,
    people: 3,
    amountYuan: 0,
    responsible: '钱某',
    measure: '整改',
    due: null,
    dueText: '立行立改',
    difficulty: 'general',
    done: false,
    contact: '孙某',
    phone: '13800000000',
  }));
  return writeLedger({ title: '问题台账', unit, date: '2023-07-12', items });
}

const codeOf = (answer: Answered) => (answer.json() as { error: { code: string } }).error.code;
const entered = async () => (await served.stage.owner.query<{ n: number }>('SELECT count(*) AS n FROM ledger_item')).rows[0]?.n;

describe('ledgers as files', () => {
  it('enters the rows of a workbook, shows the batch, and takes the same file again as unchanged', async () => {
    const bytes = await readFile(join(projectFolder, 'plans', 'xinxiang-2023', 'sample-ledger.xlsx'));
    const answer = await upload(office, '/api/imports', bytes);
    expect(answer.statusCode).toBe(201);
    const batch = answer.json() as ImportBatchView;
    expect(batch).toMatchObject({ state: 'imported', fileName: '台账.xlsx' });
    expect(await entered()).toBe(batch.counts.entered);
    expect(batch.progress).toEqual({ items: batch.counts.open, waiting: batch.counts.open });
    const again = (await upload(office, '/api/imports', bytes)).json() as ImportBatchView;
    expect(again.id).toBe(batch.id);
    expect(await entered()).toBe(batch.counts.entered);
    expect((await office.get(`/api/imports/${batch.id}`)).json()).toEqual(batch);
  });

  it('takes its own export back without a change', async () => {
    await upload(officer, '/api/imports', await ledgerOf('延津县', ['导出再导入的问题']));
    const before = (await officer.get('/api/ledger-items')).json() as LedgerPage;
    const file = await officer.get('/api/ledger-items.xlsx');
    expect(file.headers.get('content-disposition')).toContain('ledger.xlsx');
    const batch = (await upload(officer, '/api/imports', file.bytes)).json() as ImportBatchView;
    expect(batch).toMatchObject({ state: 'imported', counts: { entered: 0, changed: 0, unchanged: before.items.length } });
    expect((await officer.get('/api/ledger-items')).json()).toEqual(before);
  });

  it('refuses a file with a fault whole, and says where', async () => {
    const count = await entered();
    const batch = (await upload(officer, '/api/imports', await ledgerOf('延津县', ['好的问题', '']))).json() as ImportBatchView;
    expect(batch.state).toBe('rejected');
    expect(batch.problems.filter(({ fatal }) => fatal)).toEqual([expect.objectContaining({ code: 'problem_missing', row: 6 })]);
    expect(await entered()).toBe(count);
  });

  it('takes from a county its own ledger only', async () => {
    const count = await entered();
    expect(codeOf(await upload(officer, '/api/imports', await ledgerOf('卫辉市', ['别县的问题'])))).toBe('ledger_foreign');
    expect(await entered()).toBe(count);
  });

  it('says of what is no workbook that it is none, keeps no upload, and wants exactly one file', async () => {
    const batch = (await upload(officer, '/api/imports', Buffer.from('<html>'), '../../etc/台账.xlsx')).json() as ImportBatchView;
    expect(batch).toMatchObject({ state: 'rejected', fileName: '台账.xlsx', problems: [{ code: 'file_kind', fatal: true }] });
    expect(codeOf(await upload(officer, '/api/imports', Buffer.from('x'), 'x', 'other'))).toBe('file_missing');
    expect(codeOf(await officer.post('/api/imports'))).toBe('content_type');
    const folder = join(served.parts.config.dataFolder, 'uploads');
    expect(existsSync(folder) ? readdirSync(folder) : []).toEqual([]);
  });
});

describe('people as a file', () => {
  const head = ['单位', '姓名', '职务', '电话', '邮箱'];

  it('enters them, matches items that name them, and masks nothing from the office', async () => {
    await served.stage.enter(county, [{ problem: '等人的问题', responsible: '周等等' }]);
    const workbook = xlsx({ rows: [head, ['延津县', '周等等', '科员', '13812345678', 'zhou@example.invalid']] });
    expect((await upload(office, '/api/people/import', workbook)).json()).toMatchObject({
      imported: true,
      added: 1,
      matched: 1,
    } satisfies Partial<PeopleImportView>);
    const { people } = (await officer.get(`/api/people?q=${encodeURIComponent('周等等')}`)).json() as { people: object[] };
    expect(people).toEqual([expect.objectContaining({ unit: { key: county, name: '延津县', en: '延津县' }, phone: '13812345678' })]);
  });

  it('changes nothing when one row has a fault', async () => {
    const workbook = xlsx({
      rows: [head, ['延津县', '吴某某', '科员', '', 'wu@example.invalid'], ['延津县', '郑某某', '科员', '', 'not an address']],
    });
    expect((await upload(office, '/api/people/import', workbook)).json()).toMatchObject({
      imported: false,
      problems: [
        { row: 3, code: 'email_malformed' },
        { row: 3, code: 'person_unreachable' },
      ],
    });
    expect((await officer.get(`/api/people?q=${encodeURIComponent('吴某某')}`)).json()).toMatchObject({ people: [] });
  });
});

describe('the embedded mailbox', () => {
  it('lists letters newest first in pages, and shows one without letting it run anything', async () => {
    const writer = await MailWriter.open(mailFolder(served.parts.config.dataFolder));
    for (const name of ['one', 'two', 'three']) {
      const mail = `Subject: ${name}\r\nContent-Type: text/html\r\n\r\n<html><head></head><script>alert(1)</script>${name}</html>`;
      await writer.add(Buffer.from(mail), { from: 'a@demo.invalid', to: [`${name}@demo.invalid`] }, 0);
    }
    const first = (await office.get('/api/mailbox?limit=2')).json() as MailboxPage;
    expect(first.letters.map(({ subject }) => subject)).toEqual(['three', 'two']);
    const second = (await office.get(`/api/mailbox?limit=2&after=${first.next ?? ''}`)).json() as MailboxPage;
    expect(second).toMatchObject({ letters: [{ subject: 'one' }], next: null });
    const id = first.letters[0]?.id ?? '';
    expect((await office.get(`/api/mailbox/${id}`)).json()).toMatchObject({ subject: 'three', hasHtml: true });
    const html = await office.get(`/api/mailbox/${id}/html`);
    expect(html.headers.get('content-security-policy')).toMatch(/^sandbox.*default-src 'none'/);
    expect(html.headers.get('content-security-policy')).not.toContain('allow-scripts');
  });

  it('is closed to the coordinator outside a demonstration', async () => {
    await served.stage.owner.query('UPDATE campaign SET demo = false');
    expect(codeOf(await office.get('/api/mailbox'))).toBe('not_permitted');
    expect((await (await served.as('systemAdmin')).get('/api/mailbox')).statusCode).toBe(200);
    expect(codeOf(await office.post('/api/clock', { to: Date.now() + 1e6 }))).toBe('demo_only');
    await served.stage.owner.query('UPDATE campaign SET demo = true');
  });
});
