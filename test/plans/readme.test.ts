import { describe, expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { lists, singles } from '../../plans/schema.ts';
import { checkFiles } from './plan-folder.ts';

describe('the examples of plans/README.md', () => {
  it('are together one plan without faults, with every section there is', async () => {
    const text = await readFile('plans/README.md', 'utf8');
    const blocks = [...text.matchAll(/```yaml\n([^]*?)```/g)].map((match) => match[1] ?? '');
    const { plan, faults } = await checkFiles({ 'plan.yaml': blocks.join('\n') });
    expect(faults).toEqual([]);
    expect(plan?.id).toBe('linshan-2024');
    const sections = blocks.flatMap((block) => [...block.matchAll(/^(\w+):/gm)].map((match) => match[1]));
    expect(sections.sort()).toEqual([...Object.keys(singles), ...Object.keys(lists)].sort());
  });
});
