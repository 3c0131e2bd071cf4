import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { rehearse, type RehearseOptions } from '../../cli/rehearse.ts';
import { openWorkbook } from '../../documents/workbook.ts';
import type { Book } from '../../domain/rehearsal/book.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'duban-cli-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

const plan = 'plans/xinxiang-2023';
const sample = fileURLToPath(new URL('../documents/samples/yanjin-messy.xlsx', import.meta.url));

function caught(): { stream: Writable; text: () => string } {
  const pieces: string[] = [];
  const stream = new Writable({
    // A reader that is never quick: each piece is taken on a later turn.
    highWaterMark: 1_024,
    write: (piece: Buffer, _encoding, taken) => {
      pieces.push(piece.toString());
      setImmediate(taken);
    },
  });
  return { stream, text: () => pieces.join('') };
}

async function run(options: RehearseOptions) {
  const [out, err] = [caught(), caught()];
  const code = await rehearse(options, { stdout: out.stream, stderr: err.stream });
  for (const { stream } of [out, err]) await new Promise((resolve) => stream.end(resolve));
  return { code, stdout: out.text(), stderr: err.text() };
}

describe('duban rehearse', () => {
  it('prints one JSON object and nothing else, assigning on the ledger’s own date', async () => {
    const { code, stdout, stderr } = await run({ plan, ledger: [sample], json: true, assume: 'never' });
    expect([code, stderr]).toEqual([0, '']);
    const { messages, summary } = JSON.parse(stdout) as Book;
    expect(summary).toMatchObject({ assume: 'never', assigned: '2023-06-30', items: 80, done: 56, messages: messages.length });
    expect(messages.find(({ subject }) => subject === 'item:yanjin:6')).toMatchObject({
      at: '2023-06-30T09:00:00+08:00',
      rung: 'assigned',
      to: ['徐娟'],
      channel: 'mail',
      title: '延津县长河技工学校：教学计划未存档（第1项）',
      stoppedBy: ['submit', 'close', 'void'],
    });
  });

  it('assigns on the day told, and supposes that people are on time', async () => {
    const { stdout } = await run({ plan, ledger: [sample], json: true, assigned: '2023-07-13' });
    const { messages, summary } = JSON.parse(stdout) as Book;
    expect(summary).toMatchObject({ assume: 'on-time', assigned: '2023-07-13' });
    expect(messages.filter(({ subject }) => subject === 'item:yanjin:6').map(({ rung }) => rung)).toEqual([
      'assigned',
      'general:-1',
      'general:0',
    ]);
  });

  it('without a ledger rehearses what the units owe', async () => {
    const { code, stdout } = await run({ plan, json: true });
    expect(code).toBe(0);
    expect((JSON.parse(stdout) as Book).summary).toMatchObject({ items: 0, obligations: 211 });
  });

  it('shows a person each day, each person, and the totals', async () => {
    const { stdout } = await run({ plan, ledger: [sample], assigned: '2023-07-13' });
    expect(stdout).toContain('2023-07-14 7月14日（星期五）');
    expect(stdout).toMatch(/09:00 延津县 联系人\n\s+提醒 期限当日 · 8 项：/);
    expect(stdout).toMatch(/合计 Totals\n.+台账 items 80（已完成 done 56）/);
  });

  it('writes the page and the workbook', async () => {
    const [html, xlsx] = [join(folder, 'book.html'), join(folder, 'book.xlsx')];
    const { code, stdout } = await run({ plan, ledger: [sample], html, xlsx });
    expect([code, stdout]).toEqual([0, '']);
    expect(await readFile(html, 'utf8')).toContain('消息演练书');
    const { sheets } = await openWorkbook(await readFile(xlsx));
    expect(sheets.map(({ name }) => name)).toEqual(['合计', '按日', '按人', '按单位', '汇总通知', '逐条']);
  });

  it.each<[string, Partial<RehearseOptions>, string]>([
    ['an assumption nobody knows', { assume: 'maybe' }, '--assume maybe: use one of on-time, late, never.'],
    ['a day that is none', { assigned: '2023-02-30' }, '--assigned 2023-02-30: write a day such as 2023-07-13.'],
    ['a ledger that is not there', { ledger: ['missing.xlsx'] }, 'missing.xlsx'],
    ['a plan that is not there', { plan: 'plans/nowhere' }, 'nowhere'],
  ])('refuses %s and says what to do', async (_, options, words) => {
    const { code, stdout, stderr } = await run({ plan, json: true, ...options });
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain(words);
  });

  it('refuses a ledger with faults, naming file and place', async () => {
    const file = join(folder, 'notes.xlsx');
    await writeFile(file, 'not a workbook');
    const { code, stderr } = await run({ plan, ledger: [file] });
    expect(code).toBe(1);
    expect(stderr).toContain('notes.xlsx');
    expect(stderr).toContain('未作演练');
  });

  it('says when a file cannot be written', async () => {
    const { code, stderr } = await run({ plan, html: join(folder, 'no', 'such', 'folder.html') });
    expect(code).toBe(2);
    expect(stderr).toContain('cannot be written');
  });
});
