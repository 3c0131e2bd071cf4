import { describe, expect, it } from '@jest/globals';
import { loadPlan, checkPlan } from '../../plans/load.ts';
import { changed, checkFiles } from './plan-folder.ts';

describe('moving a plan to another year', () => {
  it('moves every day, the id and the periods by whole years', async () => {
    const plan = await loadPlan('plans/xinxiang-2023', { year: 2027 });
    expect(plan).toMatchObject({ id: 'xinxiang-2027', starts: '2027-06-09', ends: '2027-12-31' });
    expect(plan.difficulties.map(({ due }) => due)).toEqual([{ workdaysAfterAssignment: 3 }, { day: '2027-07-15' }, { day: '2027-10-15' }]);
    expect(plan.obligations.find(({ period }) => period === '2027-07')?.due).toBe('2027-07-31');
    expect(JSON.stringify([plan.phases, plan.obligations, plan.workItems, plan.inspections])).not.toContain('2023-');
  });

  it('keeps what is not a day of the campaign', async () => {
    const plan = await loadPlan('plans/xinxiang-2023', { year: 2027 });
    expect(plan.documentNumber).toBe('新人社办〔2023〕35号');
    expect(plan.about.sinceYear).toBe(2019);
  });

  it('warns of each year whose holidays are not known', async () => {
    const { plan, warnings } = await checkPlan('plans/xinxiang-2023', { year: 2027 });
    expect(plan?.calendar.knownYears).toEqual([2026]);
    const years = warnings.flatMap(({ message }) => /the holidays of (\d+) are not known/.exec(message)?.[1] ?? []);
    expect(years).toEqual(['2027', '2028']);
  });

  it('moves a campaign of several years by one difference, and 29 February to the 28th', async () => {
    const plan = await loadPlan('test/plans/fixtures/linjiang-2024', { year: 2026 });
    expect(plan).toMatchObject({
      id: 'linjiang-2026',
      name: { zh: '临江市燃气安全三年整治（2026-2028）' },
      starts: '2026-02-28',
      ends: '2028-12-31',
    });
  });

  it('does not mend a day that was wrong', async () => {
    const { faults } = await checkFiles({ 'plan.yaml': changed('due: 2023-06-30', 'due: 2023-02-29') }, { year: 2024 });
    expect(faults).toEqual([expect.objectContaining({ field: 'obligations[0].due' })]);
  });

  it('leaves holiday overrides in their own year', async () => {
    const overrides = "calendar: { overrides: { '2023-06-30': rest } }\nroles:";
    const { plan } = await checkFiles({ 'plan.yaml': changed('roles:', overrides) }, { year: 2024 });
    expect(plan?.calendar.exceptions).toMatchObject({ '2023-06-30': 'rest' });
    expect(plan?.calendar.exceptions).not.toHaveProperty('2024-06-30');
  });
});
