import { describe, expect, it } from '@jest/globals';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PlanFaults } from '../../plans/fault.ts';
import { checkPlan, loadPlan } from '../../plans/load.ts';
import { checkFiles, small } from './plan-folder.ts';

const [head, tail] = [small.slice(0, small.indexOf('ladders:')), small.slice(small.indexOf('ladders:'))];

describe("a plan's folder", () => {
  it('may spread its sections over files of any name, JSON among them', async () => {
    const json = JSON.stringify({ hotlines: ['0373-1', 123456] });
    const { plan, faults } = await checkFiles({ 'b.yaml': head, '梯次.yml': tail, 'c.json': json, 'notes.txt': 'not: read' });
    expect(faults).toEqual([]);
    expect(plan?.hotlines).toEqual(['0373-1', '123456']);
  });

  it('must not hold one section in two files', async () => {
    const { faults } = await checkFiles({ 'a.yaml': small, 'b.yaml': '# more\nunits: []\n' });
    expect(faults).toEqual([
      expect.objectContaining({ file: 'b.yaml', line: 2, field: 'units', message: expect.stringMatching(/already in .*a\.yaml:17/) }),
    ]);
  });

  it('that is not there is told once', async () => {
    const { faults } = await checkPlan(join(tmpdir(), 'no-such-plan'));
    expect(faults).toEqual([expect.objectContaining({ line: 1, message: expect.stringContaining('no such folder') })]);
  });

  it('that is a file is told so', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'plan-'));
    await writeFile(join(dir, 'plan.yaml'), small);
    const { faults } = await checkPlan(join(dir, 'plan.yaml'));
    await rm(dir, { recursive: true });
    expect(faults).toEqual([expect.objectContaining({ message: expect.stringContaining('not a folder') })]);
  });

  it('without any plan file is told so', async () => {
    const { faults } = await checkFiles({ 'readme.txt': 'x' });
    expect(faults).toEqual([expect.objectContaining({ message: expect.stringContaining('no .yaml') })]);
  });

  it('with improper YAML gives the line, and does not complain of what the broken file may hold', async () => {
    const { faults } = await checkFiles({ 'a.yaml': head, 'b.yaml': `ladders:\n  - key: [obligation\n${tail.slice(9)}` });
    expect(faults.length).toBeGreaterThan(0);
    expect(faults.every(({ file }) => file === 'b.yaml')).toBe(true);
    expect(faults).toContainEqual(expect.objectContaining({ line: 3, message: expect.stringContaining('not proper YAML') }));
  });

  it.each([
    ['a tab', small.replace('    rungs:', '\trungs:'), 22, /Tab.*Tabs/],
    ['a full-width colon', small.replace('  issuer: 某局', '  issuer：某局'), 4, /全角冒号.*full-width/],
    ['a full-width comma in brackets', small.replace('2023-06-30, owedBy', '2023-06-30，owedBy'), 35, /半角.*half-width/],
    ['braces without quotes', small.replace('name: 小方案', 'name: {{x}}方案'), 3, /加引号.*quotes/],
  ])('with %s is told where and what, once a line, in both languages, without the text itself', async (_name, text, line, message) => {
    const { faults } = await checkFiles({ 'a.yaml': text });
    const broken = faults.filter((fault) => fault.message.includes('YAML'));
    expect(broken[0]).toMatchObject({ line, message: expect.stringMatching(message) });
    expect(new Set(broken.map((fault) => fault.line)).size).toBe(broken.length);
    expect(faults.filter(({ field }) => field.length > 60)).toEqual([]);
  });

  it('with a list for a name, or a full-width colon in one, is told so', async () => {
    const { faults } = await checkFiles({ 'a.yaml': small.replace('{ key: head,', '{ key：head,'), 'b.yaml': '? [x]\n: 1\n' });
    expect(faults).toContainEqual(expect.objectContaining({ line: 9, message: expect.stringMatching(/半角.*half-width colon/) }));
    expect(faults).toContainEqual(expect.objectContaining({ file: 'b.yaml', message: expect.stringContaining('must be a text') }));
  });

  it('with an alias bomb is refused quickly', async () => {
    const levels = Array.from({ length: 12 }, (_, i) => `l${i + 1}: &l${i + 1} [${Array(10).fill(`*l${i}`).join(', ')}]`);
    const { faults } = await checkFiles({ 'a.yaml': `l0: &l0 [x]\n${levels.join('\n')}\n`, 'b.yaml': small });
    expect(faults).toContainEqual(expect.objectContaining({ file: 'a.yaml', message: expect.stringContaining('aliases') }));
  });

  it('with an alias of itself is refused', async () => {
    const { faults } = await checkFiles({ 'a.yaml': 'units: &u [*u]\n' });
    expect(faults.length).toBeGreaterThan(0);
  });

  it('nested without end is refused', async () => {
    for (const text of ['['.repeat(50_000), `${'{a: '.repeat(5_000)}1${'}'.repeat(5_000)}`]) {
      const { faults } = await checkFiles({ 'a.yaml': `units: ${text}` });
      expect(faults.map(({ message }) => message)).toContainEqual(expect.stringContaining('nested too deeply'));
      expect(faults.length).toBeLessThan(10);
    }
  });

  it('cannot reach the prototype of objects', async () => {
    const { faults } = await checkFiles({ 'a.json': '{"__proto__": {"polluted": true}}', 'b.yaml': small });
    expect(faults).toEqual([expect.objectContaining({ field: '__proto__' })]);
    expect({}).not.toHaveProperty('polluted');
  });

  it('must be UTF-8', async () => {
    const { faults } = await checkFiles({ 'a.yaml': new Uint8Array([0xd6, 0xd0, 0xce, 0xc4]), 'b.yaml': small });
    expect(faults).toEqual([expect.objectContaining({ file: 'a.yaml', message: expect.stringContaining('not UTF-8') })]);
  });

  it('whose file is a list is told what a file should be', async () => {
    const { faults } = await checkFiles({ 'a.yaml': '- 1\n', 'b.yaml': small });
    expect(faults).toEqual([expect.objectContaining({ file: 'a.yaml', message: expect.stringContaining('named sections') })]);
  });

  it('with one section in two files is told of that, and not of what either of them lacks', async () => {
    const { faults } = await checkFiles({ 'a.yaml': 'units: [{ key: north, name: 北区, kind: district }]\n', 'b.yaml': small });
    expect(faults).toEqual([expect.objectContaining({ file: 'b.yaml', field: 'units', message: expect.stringContaining('already in') })]);
  });

  it('is not read where a device or a pipe bears a file’s name', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'plan-'));
    try {
      await writeFile(join(dir, 'a.yaml'), small);
      await symlink('/dev/zero', join(dir, 'b.yaml'));
      const { faults } = await checkPlan(dir);
      expect(faults).toEqual([
        expect.objectContaining({ file: join(dir, 'b.yaml'), message: expect.stringContaining('not an ordinary file') }),
      ]);
    } finally {
      await rm(dir, { recursive: true, force: true });
    }
  });

  it('that is faulty is thrown as a whole by loadPlan', async () => {
    await expect(loadPlan(join(tmpdir(), 'no-such-plan'))).rejects.toBeInstanceOf(PlanFaults);
  });
});
