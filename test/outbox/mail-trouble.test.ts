import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openStage, type OutboxStage, type TestItem, type TestPerson } from '../support/outbox.ts';

let stage: OutboxStage;
let li: TestPerson;
let item: TestItem;
beforeEach(async () => {
  stage = await openStage();
  li = await stage.person('李', 'yanjin', []);
  item = await stage.item({ responsible: li });
});
afterEach(() => stage.close());

async function deliveries(): Promise<{ state: string; attempts: number; error: string | null }[]> {
  const { rows } = await stage.owner.query<{ state: string; attempts: number; error: string | null }>(
    'SELECT state, attempts, error FROM delivery ORDER BY frozen_at, state',
  );
  return rows;
}

describe('a mail server that refuses for now', () => {
  it('is asked again with growing pauses and gets the message in the end', async () => {
    stage.smtp.script(() => 'defer');
    const asked: string[] = [];
    for (let minute = 0; minute <= 60; minute++) {
      stage.at(`2023-07-04T${minute === 60 ? '10:00' : `09:${String(minute).padStart(2, '0')}`}`);
      const { deferred } = await stage.tick();
      if (deferred > 0) asked.push(String(minute));
    }
    expect(asked).toEqual(['0', '1', '3', '8', '23', '53']);
    stage.smtp.script(() => 'accept');
    stage.at('2023-07-04T11:00');
    await stage.tick();
    expect(await stage.mail()).toEqual(['李: 1 assigned']);
    expect(await deliveries()).toMatchObject([{ state: 'sent', attempts: 7 }]);
  });

  it('is not asked at night', async () => {
    stage.smtp.script(() => 'defer');
    stage.at('2023-07-04T17:59');
    await stage.tick();
    stage.smtp.script(() => 'accept');
    stage.at('2023-07-04T20:00');
    expect(await stage.tick()).toMatchObject({ sent: 0 });
    stage.at('2023-07-05T09:00');
    await stage.tick();
    expect(await stage.mail()).toEqual(['李: 1 assigned']);
  });

  it('is given up after three days, and a person is shown it', async () => {
    stage.smtp.script(() => 'defer');
    for (const day of ['04', '05', '06', '07']) {
      for (const hour of ['09', '11', '13', '15']) {
        stage.at(`2023-07-${day}T${hour}:30`);
        await stage.tick();
      }
    }
    expect((await deliveries()).filter(({ state }) => state === 'failed').length).toBeGreaterThan(0);
    expect(await stage.mail()).toEqual([]);
  });

  it('does not get a line whose reason is gone, and gets the rest under a new id', async () => {
    await stage.item({ responsible: li });
    stage.smtp.script(() => 'defer');
    stage.at('2023-07-04T09:00');
    await stage.tick();
    await stage.give(item, { action: 'void', reason: '重复' });
    stage.smtp.script(() => 'accept');
    stage.at('2023-07-04T09:05');
    expect(await stage.tick()).toMatchObject({ withdrawn: 1, sent: 1 });
    expect(await stage.mail()).toEqual(['李: 2 assigned']);
    expect((await deliveries()).map(({ state }) => state).sort()).toEqual(['replaced', 'sent']);
  });

  it('gets nothing when nothing is left to say', async () => {
    stage.smtp.script(() => 'defer');
    stage.at('2023-07-04T09:00');
    await stage.tick();
    await stage.give(item, { action: 'void', reason: '重复' });
    stage.smtp.script(() => 'accept');
    stage.at('2023-07-04T09:05');
    expect(await stage.tick()).toMatchObject({ withdrawn: 1, sent: 0 });
    expect(await deliveries()).toMatchObject([{ state: 'replaced' }]);
  });
});

describe('a mail server that refuses for good', () => {
  it('is not asked again; the failure is kept for a person to see, without the address', async () => {
    stage.smtp.script((recipient) => (recipient === li.email ? 'refuse' : 'accept'));
    const wang = await stage.person('王', 'yanjin', []);
    await stage.item({ responsible: wang });
    stage.at('2023-07-04T09:00');
    expect(await stage.tick()).toMatchObject({ failed: 1, sent: 1 });
    stage.at('2023-07-04T12:00');
    await stage.tick();
    expect(stage.smtp.asked.filter((name) => name === li.email)).toHaveLength(1);
    const failed = (await deliveries()).find(({ state }) => state === 'failed');
    expect(failed?.error).toMatch(/550/);
    expect(failed?.error).not.toContain('@');
    expect(await stage.mail()).toEqual(['王: 2 assigned']);
  });
});

describe('a mail server that hangs up', () => {
  it('after taking the message gets the same bytes again under the same Message-ID, even if the reason is gone', async () => {
    stage.smtp.script((_, attempt) => (attempt === 1 ? 'drop' : 'accept'));
    stage.at('2023-07-04T09:00');
    expect(await stage.tick()).toMatchObject({ unknown: 1, sent: 0 });
    await stage.give(item, { action: 'void', reason: '重复' });
    stage.at('2023-07-04T09:05');
    expect(await stage.tick()).toMatchObject({ sent: 1, withdrawn: 0 });
    const [first, second] = stage.take();
    expect(second?.raw).toBe(first?.raw);
    expect(second?.messageId).toBe(first?.messageId);
    expect(first?.messageId).not.toBe('');
  });

  it('and then refuses for now still gets only the same bytes', async () => {
    stage.smtp.script((_, attempt) => (attempt === 1 ? 'drop' : attempt === 2 ? 'defer' : 'accept'));
    for (const minute of ['00', '05', '30']) {
      stage.at(`2023-07-04T09:${minute}`);
      await stage.tick();
      if (minute === '00') await stage.give(item, { action: 'void', reason: '重复' });
    }
    const [first, second] = stage.take();
    expect(second?.raw).toBe(first?.raw);
  });

  it('before the message was offered is a refusal for now', async () => {
    stage.smtp.script((_, attempt) => (attempt === 1 ? 'vanish' : 'accept'));
    stage.at('2023-07-04T09:00');
    expect(await stage.tick()).toMatchObject({ deferred: 1, unknown: 0 });
    stage.at('2023-07-04T09:02');
    await stage.tick();
    expect(await stage.mail()).toEqual(['李: 1 assigned']);
  });
});

describe('one slow recipient', () => {
  it('does not keep the others waiting', async () => {
    const others = await Promise.all(['甲', '乙', '丙', '丁', '戊', '己', '庚'].map((name) => stage.person(name, 'yanjin', [])));
    for (const responsible of others) await stage.item({ responsible });
    stage.smtp.script((recipient) => (recipient === li.email ? { slowMs: 1_500 } : 'accept'));
    stage.at('2023-07-04T09:00');
    await stage.tick();
    const received = stage.take();
    expect(received).toHaveLength(8);
    const { rows } = await stage.owner.query<{ state: string }>(`SELECT state FROM delivery WHERE state <> 'sent'`);
    expect(rows).toEqual([]);
  });
});
