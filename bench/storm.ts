import { join } from 'node:path';
import { makeCalendar, type Moment } from '../domain/calendar.ts';
import { wakeOpenSubjects } from '../commands/advance-clock.ts';
import { openJournal } from '../commands/outbox/journal.ts';
import { tick } from '../commands/outbox/tick.ts';
import type { OutboxDeps } from '../commands/outbox/deps.ts';
import { renderDigest } from '../documents/digest/render.ts';
import { openMailTransport } from '../platform/mail.ts';
import { keyFor } from '../platform/secret.ts';
import { countOf, rowsOf, untilTold } from './support/counts.ts';
import { atMost, type Figure } from './support/figure.ts';
import type { BareStarts } from './support/bare-workflows.ts';
import { timed, until } from './support/measure.ts';
import { insertPlain } from './support/plain-tables.ts';
import { say } from './support/say.ts';
import type { Stage } from './support/stage.ts';

/**
 * (a) All items of the intake overdue at the same moment: a state change each, and a reminder to the director of one of the plan's
 * fifteen units. Follows `intake` on the same stage.
 */
export async function storm(stage: Stage, count: number, bare: BareStarts): Promise<Figure[]> {
  const openings = await dueOpenings(stage);
  const moment = openings.at(-1);
  if (moment === undefined) throw new Error('nothing falls due');
  for (const opening of openings.slice(0, -1)) {
    await stage.setNow(opening);
    await postmansRound(stage);
  }
  await stage.setNow(moment);
  say(`storm: ${count} items at ${new Date(moment).toISOString()}`);
  const { frozenSeconds, letters } = await postmansRound(stage);
  const stop = stage.run('worker');
  await untilTold(stage);
  const began = performance.now();
  await wakeOpenSubjects(stage.engine);
  const unmarked = `ledger_item WHERE institution LIKE 'intake-%' AND NOT late`;
  await until('every item to be marked late by its workflow', async () => (await countOf(stage, unmarked)) === 0, 200);
  const marked = (performance.now() - began) / 1000;
  await untilTold(stage);
  await stop();
  say('storm: the same rows by plain SQL');
  const plain = await plainStorm(stage, moment);
  return [
    {
      section: 'a',
      what: `storm of ${count} items to ${letters} people, until the last delivery is frozen`,
      value: frozenSeconds,
      unit: 's',
      beside: `plain SQL ${plain.toFixed(2)} s (the same rows, letters ready-made)`,
      target: atMost(0.5),
    },
    {
      section: 'a',
      what: 'until every workflow has marked its item',
      value: marked,
      unit: 's',
      beside: `${Math.round(count / marked)} items/s; bare starts ${Math.round(bare.perSecond)} a second`,
    },
  ];
}

/** Every moment at which letters leave, up to the first of the directors' reminders. */
async function dueOpenings(stage: Stage): Promise<Moment[]> {
  const calendar = makeCalendar(stage.plan.calendar);
  const text = `SELECT DISTINCT at FROM agenda WHERE claimed_at IS NULL AND at <= (SELECT min(at) FROM agenda WHERE kind = 'escalation') ORDER BY at`;
  const rows = await rowsOf<{ at: Moment }>(stage, text);
  return rows.map(({ at }) => calendar.openingOnOrAfter(at)).filter((at, index, all) => all.indexOf(at) === index);
}

/** One tick, as the postman's process gives it, against the real mail server; the time is until everything is frozen and committed. */
async function postmansRound(stage: Stage): Promise<{ frozenSeconds: number; letters: number }> {
  const { config } = stage;
  const journal = await openJournal(join(config.dataFolder, 'send-journal.jsonl'));
  const transport = openMailTransport(config);
  let frozenAt = 0;
  const deps: OutboxDeps = {
    ...stage.deps,
    transport,
    journal,
    render: renderDigest,
    from: config.mail.from,
    publicUrl: config.server.publicUrl,
    linkKey: keyFor(config.secret, 'links'),
    at: (point) => {
      if (point === 'frozen') frozenAt = performance.now();
    },
  };
  const began = performance.now();
  const { result } = await timed(() => tick(deps));
  transport.close();
  await journal.close();
  return { frozenSeconds: (frozenAt - began) / 1000, letters: result.frozen };
}

/** Seconds for the storm's rows by the simplest statements: items marked, audited, agenda claimed, letters and their lines written. */
async function plainStorm(stage: Stage, moment: Moment): Promise<number> {
  const at = new Date(moment).toISOString();
  const [rows] = await rowsOf<Record<'audit' | 'delivery' | 'delivery_line', string>>(
    stage,
    `SELECT (SELECT json_agg(t) FROM audit t WHERE t.action = 'markLate')::text AS audit,
            (SELECT json_agg(d) FROM delivery d WHERE d.frozen_at >= $1)::text AS delivery,
            (SELECT json_agg(l) FROM delivery_line l JOIN delivery d ON d.id = l.delivery WHERE d.frozen_at >= $1)::text AS delivery_line`,
    [at],
  );
  const { seconds } = await timed(async () => {
    await stage.owner.query(`UPDATE plain_ledger_item SET late = true, revision = revision + 1, changed_at = $1`, [at]);
    await stage.owner.query('UPDATE plain_agenda SET claimed_at = $1 WHERE at = $1', [at]);
    if (rows) await insertPlain(stage, rows);
  });
  return seconds;
}
