import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { writeXlsx } from 'hucre';
import { unpackFromZip } from '../../../platform/embedded/zip.ts';

let folder: string;
let archive: string;
let target: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'duban-zip-'));
  archive = join(folder, 'workbook.xlsx');
  target = join(folder, 'unpacked');
  // A workbook is a zip archive with compressed entries.
  writeFileSync(
    archive,
    await writeXlsx({ sheets: [{ name: '台账', rows: Array.from({ length: 5_000 }, (_, row) => [`第 ${row} 行`]) }] }),
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a file from a zip archive', () => {
  it('is written whole, the first whose name is accepted', async () => {
    expect(await unpackFromZip(archive, (name) => name.startsWith('xl/worksheets/'), target)).toBe(true);
    const content = readFileSync(target, 'utf8');
    expect(content).toContain('<worksheet');
    expect(content.trimEnd().endsWith('</worksheet>')).toBe(true);
    expect(content.match(/<row/g)).toHaveLength(5_000);
  });

  it('is not there when no name is accepted, nor in what is no archive', async () => {
    expect(await unpackFromZip(archive, (name) => name === 'temporal', target)).toBe(false);
    const text = join(folder, 'text');
    writeFileSync(text, 'no archive');
    expect(await unpackFromZip(text, () => true, target)).toBe(false);
  });
});
