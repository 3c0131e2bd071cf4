import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openStage, type OutboxStage } from '../support/outbox.ts';

let stage: OutboxStage;
beforeEach(async () => {
  stage = await openStage();
});
afterEach(() => stage.close());

describe('a morning', () => {
  it('sends each person one digest of everything that is due to them', async () => {
    stage.at('2023-07-03T10:00');
    const li = await stage.person('李', 'yanjin', []);
    const wang = await stage.person('王', 'weihui', []);
    await stage.item({ responsible: li });
    await stage.item({ responsible: li });
    await stage.item({ responsible: wang, county: 'weihui' });
    stage.at('2023-07-04T09:00');
    const summary = await stage.tick();
    expect(summary).toMatchObject({ claimed: 3, frozen: 2, sent: 2, more: false });
    expect(await stage.mail()).toEqual(['李: 1 assigned, 2 assigned', '王: 3 assigned']);
  });

  it('says nothing twice, however often the postman comes', async () => {
    const li = await stage.person('李', 'yanjin', []);
    await stage.item({ responsible: li });
    stage.at('2023-07-04T09:00');
    await stage.tick();
    await stage.tick();
    stage.at('2023-07-04T09:01');
    await Promise.all([stage.tick(), stage.tick(), stage.tick()]);
    expect(await stage.mail()).toEqual(['李: 1 assigned']);
  });
});
