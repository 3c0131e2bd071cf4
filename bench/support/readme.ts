import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from '../../platform/root.ts';
import type { Figure } from './figure.ts';
import { table } from './table.ts';

const file = join(projectFolder, 'bench', 'README.md');

/** Puts a section's figures between its marks in `bench/README.md`; sections that were not run keep what they had. */
export function writeReadme(sections: string[], figures: Figure[], machine: string): void {
  let text = readFileSync(file, 'utf8');
  for (const section of sections) {
    const own = figures.filter((figure) => figure.section === section);
    const begin = `<!-- ${section}: begin -->`;
    const end = `<!-- ${section}: end -->`;
    const from = text.indexOf(begin);
    const to = text.indexOf(end);
    if (from < 0 || to < from) throw new Error(`bench/README.md has no place for section ${section}`);
    text = `${text.slice(0, from + begin.length)}\n\n${machine}\n\n${table(own, true)}\n\n${text.slice(to)}`;
  }
  writeFileSync(file, text);
}
