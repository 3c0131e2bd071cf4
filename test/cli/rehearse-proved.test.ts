import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { prove } from '../../cli/rehearse-proved.ts';
import { readLedgerSafely } from '../../documents/read-in-child.ts';
import { loadPlan } from '../../plans/load.ts';

const sample = fileURLToPath(new URL('../documents/samples/yanjin-tidy.xlsx', import.meta.url));

describe('duban rehearse --proved', () => {
  it('runs a county’s ledger from assignment to silence: what arrives by mail is what the book foresees', async () => {
    const plan = await loadPlan('plans/xinxiang-2023');
    const reading = await readLedgerSafely(sample, plan);
    const proof = await prove(plan, [reading], 'late', '2023-07-13', () => undefined);
    expect(proof.differences).toEqual([]);
    expect(proof.messages).toBeGreaterThan(100);
  }, 240_000);

  it('asks for a ledger', async () => {
    const plan = await loadPlan('plans/xinxiang-2023');
    await expect(prove(plan, [], 'late', '2023-07-13', () => undefined)).rejects.toThrow('--proved needs --ledger');
  });
});
