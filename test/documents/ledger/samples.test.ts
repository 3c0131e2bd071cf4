import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { readLedger } from '../../../documents/ledger/read.ts';
import type { LedgerRow } from '../../../documents/ledger/reading.ts';
import { ledgerPlan } from '../../support/ledger-plan.ts';

type TrueItem = Omit<LedgerRow, 'sheet' | 'systemNumber'>;

const samples = new URL('../samples/', import.meta.url);
const truth = async (name: string) =>
  JSON.parse(await readFile(new URL(`yanjin-${name}.truth.json`, samples), 'utf8')) as { county: string; items: TrueItem[] };
const read = async (name: string) => {
  const fileName = `yanjin-${name}.xlsx`;
  return readLedger(await readFile(new URL(fileName, samples)), { fileName, plan: ledgerPlan });
};
const compared = (item: LedgerRow) =>
  Object.fromEntries(Object.entries(item).filter(([name]) => name !== 'sheet' && name !== 'systemNumber'));

describe('a county’s ledger as it was sent', () => {
  it('is read exactly when it is tidy, with nothing to doubt', async () => {
    const reading = await read('tidy');
    const { county, items } = await truth('tidy');
    expect({ county: reading.county, items: reading.items.map(compared) }).toEqual({ county, items });
    expect(reading).toMatchObject({ unitKey: 'yanjin', unit: '延津县人力资源和社会保障局', date: '2023-06-30', problems: [] });
  });

  it('is read exactly when it is messy, but for what a merge over an empty cell leaves unsaid', async () => {
    const reading = await read('messy');
    const { county, items } = await truth('messy');
    const unsaid = [14, 15, 16, 17];
    const stated = items.map((item) => (unsaid.includes(item.row) ? { ...item, institution: null, contact: null, phone: null } : item));
    expect(reading.county).toBe(county);
    expect(reading.items.map(compared)).toEqual(stated);
    expect(items.filter(({ row }) => !unsaid.includes(row))).toHaveLength(76);
  });

  it('tells each row without institution and each contradiction, and finds no fault', async () => {
    const { problems } = await read('messy');
    expect(problems.filter(({ code }) => code === 'institution_missing').map(({ row }) => row)).toEqual([14, 15, 16, 17]);
    expect(problems.filter(({ code }) => code === 'result_contradicts').map(({ row }) => row)).toEqual([37]);
    expect(problems.filter(({ severity }) => severity === 'fault')).toEqual([]);
    expect(problems).toHaveLength(5);
  });
});
