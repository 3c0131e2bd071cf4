import { join } from 'node:path';
import { projectFolder } from '../../platform/root.ts';
import { putBetweenMarks } from '../../test/support/marked-text.ts';
import type { Figure } from './figure.ts';
import { table } from './table.ts';

const file = join(projectFolder, 'bench', 'README.md');

/** Puts a section's figures between its marks in `bench/README.md`; sections that were not run keep what they had. */
export function writeReadme(sections: string[], figures: Figure[], machine: string): void {
  for (const section of sections) {
    const own = figures.filter((figure) => figure.section === section);
    putBetweenMarks(file, section, `${machine}\n\n${table(own, true)}`);
  }
}
