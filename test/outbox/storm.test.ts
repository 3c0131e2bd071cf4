import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { bodyOf } from '../support/mail-text.ts';
import { campaign, openStage, type OutboxStage } from '../support/outbox.ts';
import { plannedByDay } from '../../commands/outbox/views.ts';

let stage: OutboxStage;
beforeEach(async () => {
  stage = await openStage();
});
afterEach(() => stage.close());

it('ten thousand items due in one minute make one digest a person, with every line of them in it', async () => {
  const items = 10_000;
  const people = await Promise.all(Array.from({ length: 15 }, (_, index) => stage.person(`人${index}`, 'yanjin', [])));
  const model = await stage.item({ responsible: people[0] ?? null });
  await stage.owner.query('DELETE FROM agenda');
  await stage.owner.query(
    `INSERT INTO ledger_item (id, campaign, number, county, problem, identity, life, status, difficulty, due, responsible, revision, arm_revision, created_at, changed_at)
     SELECT gen_random_uuid(), campaign, 1 + n, county, problem || n, identity || n, life, status, difficulty, due, ($2::uuid[])[1 + n % 15], revision, arm_revision, created_at, changed_at
     FROM ledger_item, generate_series(1, $3::int) AS n WHERE id = $1`,
    [model.id, people.map(({ id }) => id), items],
  );
  await stage.owner.query(
    `INSERT INTO agenda (subject, arm_revision, rung, channel, campaign, unit, at, kind, roles, stopped_by)
     SELECT id, arm_revision, 'complex:-5', 'mail', campaign, county, '2023-07-07T09:00+08', 'reminder', '{responsible}', '{submit}'
     FROM ledger_item WHERE id <> $1`,
    [model.id],
  );
  stage.at('2023-07-07T09:00');
  const started = performance.now();
  let frozenAfter = 0;
  const summary = await stage.tick({
    at: (point) => {
      if (point === 'frozen') frozenAfter = performance.now() - started;
    },
  });
  if (process.env['SHOW_FIGURES'])
    process.stderr.write(`frozen after ${Math.round(frozenAfter)} ms, tick ${Math.round(performance.now() - started)} ms\n`);
  expect(summary).toMatchObject({ claimed: items, frozen: 15, sent: 15 });
  const received = stage.take();
  expect(new Set(received.map(({ recipient }) => recipient)).size).toBe(15);
  expect(received).toHaveLength(15);
  expect(new Set(received.flatMap(({ keys }) => keys)).size).toBe(items);
  expect(Math.max(...received.map(({ raw }) => raw.length))).toBeLessThan(400_000);
  expect(bodyOf(received[0]?.raw ?? '')).toContain('按单位：延津县');
  const [day] = await plannedByDay(stage.owner, campaign, 'Asia/Shanghai', '2023-07-07', '2023-07-07', stage.deps.now());
  expect(day).toMatchObject({ planned: items, frozen: items, delivered: items, gap: 0 });
});
