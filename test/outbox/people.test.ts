import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { bodyOf } from '../support/mail-text.ts';
import { campaign, openStage, type OutboxStage } from '../support/outbox.ts';
import { failedDeliveries, itemsWithoutResponsible, unreachedRows } from '../../commands/outbox/views.ts';

let stage: OutboxStage;
beforeEach(async () => {
  stage = await openStage();
});
afterEach(() => stage.close());

async function morning(): Promise<void> {
  stage.at('2023-07-04T09:00');
  await stage.tick();
}

describe('who hears', () => {
  it('the deputy, once, while the responsible person is on leave', async () => {
    const wang = await stage.person('王', 'yanjin', ['contact']);
    const li = await stage.person('李', 'yanjin', [], { away_from: '2023-07-01', away_to: '2023-07-04', deputy: wang.id });
    await stage.item({ responsible: li });
    await morning();
    const [mail] = stage.smtp.received;
    expect(bodyOf(mail?.raw ?? '')).toContain('李请假，由您代理');
    expect(await stage.mail()).toEqual(['王: 1 assigned']);
  });

  it('the contact, naming the person, when nobody of the directory matches the ledger', async () => {
    await stage.person('王', 'yanjin', ['contact']);
    await stage.item({ responsibleName: '张三丰' });
    await morning();
    expect(bodyOf(stage.smtp.received[0]?.raw ?? '')).toContain('张三丰');
    expect(await stage.mail()).toEqual(['王: 1 assigned']);
    expect(await itemsWithoutResponsible(stage.owner, campaign)).toEqual([{ unit: 'yanjin', items: 1 }]);
  });

  it('the contact with the reason, when the responsible person has no address; and an exception is shown', async () => {
    await stage.person('王', 'yanjin', ['contact']);
    const li = await stage.person('李', 'yanjin', [], { email: null });
    await stage.item({ responsible: li });
    await morning();
    expect(bodyOf(stage.smtp.received[0]?.raw ?? '')).toContain('原应通知责任人');
    expect(await stage.mail()).toEqual(['王: 1 assigned']);
    expect(await unreachedRows(stage.owner, campaign)).toMatchObject([{ number: 1, rung: 'assigned', heard: true }]);
  });

  it('the office, when nobody of the unit can be reached', async () => {
    await stage.person('刘', 'office', ['office']);
    const li = await stage.person('李', 'yanjin', [], { active: false });
    await stage.item({ responsible: li });
    await morning();
    expect(await stage.mail()).toEqual(['刘: 1 assigned']);
  });

  it('nobody, and the message waits and is shown until somebody can be reached', async () => {
    const li = await stage.person('李', 'yanjin', [], { email: 'a@b.invalid\r\nBcc: c@d.invalid' });
    await stage.item({ responsible: li });
    await morning();
    expect(await unreachedRows(stage.owner, campaign)).toMatchObject([{ heard: false }]);
    await stage.owner.query('UPDATE person SET email = $1', ['li@people.invalid']);
    stage.at('2023-07-04T10:00');
    await stage.tick();
    expect(await stage.mail()).toEqual(['李: 1 assigned']);
    expect(await failedDeliveries(stage.owner, campaign)).toEqual([]);
  });

  it('everybody below an escalation hears it in the digest they get anyway', async () => {
    const li = await stage.person('李', 'yanjin', []);
    await stage.person('赵', 'yanjin', ['countyDirector']);
    await stage.item({ responsible: li, assignedAt: '2023-07-03T10:00' });
    await stage.item({ responsible: li, assignedAt: '2023-07-14T10:00' });
    await stage.owner.query(`UPDATE agenda SET claimed_at = now() WHERE at < '2023-07-15'`);
    stage.at('2023-07-17T09:00');
    await stage.tick();
    expect(await stage.mail()).toEqual(['李: 1 complex:+1, 2 assigned, 2 complex:+1', '赵: 1 complex:+1, 2 complex:+1']);
  });
});
