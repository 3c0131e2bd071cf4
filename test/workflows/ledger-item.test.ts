import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import type { ItemCommand } from '../../domain/decide.ts';
import { county, ItemStage } from '../support/item-stage.ts';
import { office } from '../support/subject-stage.ts';
import { startTimeSkipping } from '../support/time-skipping.ts';

let env: TestWorkflowEnvironment;
beforeAll(async () => {
  env = await startTimeSkipping();
});
afterAll(async () => {
  await env.teardown();
});

/** Plays one item of the complex class (due Saturday 15 July) or another, registered on Monday 10 July. */
async function stage(
  id: string,
  play: (stage: ItemStage) => Promise<void>,
  { difficulty = 'complex', due = null as string | null, at = '2023-07-10 10:00' } = {},
) {
  const item = await ItemStage.open(env, { id, difficulty, at, due });
  await item.play(() => play(item));
}

async function rectify(item: ItemStage): Promise<void> {
  await item.give(county, { action: 'sign' });
  await item.give(county, { action: 'planMeasures', measure: '补齐档案' });
  await item.give(county, { action: 'submit', note: '已补齐', evidence: [] });
}

const submit: ItemCommand = { action: 'submit', note: '已补齐', evidence: [] };
const climb = ['complex:+1', 'complex:+3', 'complex:+5', 'complex:+8'];

describe('an item that is done in time', () => {
  it('is never changed by time, and its workflow ends when it is closed', async () => {
    await stage('in-time', async (item) => {
      await item.give(office, { action: 'assign' });
      await item.until('2023-07-11 10:00');
      await rectify(item);
      expect(await item.next()).toBeNull();
      await item.until('2023-07-14 10:00');
      await item.give(office, { action: 'close', note: '属实', verified: true });
      expect(await item.handle.result()).toEqual({ revision: item.row.revision });
      expect(item.done()).toEqual([]);
    });
  });

  it('waits without a moment while it is registered and not yet assigned', async () => {
    await stage('waiting', async (item) => {
      await item.tell();
      expect(await item.next()).toBeNull();
      await item.until('2023-08-01 10:00');
      expect(item.done()).toEqual([]);
      expect((await item.report()).details).toContain('等待交办');
    });
  });

  it('ends when it is voided as a mistake', async () => {
    await stage('voided', async (item) => {
      await item.give(office, { action: 'assign' });
      await item.give(office, { action: 'void', reason: '重复登记' });
      await item.handle.result();
      await item.until('2023-08-01 10:00');
      expect(item.done()).toEqual([]);
    });
  });
});

describe('an item that is late', () => {
  it('is marked late after its due day and climbs every rung on the night before its letter', async () => {
    await stage('late', async (item) => {
      await item.give(office, { action: 'assign' });
      expect(await item.next()).toMatch(/^2023-07-16 0[0-5]:\d\d markLate$/);
      await item.until('2023-08-30 12:00');
      expect(item.done()).toEqual([
        '2023-07-16 markLate',
        '2023-07-17 escalate complex:+1',
        '2023-07-19 escalate complex:+3',
        '2023-07-21 escalate complex:+5',
        '2023-07-26 escalate complex:+8',
      ]);
      expect(await item.next()).toBeNull();
    });
  });

  it('climbs no further from the moment it is submitted', async () => {
    await stage('late-submitted', async (item) => {
      await item.give(office, { action: 'assign' });
      await item.until('2023-07-19 12:00');
      await rectify(item);
      await item.until('2023-08-30 12:00');
      expect(item.done()).toEqual(['2023-07-16 markLate', '2023-07-17 escalate complex:+1', '2023-07-19 escalate complex:+3']);
    });
  });

  it('goes on climbing by the calendar though an escalation was acknowledged', async () => {
    await stage('acknowledged', async (item) => {
      await item.give(office, { action: 'assign' });
      await item.until('2023-07-21 12:00');
      await item.give('leader', { action: 'acknowledge', rung: 'complex:+5' });
      await item.until('2023-08-30 12:00');
      expect(item.done().map((line) => line.split(' ').at(-1))).toEqual(['markLate', ...climb]);
    });
  });

  it('is late at once when it was imported already overdue, and climbs from the next window on', async () => {
    await stage(
      'imported-late',
      async (item) => {
        await item.give(office, { action: 'assign' });
        await item.until('2023-07-31 12:00');
        expect(item.done()).toEqual([
          '2023-07-10 markLate',
          '2023-07-11 escalate complex:+1',
          '2023-07-13 escalate complex:+3',
          '2023-07-17 escalate complex:+5',
          '2023-07-20 escalate complex:+8',
        ]);
      },
      { due: '2023-06-30' },
    );
  });
});

describe('an item whose deadline moves', () => {
  it('begins its ladder anew with the grace of a return', async () => {
    await stage('returned', async (item) => {
      await item.give(office, { action: 'assign' });
      await item.until('2023-07-17 12:00');
      await rectify(item);
      await item.until('2023-07-18 12:00');
      await item.give(office, { action: 'returnItem', reason: '佐证不足' });
      expect(item.row.due).toBe('2023-07-25');
      expect(await item.next()).toMatch(/^2023-07-26 0[0-5]:\d\d markLate$/);
      await item.until('2023-07-26 12:00');
      expect(item.done()).toEqual([
        '2023-07-16 markLate',
        '2023-07-17 escalate complex:+1',
        '2023-07-26 markLate',
        '2023-07-26 escalate complex:+1',
      ]);
    });
  });

  it('is late only after the new day once an extension is approved', async () => {
    await stage('extended', async (item) => {
      await item.give(office, { action: 'assign' });
      await item.give(county, { action: 'requestExtension', until: '2023-08-10', reason: '设备未到' });
      expect((await item.report()).details).toContain('申请延期至 2023-08-10');
      await item.give(office, { action: 'decideExtension', approved: true, reason: '情况属实' });
      await item.until('2023-08-10 23:59');
      expect(item.done()).toEqual([]);
      await item.until('2023-08-11 12:00');
      expect(item.done()[0]).toBe('2023-08-11 markLate');
    });
  });

  it('is late after the old day when the extension is refused', async () => {
    await stage('not-extended', async (item) => {
      await item.give(office, { action: 'assign' });
      await item.give(county, { action: 'requestExtension', until: '2023-08-10', reason: '设备未到' });
      await item.give(office, { action: 'decideExtension', approved: false, reason: '理由不充分' });
      await item.until('2023-07-16 12:00');
      expect(item.done()).toEqual(['2023-07-16 markLate']);
    });
  });

  it('is chased by the rules of the class it was moved to', async () => {
    await stage('reclassified', async (item) => {
      await item.give(office, { action: 'assign' });
      await item.give(office, { action: 'reclassify', difficulty: 'difficult', reason: '涉及多部门' });
      expect((await item.report()).rules).toEqual({ key: 'difficult', version: 1 });
      await item.until('2023-10-17 12:00');
      expect(item.done()).toEqual(['2023-10-16 markLate', '2023-10-16 escalate difficult:+1']);
    });
  });

  it('is late earlier when it was moved to a class with less time', async () => {
    await stage(
      'hastened',
      async (item) => {
        await item.give(office, { action: 'assign' });
        expect(await item.next()).toMatch(/^2023-10-16/);
        await item.give(office, { action: 'reclassify', difficulty: 'general', reason: '可立行立改' });
        await item.until('2023-07-14 12:00');
        expect(item.done()).toEqual(['2023-07-14 markLate', '2023-07-14 escalate general:+1']);
      },
      { difficulty: 'difficult' },
    );
  });

  it('keeps its day when it is transferred, but climbs anew for the other county', async () => {
    await stage('transferred', async (item) => {
      await item.give(office, { action: 'assign' });
      await item.until('2023-07-19 12:00');
      await item.give(office, { action: 'transfer', county: 'south', reason: '属地有误' });
      await item.until('2023-07-20 12:00');
      expect(item.done().slice(3)).toEqual(['2023-07-19 markLate', '2023-07-20 escalate complex:+1']);
    });
  });
});

describe('news and commands that cross', () => {
  it('adopts the row when a person was quicker, and changes nothing itself', async () => {
    await stage('moved', async (item) => {
      await item.give(office, { action: 'assign' });
      await item.give(county, { action: 'planMeasures', measure: '补齐档案' });
      item.ledger.beforeTimed = async () => {
        await item.giveQuietly(county, submit);
      };
      await item.until('2023-08-30 12:00');
      expect(item.ledger.answers).toEqual(['moved']);
      expect(item.done()).toEqual([]);
      expect((await item.report()).details).toContain('等待核查');
    });
  });

  it('goes on with what is overdue when news overtakes the answer to its command', async () => {
    await stage('overtaken', async (item) => {
      await item.give(office, { action: 'assign' });
      await item.settled();
      item.ledger.afterTimed = async () => {
        await item.tell();
        await item.settled();
      };
      await item.moveClock('2023-07-20 08:00');
      await item.until('2023-07-20 09:00');
      expect(item.done()).toEqual(['2023-07-20 markLate', '2023-07-20 escalate complex:+1', '2023-07-20 escalate complex:+3']);
    });
  });

  it('gets the new rules with the answer when the class was changed meanwhile', async () => {
    await stage('moved-rules', async (item) => {
      await item.give(office, { action: 'assign' });
      item.ledger.beforeTimed = async () => {
        item.ledger.beforeTimed = () => undefined;
        await item.giveQuietly(office, { action: 'reclassify', difficulty: 'difficult', reason: '涉及多部门' });
      };
      await item.until('2023-10-16 12:00');
      expect(item.ledger.answers.slice(0, 2)).toEqual(['moved', 'done']);
      expect(item.done()[0]).toBe('2023-10-16 markLate');
    });
  });

  it('tries a refused command again only after a day', async () => {
    await stage('refused', async (item) => {
      await item.give(office, { action: 'assign' });
      const row = item.row;
      item.ledger.rows.delete(item.id);
      await item.until('2023-07-16 20:00');
      expect(item.ledger.answers).toEqual(['refused']);
      item.ledger.put(row);
      await item.until('2023-07-17 20:00');
      expect(item.ledger.answers).toEqual(['refused', 'done', 'done']);
    });
  });

  it('tries a refused command again as soon as it hears of a change', async () => {
    await stage('refused-heard', async (item) => {
      await item.give(office, { action: 'assign' });
      const row = item.row;
      item.ledger.rows.delete(item.id);
      await item.until('2023-07-16 20:00');
      item.ledger.put(row);
      await item.give(county, { action: 'sign' });
      await item.until('2023-07-16 20:01');
      expect(item.done()).toEqual(['2023-07-16 markLate']);
    });
  });

  it('repeats a command that failed under the same id until it is answered, and changes the item once', async () => {
    await stage('repeated', async (item) => {
      await item.give(office, { action: 'assign' });
      const ids: string[] = [];
      item.ledger.beforeTimed = (order) => {
        ids.push(order.id);
        if (ids.length < 4) throw new Error('the database is away');
      };
      await item.until('2023-07-16 23:00');
      expect(ids).toHaveLength(4);
      expect(new Set(ids).size).toBe(1);
      expect(item.done()).toEqual(['2023-07-16 markLate']);
    });
  });

  it('ignores news that is not newer', async () => {
    await stage('older', async (item) => {
      await item.give(office, { action: 'assign' });
      const assigned = item.row;
      await item.give(office, { action: 'reclassify', difficulty: 'difficult', reason: '涉及多部门' });
      const reclassified = await item.next();
      await item.tell(assigned);
      await item.tell();
      expect(await item.next()).toBe(reclassified);
    });
  });

  it('believes an earlier revision of a newer generation, as after a restored backup', async () => {
    await stage('restored', async (item) => {
      await item.give(office, { action: 'assign' });
      const assigned = item.row;
      await rectify(item);
      expect(await item.next()).toBeNull();
      item.ledger.put({ ...assigned, generation: 1 });
      await item.tell();
      expect(await item.next()).toMatch(/markLate$/);
      expect((await item.report()).state).toMatchObject({ generation: 1, revision: assigned.revision });
    });
  });
});

describe('a workflow that is lost, moved in time or long', () => {
  it('is started again from the row, and does nothing twice', async () => {
    await stage('lost', async (item) => {
      await item.give(office, { action: 'assign' });
      await item.until('2023-07-17 12:00');
      await item.handle.terminate('lost');
      await item.until('2023-07-20 12:00');
      expect(item.done()).toHaveLength(2);
      await item.tell();
      await item.until('2023-07-22 12:00');
      expect(item.done().map((line) => line.split(' ').at(-1))).toEqual(['markLate', ...climb.slice(0, 3)]);
    });
  });

  it('makes every change that a moved clock has passed, at once and in order', async () => {
    await stage('clock', async (item) => {
      await item.give(office, { action: 'assign' });
      await item.moveClock('2023-07-20 08:00');
      await item.until('2023-07-20 09:00');
      expect(item.done()).toEqual(['2023-07-20 markLate', '2023-07-20 escalate complex:+1', '2023-07-20 escalate complex:+3']);
      expect(await item.next()).toMatch(/^2023-07-21 0[0-5]:\d\d escalate complex:\+5$/);
    });
  });

  it('never turns its clock back for a message that was overtaken', async () => {
    await stage('clock-overtaken', async (item) => {
      await item.give(office, { action: 'assign' });
      const { offsetMs } = item;
      await item.moveClock('2023-07-12 10:00');
      const ahead = item.offsetMs;
      item.offsetMs = offsetMs;
      await item.tell();
      expect((await item.report()).offsetMs).toBe(ahead);
    });
  });

  it('refuses to start with what is not an item', async () => {
    const item = await ItemStage.open(env, { id: 'invalid', difficulty: 'complex', at: '2023-07-10 10:00' });
    await item.play(async () => {
      const started = env.client.workflow.execute('ledgerItem', { workflowId: item.workflowId, taskQueue: item.taskQueue, args: [{}] });
      await expect(started).rejects.toMatchObject({ cause: { type: 'InputInvalid' } });
    });
  });
});
