import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openStage, type OutboxStage } from '../support/outbox.ts';
import { bodyOf } from '../support/mail-text.ts';

let stage: OutboxStage;
beforeEach(async () => {
  stage = await openStage();
});
afterEach(() => stage.close());

describe('the window', () => {
  it('keeps what falls due on a rest day, in the evening or before nine until the next workday opens', async () => {
    stage.at('2023-07-07T17:30');
    const li = await stage.person('李', 'yanjin', []);
    await stage.item({ responsible: li });
    for (const closed of ['2023-07-07T18:00', '2023-07-08T10:00', '2023-07-09T10:00', '2023-07-10T08:59']) {
      stage.at(closed);
      expect(await stage.tick()).toMatchObject({ claimed: 0, sent: 0 });
    }
    stage.at('2023-07-10T09:00');
    await stage.tick();
    expect(await stage.mail()).toEqual(['李: 1 assigned']);
  });

  it('lets an urgent instruction leave at night, by itself', async () => {
    const li = await stage.person('李', 'yanjin', []);
    const item = await stage.item({ responsible: li, assignedAt: '2023-07-03T10:00' });
    stage.at('2023-07-08T23:00');
    await stage.give(item, { action: 'instruct', text: '立即核实', urgent: true });
    await stage.tick();
    expect(await stage.mail()).toEqual(['李: 1 instructed:1']);
    stage.at('2023-07-10T09:05');
    await stage.tick();
    expect(await stage.mail()).toEqual(['李: 1 assigned, 1 complex:-5, 1 unsigned:+2']);
  });

  it('catches up after an outage with one message, each thing once, marked late', async () => {
    const li = await stage.person('李', 'yanjin', []);
    await stage.person('赵', 'yanjin', ['countyDirector']);
    await stage.item({ responsible: li, assignedAt: '2023-07-03T10:00' });
    stage.at('2023-07-12T14:20');
    await stage.tick();
    const [first, second] = stage.take().map((mail) => bodyOf(mail.raw));
    expect([first, second].join()).toContain('补发');
    const { rows } = await stage.owner.query<{ late: boolean; lines: number }>('SELECT late, lines FROM delivery ORDER BY lines');
    expect(rows).toEqual([
      { late: true, lines: 1 },
      { late: true, lines: 4 },
    ]);
    await stage.tick();
  });

  it('does not call a message late that leaves within ten minutes of its moment', async () => {
    const li = await stage.person('李', 'yanjin', []);
    await stage.item({ responsible: li });
    stage.at('2023-07-04T09:09');
    await stage.tick();
    expect(bodyOf(stage.take()[0]?.raw ?? '')).not.toContain('补发');
  });
});
