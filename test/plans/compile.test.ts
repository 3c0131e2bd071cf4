import { describe, expect, it } from '@jest/globals';
import { levels } from '../../domain/ladder.ts';
import { loadPlan } from '../../plans/load.ts';
import { changed, checkFiles, small } from './plan-folder.ts';

describe('a plan unlike the reference', () => {
  it('has its own classes, roles, units and periods, and none of the parts it does not need', async () => {
    const plan = await loadPlan('test/plans/fixtures/linjiang-2024');
    expect(plan.difficulties.map(({ key, due }) => [key, due])).toEqual([
      ['grave', { daysAfterAssignment: 30 }],
      ['common', { workdaysAfterAssignment: 5 }],
      ['old-pipes', { day: '2025-10-31' }],
      ['relocation', { day: '2026-06-30' }],
    ]);
    expect(plan.difficulties.map(({ ladder }) => ladder.key)).toEqual(['grave', 'grave', 'report', 'report']);
    expect(plan.units.map(({ kind, addressedAs }) => `${kind} ${addressedAs}`)).toEqual([
      'street 东湖街道',
      'street 西山街道',
      'town 南港镇',
      'park 化工园区管理委员会',
    ]);
    expect([plan.workItems, plan.checklists, plan.dispositions, plan.inspections, plan.selfCheck]).toEqual([[], [], [], [], undefined]);
    expect(plan.ranking).toBe(true);
    expect(plan.phases.map(({ after }) => after)).toEqual([[], ['find'], ['mend']]);
  });

  it('spells out each quarter, half-year, year and week for those who owe it', async () => {
    const { obligations } = await loadPlan('test/plans/fixtures/linjiang-2024');
    const of = (rule: string) => obligations.filter((each) => each.rule === rule);
    expect(['quarterly', 'half-yearly', 'yearly', 'weekly', 'plan-in'].map((rule) => of(rule).length)).toEqual([11, 5, 3, 5, 1]);
    expect(of('half-yearly')[1]).toMatchObject({
      key: 'half-yearly:2025-H1',
      name: { zh: '半年总结（2025年上半年）' },
      starts: '2025-01-01',
      due: '2025-06-30',
      owedBy: ['donghu', 'xishan', 'park'],
    });
    expect(new Set(obligations.map(({ key }) => key)).size).toBe(obligations.length);
  });

  it('finds the role of a unit by its duty, or by its own name', async () => {
    const { roles } = await loadPlan('test/plans/fixtures/linjiang-2024');
    expect(roles.find(({ key }) => key === 'liaison')?.duty).toBe('安全联络员');
    const { plan } = await checkFiles({ 'plan.yaml': small });
    expect(plan?.roles.find(({ key }) => key === 'head')?.duty).toBe('负责人');
  });
});

describe('a ladder as written', () => {
  it('opens with whom its first rung tells, unless it says otherwise', async () => {
    const { plan } = await checkFiles({ 'plan.yaml': small });
    expect(plan?.difficulties[0]?.ladder.opening).toEqual(['owner']);
  });

  it('climbs level by level, each overdue rung telling those below, the nearest first', async () => {
    const plan = await loadPlan('test/plans/fixtures/linjiang-2024');
    const ladder = plan.difficulties[0]?.ladder;
    expect(ladder?.rungs.map(({ to }) => to)).toEqual([
      ['owner'],
      ['mayor', 'liaison', 'owner'],
      ['secretariat', 'mayor', 'liaison', 'owner'],
    ]);
    expect(ladder && levels(ladder)).toEqual(['mayor', 'secretariat']);
  });

  it('may be shared by an anchor', async () => {
    const text = changed('    rungs:\n', '    rungs: &steps\n').replace(
      'difficulties:',
      '  - { key: second, rungs: *steps }\ndifficulties:',
    );
    const { plan, faults } = await checkFiles({ 'plan.yaml': text.replace('ladder: obligation }', 'ladder: second }') });
    expect(faults).toEqual([]);
    expect(plan?.difficulties[0]?.ladder).toMatchObject({
      key: 'second',
      rungs: [{ offset: -2 }, { offset: 0 }, { offset: 1 }, { offset: 3 }],
    });
  });
});
