import { describe, expect, it } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PlanCheckOptions } from '../../cli/plan-check.ts';
import { planCheck } from '../../cli/plan-check.ts';
import { changed } from '../plans/plan-folder.ts';

async function run(dir: string, options: PlanCheckOptions = {}): Promise<{ code: number; lines: string[] }> {
  const lines: string[] = [];
  const code = await planCheck(dir, options, (line) => lines.push(line));
  return { code, lines };
}

describe('duban plan check', () => {
  it('tells the doubts of a plan that can be used, and ends with 0', async () => {
    const { code, lines } = await run('plans/xinxiang-2023');
    expect(code).toBe(0);
    expect(lines.slice(0, -1).every((line) => /^warning: plans\/xinxiang-2023\/[a-z-]+\.yaml:\d+: [^:]+: ./.test(line))).toBe(true);
    expect(lines.at(-1)).toContain('xinxiang-2023');
  });

  it('prints each fault as file, line, field and message, and ends with 1', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'plan-'));
    await writeFile(join(dir, 'plan.yaml'), changed('[first]', '[frist]'));
    const { code, lines } = await run(dir);
    await rm(dir, { recursive: true });
    expect(code).toBe(1);
    expect(lines[0]).toMatch(/plan\.yaml:33: workItems\[0\]\.departments\[0\]: .*unknown department frist/);
  });

  it('prints one JSON object when asked', async () => {
    const { code, lines } = await run('plans/xinxiang-2023', { json: true, year: 2027 });
    expect(code).toBe(0);
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      ok: true,
      plan: { id: 'xinxiang-2027', counts: { units: 15, workItems: 16 } },
      faults: [],
    });
  });

  it.each([
    ['a folder that is not there', 'plans/nowhere', {}],
    ['a year that is none', 'plans/xinxiang-2023', { year: Number.NaN }],
  ])('ends with 1 for %s', async (_, dir, options) => {
    const { code, lines } = await run(dir, options);
    expect(code).toBe(1);
    expect(lines.length).toBeGreaterThan(0);
  });
});
