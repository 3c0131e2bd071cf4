import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { failedDeliveries, nextMessages, plannedByDay } from '../../commands/outbox/views.ts';
import { campaign, openStage, type OutboxStage } from '../support/outbox.ts';

let stage: OutboxStage;
beforeEach(async () => {
  stage = await openStage();
});
afterEach(() => stage.close());

it('a day’s reckoning tells what was planned, what left, what arrived, what was withdrawn and what is missing', async () => {
  const li = await stage.person('李', 'yanjin', []);
  const wang = await stage.person('王', 'yanjin', []);
  const zhou = await stage.person('周', 'yanjin', []);
  await stage.item({ responsible: li });
  await stage.item({ responsible: wang });
  const item = await stage.item({ responsible: zhou });
  stage.smtp.script((recipient) => (recipient === wang.email ? 'refuse' : recipient === zhou.email ? 'defer' : 'accept'));
  stage.at('2023-07-04T09:00');
  await stage.tick();
  await stage.give(item, { action: 'void', reason: '重复' });
  stage.at('2023-07-04T09:05');
  await stage.tick();
  const days = await plannedByDay(stage.owner, campaign, 'Asia/Shanghai', '2023-07-04', '2023-07-07', stage.deps.now());
  expect(days[0]).toEqual({ day: '2023-07-04', planned: 3, frozen: 3, delivered: 1, withdrawn: 1, unreached: 0, gap: 1 });
  expect(days[1]).toMatchObject({ day: '2023-07-06', planned: 2, frozen: 0, gap: 0 });
  expect(await failedDeliveries(stage.owner, campaign)).toMatchObject([{ name: '王', attempts: 1 }]);
  expect(await stage.mail()).toEqual(['李: 1 assigned']);
});

it('an item’s next messages are those that have not left, each with what stops it', async () => {
  const li = await stage.person('李', 'yanjin', []);
  const item = await stage.item({ responsible: li });
  stage.at('2023-07-04T09:00');
  await stage.tick();
  const [next] = await nextMessages(stage.owner, item.id);
  expect(next).toMatchObject({ rung: 'unsigned:+2', stoppedBy: ['sign', 'submit', 'close', 'void'] });
  await stage.give(item, { action: 'sign' }, { id: 'officer', role: 'countyOfficer', unit: 'yanjin' });
  expect((await nextMessages(stage.owner, item.id)).map(({ rung }) => rung)).not.toContain('unsigned:+2');
  expect(await stage.mail()).toEqual(['李: 1 assigned']);
});

it('a round whose time is spent leaves the rest to the next', async () => {
  for (const name of ['甲', '乙', '丙']) await stage.item({ responsible: await stage.person(name, 'yanjin', []) });
  stage.at('2023-07-04T09:00');
  expect(await stage.tick({ budgetMs: 0 })).toMatchObject({ frozen: 3, sent: 0, more: true });
  expect(await stage.tick()).toMatchObject({ sent: 3, more: false });
  expect(await stage.mail()).toHaveLength(3);
});
