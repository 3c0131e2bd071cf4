import { parseArgs } from 'node:util';
import { machine } from '../test/support/machine.ts';
import { changes } from './changes.ts';
import { deadline, eveningBefore } from './deadline.ts';
import { intake } from './intake.ts';
import { lag } from './lag.ts';
import { life } from './life.ts';
import { rehearsal } from './rehearsal.ts';
import { rest } from './rest.ts';
import { storm } from './storm.ts';
import type { Figure } from './support/figure.ts';
import { writeReadme } from './support/readme.ts';
import { say } from './support/say.ts';
import { full, small, type Sizes } from './support/sizes.ts';
import { openStage, type Stage } from './support/stage.ts';
import { table } from './support/table.ts';
import { workbook } from './workbook.ts';

/** Letters as in `bench/README.md`. Each section has a stack of its own, so that none finds what another left. */
const sections: Record<string, (sizes: Sizes) => Promise<Figure[]>> = {
  a: (sizes) =>
    onStage('2023-07-13T08:55', async (stage) => {
      const { figures, bare } = await intake(stage, sizes.items);
      return [...figures, ...(await storm(stage, sizes.items, bare)), ...(await changes(stage, sizes.changed))];
    }),
  b: () => life(),
  c: (sizes) => onStage(eveningBefore, (stage) => deadline(stage, sizes.deadline)),
  d: (sizes) => onStage('2023-07-13T08:55', (stage) => workbook(stage, sizes.workbookRows)),
  e: (sizes) => rehearsal(sizes.rehearsed),
  f: (sizes) => rest(sizes),
  g: (sizes) => onStage('2023-07-13T10:00', (stage) => lag(stage, sizes)),
};

async function onStage(at: string, work: (stage: Stage) => Promise<Figure[]>): Promise<Figure[]> {
  const stage = await openStage(at);
  try {
    return await work(stage);
  } finally {
    await stage.close();
  }
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { size: { type: 'string', default: 'full' }, write: { type: 'boolean', default: false } },
  });
  const wanted = positionals.length > 0 ? positionals : Object.keys(sections);
  const unknown = wanted.filter((name) => !(name in sections));
  if (unknown.length > 0 || !['full', 'small'].includes(values.size)) {
    process.stderr.write(`npm run bench -- [${Object.keys(sections).join('|')}]… [--size small] [--write]\n`);
    process.exitCode = 1;
    return;
  }
  const isFull = values.size === 'full';
  const begun = machine();
  const figures: Figure[] = [];
  for (const name of wanted) {
    say(`section ${name}`);
    figures.push(...((await sections[name]?.(isFull ? full : small)) ?? []));
  }
  const lines = table(figures, isFull);
  process.stdout.write(`${begun}\n\n${lines}\n`);
  if (values.write) writeReadme(wanted, figures, begun);
}

await main();
