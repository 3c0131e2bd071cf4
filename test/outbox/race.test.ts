import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openStage, type OutboxStage, type TestPerson } from '../support/outbox.ts';

let stage: OutboxStage;
let li: TestPerson;
beforeEach(async () => {
  stage = await openStage();
  li = await stage.person('李', 'yanjin', []);
});
afterEach(() => stage.close());

describe('a change and its message', () => {
  it('made before the postman comes prevents the message', async () => {
    const item = await stage.item({ responsible: li });
    await stage.give(item, { action: 'void', reason: '重复' });
    stage.at('2023-07-04T09:00');
    expect(await stage.tick()).toMatchObject({ claimed: 0 });
  });

  it('being made as the postman comes is waited for: the postman takes the rest', async () => {
    await stage.item({ responsible: li });
    const item = await stage.item({ responsible: li });
    stage.at('2023-07-04T09:00');
    const client = await stage.owner.connect();
    await client.query('BEGIN');
    await client.query('DELETE FROM agenda WHERE subject = $1', [item.id]);
    expect(await stage.tick()).toMatchObject({ claimed: 1 });
    await client.query('COMMIT');
    client.release();
    await stage.tick();
    expect(await stage.mail()).toEqual(['李: 1 assigned']);
  });

  it('made after the claim does not call the message back', async () => {
    const item = await stage.item({ responsible: li });
    stage.at('2023-07-04T09:00');
    await stage.tick({ at: async (point) => (point === 'frozen' ? stage.give(item, { action: 'void', reason: '重复' }) : undefined) });
    expect(await stage.mail()).toEqual(['李: 1 assigned']);
  });
});

describe('several postmen', () => {
  it('at once still make one digest a person, and send it once', async () => {
    for (let i = 0; i < 20; i++) await stage.item({ responsible: li });
    stage.at('2023-07-04T09:00');
    const rounds = await Promise.all([stage.tick(), stage.tick(), stage.tick(), stage.tick()]);
    expect(rounds.map(({ frozen }) => frozen).sort()).toEqual([0, 0, 0, 1]);
    stage.at('2023-07-04T09:01');
    await stage.tick();
    expect(stage.take().map(({ keys }) => keys.length)).toEqual([20]);
  });
});

describe('what is on hold', () => {
  it('an item or a campaign is not written about until it is released', async () => {
    const held = await stage.item({ responsible: li });
    await stage.owner.query('UPDATE ledger_item SET held = true WHERE id = $1', [held.id]);
    stage.at('2023-07-04T09:00');
    expect(await stage.tick()).toMatchObject({ claimed: 0 });
    await stage.owner.query('UPDATE ledger_item SET held = false');
    await stage.owner.query('UPDATE campaign SET held = true');
    expect(await stage.tick()).toMatchObject({ claimed: 0 });
    await stage.owner.query('UPDATE campaign SET held = false');
    await stage.tick();
    expect(await stage.mail()).toEqual(['李: 1 assigned']);
  });

  it('a message already frozen waits too', async () => {
    await stage.item({ responsible: li });
    stage.smtp.script(() => 'defer');
    stage.at('2023-07-04T09:00');
    await stage.tick();
    stage.smtp.script(() => 'accept');
    await stage.owner.query('UPDATE campaign SET held = true');
    stage.at('2023-07-04T09:10');
    expect(await stage.tick()).toMatchObject({ sent: 0 });
    await stage.owner.query('UPDATE campaign SET held = false');
    await stage.tick();
    expect(await stage.mail()).toEqual(['李: 1 assigned']);
  });
});
