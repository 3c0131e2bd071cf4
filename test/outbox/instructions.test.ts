import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { examineAgendas } from '../../commands/doctor/agendas.ts';
import { engineActor } from '../../commands/outbox/deps.ts';
import { withActor } from '../../platform/database.ts';
import { openStage, type OutboxStage, type TestItem } from '../support/outbox.ts';

let stage: OutboxStage;
let item: TestItem;
beforeEach(async () => {
  stage = await openStage();
  const li = await stage.person('李', 'yanjin', []);
  item = await stage.item({ responsible: li, assignedAt: '2023-07-04T10:00' });
  stage.at('2023-07-05T09:00');
  await stage.tick();
  expect(await stage.mail()).toEqual(['李: 1 assigned']);
  await stage.give(item, { action: 'sign' }, { id: 'o', role: 'countyOfficer', unit: 'yanjin' });
  stage.at('2023-07-05T10:00');
});
afterEach(() => stage.close());

const instruct = () => stage.give(item, { action: 'instruct', text: '立即核实', urgent: true });
const reclassify = () => stage.give(item, { action: 'reclassify', difficulty: 'difficult', reason: '情况复杂' });

describe('an instruction that is due when its ladder begins anew', () => {
  it('is told all the same, once', async () => {
    await instruct();
    await reclassify();
    await stage.tick();
    expect(await stage.mail()).toEqual(['李: 1 instructed:1']);
    stage.at('2023-07-05T10:05');
    await stage.tick();
    expect(await stage.mail()).toEqual([]);
    stage.at('2023-07-06T09:00');
    await stage.tick();
    expect(await stage.mail()).toEqual(['李: 1 reclassified']);
  });

  it('is not told again when it has been claimed before', async () => {
    await instruct();
    await stage.tick();
    expect(await stage.mail()).toEqual(['李: 1 instructed:1']);
    await reclassify();
    await stage.tick();
    expect(await stage.mail()).toEqual([]);
  });

  it('is not told of an item that is over', async () => {
    await instruct();
    await reclassify();
    await stage.give(item, { action: 'void', reason: '登记有误' });
    await stage.tick();
    expect(await stage.mail()).toEqual([]);
  });

  it('is told although its first try was put off and the ladder began anew in between', async () => {
    await instruct();
    stage.smtp.script(() => 'defer');
    await stage.tick();
    await reclassify();
    stage.smtp.script(() => 'accept');
    stage.at('2023-07-05T12:00');
    await stage.tick();
    expect(await stage.mail()).toEqual(['李: 1 instructed:1']);
  });

  it('is no stray row for the doctor', async () => {
    await instruct();
    await reclassify();
    expect(await withActor(stage.deps.pool, engineActor, (client) => examineAgendas(stage.deps.pool, client, true))).toEqual([]);
    await stage.tick();
    expect(await stage.mail()).toEqual(['李: 1 instructed:1']);
  });
});
