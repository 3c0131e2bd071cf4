import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { prove } from '../../cli/rehearse-proved.ts';
import { rehearsedItems } from '../../cli/rehearsed-items.ts';
import { rehearse } from '../../domain/rehearsal/rehearse.ts';
import { readLedger } from '../../documents/ledger/read.ts';
import { readLedgerSafely } from '../../documents/read-in-child.ts';
import { loadPlan } from '../../plans/load.ts';
import { xlsx, type MadeCell } from '../support/xlsx.ts';

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

  it('proves another city’s campaign across a year’s end, one of whose roles nobody holds yet', async () => {
    const plan = await loadPlan('test/plans/fixtures/yunling-2025');
    const columns = ['编号', '完成时限', '经营单位', '隐患情况', '气瓶数', '经营者', '办理结果'];
    const rows: MadeCell[][] = [
      [1, '即查即改', '李记火锅', '软管老化', 3, '李大', null],
      [2, '1月3日前', '东湖饭店', '瓶间不通风', 9, '王二', null],
      [3, '十五日内', '东湖饭店', '气瓶超量', 9, null, null],
    ];
    const sheet = { rows: [['填报单位：东湖区', '填报日期：2025年12月26日'], columns, ...rows, ['网格员：甲', '科长：乙']] };
    const reading = await readLedger(xlsx(sheet), { fileName: '清单.xlsx', plan });
    expect(reading.problems.map(({ code }) => code)).toEqual(['responsible_missing']);
    const proof = await prove(plan, [reading], 'never', '2025-12-26', () => undefined);
    expect(proof.differences).toEqual([]);
    expect(proof.messages).toBe(10 + 9 + 9 + 7 * 5);
  }, 600_000);

  it('says when there is nothing to prove', async () => {
    const plan = { ...(await loadPlan('plans/xinxiang-2023')), obligations: [] };
    await expect(prove(plan, [], 'late', '2023-07-13', () => undefined)).rejects.toThrow('nothing to prove');
  });
});
