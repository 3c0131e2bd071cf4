import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { prepareSetUp, refuseOutsideMail } from '../../cli/set-up.ts';
import { projectFolder } from '../../platform/root.ts';

let folder: string;
const reference = join(projectFolder, 'plans', 'xinxiang-2023');

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'duban-plan-'));
  cpSync(reference, folder, { recursive: true });
  const file = join(folder, 'campaign.yaml');
  writeFileSync(file, readFileSync(file, 'utf8').replaceAll('2023-12-31', '2035-12-31'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a start', () => {
  it('is the demonstration when no plan is named, with its clock and its ledger', async () => {
    const { plan, at, demo, ledgers } = await prepareSetUp({ ledgers: [], demo: false });
    expect(demo).toBe(true);
    expect(new Date(at ?? 0).toISOString()).toBe('2023-07-13T00:55:00.000Z');
    expect(plan.id).toBe('xinxiang-2023');
    expect(ledgers.map(({ reading }) => reading.items.length)).toEqual([32]);
  });

  it('is a real campaign on real time when a plan is named', async () => {
    expect(await prepareSetUp({ plan: reference, ledgers: [], demo: false })).toMatchObject({ at: null, demo: false, ledgers: [] });
  });

  it('refuses a year whose holidays are not known, naming it', async () => {
    await expect(prepareSetUp({ plan: folder, ledgers: [], demo: false })).rejects.toMatchObject({
      exitCode: 1,
      message: expect.stringContaining('2035'),
    });
  });

  it('refuses a time that is none, and a ledger that cannot be read', async () => {
    await expect(prepareSetUp({ ledgers: [], at: 'yesterday', demo: false })).rejects.toMatchObject({ exitCode: 1 });
    await expect(prepareSetUp({ ledgers: [join(folder, 'campaign.yaml')], demo: false })).rejects.toMatchObject({ exitCode: 1 });
  });

  it('lets nothing of a demonstration reach a mail server off this machine', () => {
    expect(() => refuseOutsideMail(true, 'smtp://mail.example.invalid')).toThrow();
    expect(() => refuseOutsideMail(true, 'smtp://127.0.0.1:2525')).not.toThrow();
    expect(() => refuseOutsideMail(false, 'smtp://mail.example.invalid')).not.toThrow();
  });
});
