import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { openStage, type OutboxStage } from '../support/outbox.ts';

let stage: OutboxStage;
beforeEach(async () => {
  stage = await openStage();
});
afterEach(() => stage.close());

it('a database older than the send journal sends nothing again, and knows again what went', async () => {
  const li = await stage.person('李', 'yanjin', []);
  await stage.item({ responsible: li });
  await stage.item({ responsible: li });
  stage.at('2023-07-04T09:00');
  await stage.tick();
  expect(await stage.mail()).toEqual(['李: 1 assigned, 2 assigned']);
  const before = await stage.owner.query<{ id: string }>('SELECT id FROM delivery');

  // The database as it was before nine, with one more item in it.
  await stage.owner.query('TRUNCATE delivery, delivery_line');
  await stage.owner.query('UPDATE agenda SET claimed_at = NULL');
  stage.at('2023-07-03T16:00');
  await stage.item({ responsible: li });
  await stage.restart();
  stage.at('2023-07-04T09:30');
  expect(await stage.tick()).toMatchObject({ recovered: 2, sent: 1 });
  expect(await stage.mail()).toEqual(['李: 3 assigned']);
  const after = await stage.owner.query<{ id: string }>(`SELECT id FROM delivery WHERE state = 'sent' AND bytes = ''`);
  expect(after.rows).toEqual(before.rows);
});

it('a delivery that the restored database still wants to send is known to have gone', async () => {
  const li = await stage.person('李', 'yanjin', []);
  await stage.item({ responsible: li });
  stage.at('2023-07-04T09:00');
  await stage.tick();
  expect(await stage.mail()).toEqual(['李: 1 assigned']);
  await stage.owner.query(`UPDATE delivery SET state = 'pending', next_attempt_at = frozen_at, attempts = 0, sent_at = NULL`);
  await stage.restart();
  expect(await stage.tick()).toMatchObject({ recovered: 1, sent: 0 });
});
