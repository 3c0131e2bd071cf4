import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Checked, LoadOptions } from '../../plans/load.ts';
import { checkPlan } from '../../plans/load.ts';

/** The smallest whole plan; tests put one fault into it. Lines matter. */
export const small = `campaign:
  id: small-2023
  name: 小方案
  issuer: 某局
  starts: 2023-06-01
  ends: 2023-12-31
roles:
  - { key: owner, name: 责任人, scope: subject, reportsTo: head }
  - { key: head, name: 负责人, scope: unit, reportsTo: boss }
  - { key: boss, name: 办公室, scope: campaign, body: bureau }
bodies:
  - key: bureau
    name: 办公室
    members: [{ name: 张三, duty: 主任, roles: [boss] }]
departments:
  - { key: first, name: 一科 }
units:
  - { key: east, name: 东区, kind: district }
  - { key: west, name: 西区, kind: district }
ladders:
  - key: obligation
    rungs:
      - { offset: -2, to: owner }
      - { offset: 0, to: owner }
      - { offset: 1, to: head }
      - { offset: 3, to: boss }
difficulties:
  - { key: plain, name: 一般, due: 2023-07-14, phrases: [立行立改], ladder: obligation }
phases:
  - { key: find, name: 排查, starts: 2023-06-01, ends: 2023-07-31 }
  - { key: mend, name: 整改, starts: 2023-07-01, ends: 2023-12-31, after: find }
workItems:
  - { number: 1, key: start, name: 动员, phase: find, departments: [first] }
obligations:
  - { key: list, name: 清单, due: 2023-06-30, owedBy: all }
  - { key: monthly, name: 月报, every: month, from: 2023-07-01, owedBy: [east, west], after: list }
`;

/** Checks a plan made of these files, in a folder of its own that is removed afterwards; faults name files without their folder. */
export async function checkFiles(files: Record<string, string | Uint8Array>, options: LoadOptions = {}): Promise<Checked> {
  const dir = await mkdtemp(join(tmpdir(), 'plan-'));
  try {
    for (const [name, content] of Object.entries(files)) await writeFile(join(dir, name), content);
    const { faults, warnings, ...rest } = await checkPlan(dir, options);
    const short = (fault: Checked['faults'][number]) => ({ ...fault, file: fault.file.slice(dir.length + 1) });
    return { ...rest, faults: faults.map(short), warnings: warnings.map(short) };
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

/** The small plan with one text put in place of another, which must be there. */
export function changed(from: string, to: string): string {
  if (!small.includes(from)) throw new Error(`the small plan has no ${from}`);
  return small.replace(from, to);
}

export async function checkChanged(from: string, to: string): Promise<Checked> {
  return checkFiles({ 'plan.yaml': changed(from, to) });
}
