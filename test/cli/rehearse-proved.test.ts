import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { prove } from '../../cli/rehearse-proved.ts';
import { rehearsedItems } from '../../cli/rehearsed-items.ts';
import { rehearse } from '../../domain/rehearsal/rehearse.ts';
import { readLedgerSafely } from '../../documents/read-in-child.ts';
import { loadPlan } from '../../plans/load.ts';

const sample = fileURLToPath(new URL('../documents/samples/yanjin-tidy.xlsx', import.meta.url));

describe('duban rehearse --proved', () => {
  it('runs the whole campaign from its first day to silence: what arrives by mail is what the book foresees', async () => {
    const plan = await loadPlan('plans/xinxiang-2023');
    const reading = await readLedgerSafely(sample, plan);
    const proof = await prove(plan, [reading], 'late', '2023-07-13', () => undefined);
    expect(proof.differences).toEqual([]);
    const whole = rehearse({ plan, items: rehearsedItems([reading]), assume: 'late', assigned: '2023-07-13' });
    expect(whole.summary.obligations).toBeGreaterThan(200);
    expect(proof.messages).toBe(whole.messages.length);
  }, 600_000);

  it('says when there is nothing to prove', async () => {
    const plan = { ...(await loadPlan('plans/xinxiang-2023')), obligations: [] };
    await expect(prove(plan, [], 'late', '2023-07-13', () => undefined)).rejects.toThrow('nothing to prove');
  });
});
