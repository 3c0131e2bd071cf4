import { bareStarts, type BareStarts } from './support/bare-workflows.ts';
import { rowsOf, untilTold } from './support/counts.ts';
import { atLeast, type Figure } from './support/figure.ts';
import { importAll, madeLedgers, makeDirectorsResponsible } from './support/ledgers.ts';
import { timed } from './support/measure.ts';
import { insertPlain, makePlainTables } from './support/plain-tables.ts';
import { say } from './support/say.ts';
import type { Stage } from './support/stage.ts';
import { untilWorkedOff } from './support/task-queue.ts';
import { taskQueue } from '../workflows/messages.ts';

/** (a) Items made durable by importing every unit's ledger, and how long until every workflow follows. The worker runs. */
export async function intake(stage: Stage, count: number): Promise<{ figures: Figure[]; bare: BareStarts }> {
  say(`bare: ${count} empty workflows on the same server`);
  const bare = await bareStarts(stage, count);
  await makeDirectorsResponsible(stage);
  const ledgers = madeLedgers(stage, count, 'general', 'intake');
  const stop = stage.run('worker');
  await warmUp(stage);
  say(`intake: ${count} items in ${ledgers.length} ledgers`);
  const began = performance.now();
  const { seconds } = await timed(() => importAll(stage, ledgers));
  await untilTold(stage);
  const followed = (performance.now() - began) / 1000;
  await untilWorkedOff(stage.temporal, taskQueue);
  const worked = (performance.now() - began) / 1000;
  say('intake: the same rows by plain SQL');
  const plain = await plainIntake(stage);
  await stop();
  const figures: Figure[] = [
    {
      section: 'a',
      what: `intake of ${count} items, all durable and visible`,
      value: count / seconds,
      unit: 'items/s',
      beside: `plain SQL ${Math.round(count / plain)} items/s, so ${percent(plain / seconds)} of it`,
      target: atLeast(4_000),
    },
    {
      section: 'a',
      what: 'their workflows follow, of the rate of bare starts',
      value: (count / followed / bare.perSecond) * 100,
      unit: '%',
      beside: `${Math.round(count / followed)} of ${Math.round(bare.perSecond)} a second`,
      target: atLeast(80),
    },
    {
      section: 'a',
      what: 'the same until each workflow has run',
      value: (count / worked / bare.donePerSecond) * 100,
      unit: '%',
      beside: `${Math.round(count / worked)} of ${Math.round(bare.donePerSecond)} a second`,
    },
  ];
  return { figures, bare };
}

/** A process that has just started compiles its code during the first hundreds of items: the first few are not counted. */
async function warmUp(stage: Stage): Promise<void> {
  await importAll(stage, madeLedgers(stage, 150, 'general', 'warm'));
  await untilTold(stage);
}

/** Seconds that plain SQL takes for exactly the rows that the intake has left, one transaction a ledger. */
async function plainIntake(stage: Stage): Promise<number> {
  await makePlainTables(stage);
  const text = `WITH entered AS (SELECT * FROM ledger_item WHERE institution LIKE 'intake-%')
    SELECT (SELECT json_agg(i) FROM entered i WHERE i.county = u.key)::text AS ledger_item,
           (SELECT json_agg(a) FROM agenda a WHERE a.unit = u.key AND a.subject IN (SELECT id FROM entered))::text AS agenda,
           (SELECT json_agg(t) FROM audit t WHERE t.unit = u.key AND t.subject IN (SELECT id::text FROM entered))::text AS audit,
           (SELECT json_agg(json_build_object('id', i.number, 'kind', 'item', 'campaign', i.campaign, 'subject', i.id, 'created_at', i.created_at))
            FROM entered i WHERE i.county = u.key)::text AS wake
    FROM unit u WHERE u.kind IS NOT NULL AND EXISTS (SELECT FROM entered i WHERE i.county = u.key)`;
  const ledgers = await rowsOf<Record<'ledger_item' | 'agenda' | 'audit' | 'wake', string>>(stage, text);
  const { seconds } = await timed(async () => {
    for (const rows of ledgers) await insertPlain(stage, rows);
  });
  return seconds;
}

export function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
