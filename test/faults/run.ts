import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { projectFolder } from '../../platform/root.ts';
import { machine } from '../support/machine.ts';
import { putBetweenMarks } from '../support/marked-text.ts';
import { full, small, withKills, type Experiment, type Outcome, type Sizes } from './experiment.ts';
import { experiments } from './experiments.ts';
import { promisesTable, type Result } from './promises-table.ts';
import { Random } from './random.ts';

/** `npm run faults`: makes every trouble at full length and prints each promise with its figures. Exit code 1 when one is broken. */
const { values } = parseArgs({
  options: {
    kills: { type: 'string' },
    items: { type: 'string' },
    seed: { type: 'string' },
    only: { type: 'string' },
    small: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
  },
});
const readme = join(projectFolder, 'test', 'faults', 'README.md');
const seed = Number(values.seed ?? randomInt(1_000_000));
const base = values.small ? small : full;
const sizes: Sizes = {
  ...(values.kills === undefined ? base : withKills(base, Number(values.kills))),
  openItems: Number(values.items ?? base.openItems),
};
const wanted = values.only?.split(',') ?? null;
const chosen = experiments.filter(({ name, long }) => wanted?.includes(name) ?? !(values.small && long));
if (chosen.length === 0) throw new Error(`--only takes ${experiments.map(({ name }) => name).join(', ')}`);

const setting = `${machine()}; seed ${seed}`;
process.stdout.write(`${setting}\n`);
const results: Result[] = [];
const begun = performance.now();
for (const experiment of chosen) {
  const began = performance.now();
  const outcome = await play(experiment);
  results.push({ experiment, outcome });
  const found = [
    `${experiment.name}, ${((performance.now() - began) / 1_000).toFixed(1)} s`,
    ...Object.entries(outcome.figures).map(([name, figure]) => `  ${name}: ${figure}`),
    ...outcome.broken.map((complaint) => `  ✗ ${complaint}`),
  ].join('\n');
  process.stdout.write(`\n${found}\n`);
  if (values.write) putBetweenMarks(readme, experiment.name, `${setting}\n\n\`\`\`\n${found}\n\`\`\``);
  if (outcome.broken.length > 0) process.stdout.write(`  again: ${again(experiment)}\n`);
}
const broken = results.filter(({ outcome }) => outcome.broken.length > 0).length;
process.stdout.write(`\n${promisesTable(results)}\n`);
process.stdout.write(`${chosen.length - broken} kept, ${broken} broken, ${Math.round((performance.now() - begun) / 1_000)} s\n`);
process.exit(broken === 0 ? 0 : 1);

async function play({ name, play: make }: Experiment): Promise<Outcome> {
  try {
    return await make(sizes, new Random(seed, name));
  } catch (error) {
    return { figures: {}, broken: [error instanceof Error ? (error.stack ?? error.message) : String(error)] };
  }
}

function again({ name }: Experiment): string {
  const sized = ['kills', 'items'] as const;
  const asked = sized.map((option) => (values[option] === undefined ? '' : ` --${option} ${values[option]}`)).join('');
  return `npm run faults -- --only ${name} --seed ${seed}${values.small ? ' --small' : ''}${asked}`;
}
