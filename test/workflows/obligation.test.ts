import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import type { ObligationCommand } from '../../domain/decide-obligation.ts';
import { ObligationStage, unit } from '../support/obligation-stage.ts';
import { office } from '../support/subject-stage.ts';
import { startTimeSkipping } from '../support/time-skipping.ts';

let env: TestWorkflowEnvironment;
beforeAll(async () => {
  env = await startTimeSkipping();
});
afterAll(async () => {
  await env.teardown();
});

/** Plays the report of July, due on Monday 31 July, of a campaign launched on 10 July, or another. */
async function stage(
  id: string,
  play: (owed: ObligationStage) => Promise<void>,
  days: { at?: string; starts?: string; due?: string } = {},
): Promise<void> {
  const owed = await ObligationStage.open(env, { id, at: '2023-07-10 10:00', ...days });
  await owed.play(() => play(owed));
}

const submit: ObligationCommand = { action: 'submit', note: '七月进展', evidence: [] };
const accept: ObligationCommand = { action: 'accept', note: '齐全' };
const giveBack: ObligationCommand = { action: 'return', reason: '缺少数据' };
const ask: ObligationCommand = { action: 'requestExtension', until: '2023-08-10', reason: '等待数据' };
const wholeClimb = [
  '2023-08-01 markLate',
  '2023-08-01 escalate obligation:+1',
  '2023-08-02 escalate obligation:+2',
  '2023-08-04 escalate obligation:+4',
  '2023-08-08 escalate obligation:+6',
];

describe('an obligation that is answered in time', () => {
  it('is never changed by time, and its workflow ends when it is accepted', async () => {
    await stage('in-time', async (owed) => {
      await owed.tell();
      expect(await owed.next()).toMatch(/^2023-08-01 0[0-5]:\d\d markLate$/);
      expect((await owed.report()).details).toContain('等待报送，期限 2023-07-31');
      await owed.until('2023-07-31 17:00');
      await owed.give(unit, submit);
      expect(await owed.next()).toBeNull();
      expect((await owed.report()).details).toContain('等待认可');
      await owed.until('2023-08-10 10:00');
      await owed.give(office, accept);
      expect(await owed.handle.result()).toEqual({ revision: owed.row.revision });
      expect(owed.done()).toEqual([]);
    });
  });

  it.each([
    ['as it stands', [] as ObligationCommand[]],
    ['though it was submitted', [submit]],
  ])('ends when it is waived %s', async (name, before) => {
    await stage(`waived-${before.length}`, async (owed) => {
      await owed.tell();
      for (const command of before) await owed.give(unit, command);
      await owed.give(office, { action: 'waive', reason: '已并入其他报送' });
      await owed.handle.result();
      await owed.until('2023-08-10 10:00');
      expect([name, owed.done()]).toEqual([name, []]);
    });
  });
});

describe('an obligation that nobody answers', () => {
  it('is marked late after its due day and climbs every rung on the night before its letter', async () => {
    await stage('late', async (owed) => {
      await owed.tell();
      await owed.until('2023-09-30 12:00');
      expect(owed.done()).toEqual(wholeClimb);
      expect(await owed.next()).toBeNull();
      expect((await owed.report()).details).toContain('已逾期，已升级（obligation:+6）');
    });
  });

  it('climbs no further from the moment it is submitted, though it was acknowledged on the way', async () => {
    await stage('late-submitted', async (owed) => {
      await owed.tell();
      await owed.until('2023-08-02 12:00');
      await owed.give(office, { action: 'acknowledge', rung: 'obligation:+2' });
      await owed.give(unit, submit);
      await owed.until('2023-09-30 12:00');
      expect(owed.done()).toEqual(wholeClimb.slice(0, 3));
    });
  });

  it('goes on climbing by the calendar though an escalation was acknowledged', async () => {
    await stage('acknowledged', async (owed) => {
      await owed.tell();
      await owed.until('2023-08-02 12:00');
      await owed.give(office, { action: 'acknowledge', rung: 'obligation:+2' });
      await owed.until('2023-09-30 12:00');
      expect(owed.done()).toEqual(wholeClimb);
    });
  });
});

describe('an obligation whose first day is still to come', () => {
  const october = { starts: '2023-10-01', due: '2023-10-20' };

  it('sleeps from the launch until its deadline has passed', async () => {
    await stage(
      'october',
      async (owed) => {
        await owed.tell();
        expect(await owed.next()).toMatch(/^2023-10-21/);
        await owed.until('2023-10-24 12:00');
        expect(owed.done()).toEqual(['2023-10-21 markLate', '2023-10-23 escalate obligation:+1', '2023-10-24 escalate obligation:+2']);
      },
      october,
    );
  });

  it('is never chased when it was submitted before', async () => {
    await stage(
      'early',
      async (owed) => {
        await owed.tell();
        await owed.until('2023-09-01 12:00');
        await owed.give(unit, submit);
        await owed.until('2023-11-30 12:00');
        expect(owed.done()).toEqual([]);
      },
      october,
    );
  });
});

describe('an obligation whose deadline moves', () => {
  it('begins its ladder anew with the grace of a return', async () => {
    await stage('returned', async (owed) => {
      await owed.tell();
      await owed.until('2023-08-01 12:00');
      await owed.give(unit, submit);
      await owed.until('2023-08-02 12:00');
      await owed.give(office, giveBack);
      expect(owed.row.due).toBe('2023-08-09');
      await owed.until('2023-08-10 12:00');
      expect(owed.done()).toEqual([...wholeClimb.slice(0, 2), '2023-08-10 markLate', '2023-08-10 escalate obligation:+1']);
    });
  });

  it('is late only after the new day once an extension is approved', async () => {
    await stage('extended', async (owed) => {
      await owed.tell();
      await owed.give(unit, ask);
      expect((await owed.report()).details).toContain('申请延期至 2023-08-10');
      await owed.give(office, { action: 'decideExtension', approved: true, reason: '情况属实' });
      await owed.until('2023-08-11 12:00');
      expect(owed.done()).toEqual(['2023-08-11 markLate', '2023-08-11 escalate obligation:+1']);
    });
  });

  it('is late after the old day when the extension is refused', async () => {
    await stage('not-extended', async (owed) => {
      await owed.tell();
      await owed.give(unit, ask);
      await owed.give(office, { action: 'decideExtension', approved: false, reason: '理由不充分' });
      await owed.until('2023-08-01 12:00');
      expect(owed.done()).toEqual(wholeClimb.slice(0, 2));
    });
  });
});

describe('news and commands that cross', () => {
  it('adopts the row when a person was quicker, and changes nothing itself', async () => {
    await stage('moved', async (owed) => {
      await owed.tell();
      owed.book.beforeTimed = async () => {
        await owed.giveQuietly(unit, submit);
      };
      await owed.until('2023-08-30 12:00');
      expect(owed.book.answers).toEqual(['moved']);
      expect(owed.done()).toEqual([]);
    });
  });

  it('tries a refused command again only after a day', async () => {
    await stage('refused', async (owed) => {
      await owed.tell();
      const { row } = owed;
      owed.book.row = null;
      await owed.until('2023-08-01 08:00');
      expect(owed.book.answers).toEqual(['refused']);
      owed.book.row = row;
      await owed.until('2023-08-02 08:00');
      expect(owed.book.answers.slice(0, 2)).toEqual(['refused', 'done']);
    });
  });

  it('believes an earlier revision of a newer generation, as after a restored backup', async () => {
    await stage('restored', async (owed) => {
      await owed.tell();
      const first = owed.row;
      await owed.give(unit, submit);
      expect(await owed.next()).toBeNull();
      owed.book.row = { ...first, generation: 1 };
      await owed.tell();
      expect(await owed.next()).toMatch(/markLate$/);
    });
  });
});

describe('an obligation’s workflow that is lost, moved in time or long', () => {
  it('is started again from the row, and does nothing twice', async () => {
    await stage('lost', async (owed) => {
      await owed.tell();
      await owed.until('2023-08-01 12:00');
      await owed.handle.terminate('lost');
      await owed.tell();
      await owed.until('2023-08-04 12:00');
      expect(owed.done()).toEqual(wholeClimb.slice(0, 4));
    });
  });

  it('makes every change that a moved clock has passed, at once and in order', async () => {
    await stage('clock', async (owed) => {
      await owed.tell();
      await owed.moveClock('2023-08-03 08:00');
      await owed.until('2023-08-03 09:00');
      expect(owed.done()).toEqual(['2023-08-03 markLate', '2023-08-03 escalate obligation:+1', '2023-08-03 escalate obligation:+2']);
    });
  });

  it('refuses to start with what is not an obligation', async () => {
    const owed = await ObligationStage.open(env, { id: 'invalid', at: '2023-07-10 10:00' });
    await owed.play(async () => {
      await expect(
        env.client.workflow.execute('obligation', { workflowId: owed.workflowId, taskQueue: owed.taskQueue, args: [{}] }),
      ).rejects.toMatchObject({ cause: { type: 'InputInvalid' } });
    });
  });
});
