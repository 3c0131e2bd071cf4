import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { LedgerPlan } from '../../documents/ledger/plan.ts';
import { readLedgerSafely } from '../../documents/read-in-child.ts';
import { form, readBytes, row } from '../support/ledger-sheet.ts';
import { ledgerPlan } from '../support/ledger-plan.ts';
import { xlsx } from '../support/xlsx.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'duban-reading-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

const kept = async (name: string, bytes: Uint8Array) => {
  const path = join(folder, name);
  await writeFile(path, bytes);
  return path;
};
const refusal = (code: string, column: string) => ({
  county: null,
  unitKey: null,
  unit: '',
  date: null,
  items: [],
  problems: [expect.objectContaining({ code, column, row: null, severity: 'fault' })],
});

describe('reading a ledger in a process of its own', () => {
  it('gives just what reading it here gives', async () => {
    const path = fileURLToPath(new URL('./samples/yanjin-messy.xlsx', import.meta.url));
    const reading = await readLedgerSafely(path, ledgerPlan);
    expect(reading.items).toHaveLength(80);
    expect(reading).toEqual(await readBytes(await readFile(path)));
  });

  it('brings a large ledger over whole and in order', async () => {
    const rows = Array.from({ length: 2501 }, (_, index) => row({ number: index + 1, problem: `缺页（第${index + 1}项）` }));
    const { items, problems } = await readLedgerSafely(await kept('large.xlsx', xlsx(form(...rows))), ledgerPlan);
    expect(items.map(({ number }) => number)).toEqual(rows.map((_, index) => index + 1));
    expect(problems).toEqual([]);
  });

  it('is ended when it takes too long, and that is a fault of the file', async () => {
    const path = await kept('slow.xlsx', xlsx(form(row())));
    expect(await readLedgerSafely(path, ledgerPlan, { timeoutMs: 1 })).toEqual(refusal('file_too_heavy', 'slow.xlsx'));
  });

  it('is ended when it takes too much memory, and that is a fault of the file', async () => {
    const rows = Array.from({ length: 30_000 }, (_, index) => row({ number: index, problem: `缺页（第${index}项）` }));
    const path = await kept('heavy.xlsx', xlsx(form(...rows)));
    expect(await readLedgerSafely(path, ledgerPlan, { memoryMb: 64, fileName: '重.xlsx' })).toEqual(refusal('file_too_heavy', '重.xlsx'));
  });

  it('that breaks down is a fault of the file, not of the caller', async () => {
    const broken = { ...ledgerPlan, difficulties: null } as unknown as LedgerPlan;
    expect(await readLedgerSafely(await kept('any.xlsx', xlsx(form(row()))), broken)).toEqual(refusal('file_unreadable', 'any.xlsx'));
  });

  it('never opens what is missing or no file', async () => {
    expect(await readLedgerSafely(join(folder, 'nothing.xlsx'), ledgerPlan)).toEqual(refusal('file_missing', 'nothing.xlsx'));
    expect((await readLedgerSafely(folder, ledgerPlan)).problems).toEqual([expect.objectContaining({ code: 'file_missing' })]);
  });
});
