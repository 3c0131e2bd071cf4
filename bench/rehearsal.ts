import { join } from 'node:path';
import { assumptions } from '../domain/rehearsal/assumption.ts';
import { rehearse } from '../domain/rehearsal/rehearse.ts';
import { loadPlan } from '../plans/load.ts';
import { projectFolder } from '../platform/root.ts';
import { atMost, type Figure } from './support/figure.ts';
import { madeLedgers } from './support/ledgers.ts';
import { timed } from './support/measure.ts';
import { say } from './support/say.ts';

/** (e) The book of the whole campaign, under each assumption. */
export async function rehearsal(count: number): Promise<Figure[]> {
  const plan = await loadPlan(join(projectFolder, 'plans', 'xinxiang-2023'));
  const items = madeLedgers({ plan }, count, 'complex', 'rehearsal').flatMap(({ unit, rows }) =>
    rows.map(({ row, responsible, problem }) => ({
      subject: `item:${unit}:${row}`,
      unit,
      responsible,
      difficulty: 'complex',
      due: null,
      title: problem,
      done: false,
    })),
  );
  const figures: Figure[] = [];
  for (const assume of assumptions) {
    say(`rehearsal of ${count} items, ${assume}`);
    const { seconds, result } = await timed(() => rehearse({ plan, items, assume, assigned: '2023-06-26' }));
    const beside = `${result.messages.length.toLocaleString('en')} entries`;
    figures.push({ section: 'e', what: `rehearsal of ${count} items, ${assume}`, value: seconds, unit: 's', beside, target: atMost(5) });
  }
  return figures;
}
