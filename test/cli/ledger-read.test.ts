import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ledgerRead, type LedgerReadOptions } from '../../cli/ledger-read.ts';
import { form, row } from '../support/ledger-sheet.ts';
import { xlsx } from '../support/xlsx.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'duban-cli-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

const sample = fileURLToPath(new URL('../documents/samples/yanjin-messy.xlsx', import.meta.url));
const run = async (file: string, options: LedgerReadOptions = {}) => {
  const printed: string[] = [];
  const code = await ledgerRead(file, options, (text) => printed.push(text));
  return { code, output: printed.join('') };
};

describe('duban ledger read', () => {
  it('prints one JSON object and nothing else, and ends well in spite of doubts', async () => {
    const { code, output } = await run(sample, { json: true });
    expect(code).toBe(0);
    expect(output.trimEnd()).not.toContain('\n');
    const reading = JSON.parse(output) as { county: string; items: unknown[]; problems: { severity: string }[] };
    expect(reading).toMatchObject({ county: '延津县', date: '2023-06-30' });
    expect(reading.items).toHaveLength(80);
    expect(reading.problems.map(({ severity }) => severity)).toEqual(Array(5).fill('doubt'));
  });

  it('shows a person the items as a table, each problem with its place, and the counts', async () => {
    const { code, output } = await run(sample);
    expect(code).toBe(0);
    const lines = output.trimEnd().split('\n');
    expect(lines[0]).toContain('延津县');
    expect(lines.filter((line) => line.includes('立行立改'))).not.toHaveLength(0);
    expect(lines.filter((line) => line.startsWith('疑点 doubt')).map((line) => /第 (\d+) 行/.exec(line)?.[1])).toEqual([
      '14',
      '15',
      '16',
      '17',
      '37',
    ]);
    expect(lines.at(-1)).toBe('80 项 items · 0 处错误 faults · 5 处疑点 doubts');
  });

  it('says that the input is wrong when the file has a fault, is missing, or the plan is no plan', async () => {
    const faulty = join(folder, 'faulty.xlsx');
    await writeFile(faulty, xlsx(form(row({ due: '长期坚持' }))));
    const refused = await run(faulty);
    expect(refused.code).toBe(1);
    expect(refused.output).toContain('错误 fault  台账 · 第 5 行 · 整改期限: due_unreadable');
    expect((await run(join(folder, 'nothing.xlsx'), { json: true })).code).toBe(1);
    const noPlan = await run(sample, { plan: folder, json: true });
    expect(noPlan.code).toBe(1);
    expect(JSON.parse(noPlan.output)).toMatchObject({ county: null, items: [], problems: [{ code: 'plan_invalid', severity: 'fault' }] });
  });

  it('lets no control character of a ledger reach the terminal', async () => {
    const file = join(folder, 'control.xlsx');
    await writeFile(file, xlsx({ ...form(row({ institution: '甲\u001b[31m校', due: '明\u001b[2J天' })) }));
    const { output } = await run(file);
    expect(output).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
  });
});
