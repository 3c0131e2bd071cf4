import { describe, expect, it } from '@jest/globals';
import { identityOf, normaliseProblem } from '../../domain/ledger-identity.ts';

describe('what a ledger row is recognised by', () => {
  it('is its problem without spaces, punctuation, width or case', () => {
    const one = normaliseProblem('考勤签到表缺页（第3项）');
    expect(normaliseProblem('  考勤签到表，缺页 (第３项)。\n')).toBe(one);
    expect(normaliseProblem('ＡBC')).toBe('abc');
  });

  it('keeps what tells problems apart', () => {
    expect(normaliseProblem('考勤签到表缺页（第3项）')).not.toBe(normaliseProblem('考勤签到表缺页（第13项）'));
    expect(normaliseProblem('补贴1.5万元')).not.toBe(normaliseProblem('补贴15万元'));
  });

  it('is county, institution and problem together, and never the row’s number', () => {
    const item = { county: '延津县', institution: '启航 学校', problem: '缺页' };
    expect(identityOf({ ...item, institution: '启航学校' })).toBe(identityOf(item));
    for (const other of [{ county: '辉县市' }, { institution: '牧野学校' }, { problem: '缺章' }, { institution: null }]) {
      expect(identityOf({ ...item, ...other })).not.toBe(identityOf(item));
    }
  });
});
