import type { ObligationCommand } from '../../domain/decide-obligation.ts';
import { unit, type ObligationStage } from '../support/obligation-stage.ts';
import { office } from '../support/subject-stage.ts';

/** One way through `obligation`, as short as it can be. Launched on 10 July; owed from 1 July, due on Monday 31 July. */
export interface ObligationPath {
  name: string;
  starts?: string;
  due?: string;
  play: (owed: ObligationStage) => Promise<void>;
}

const submit: ObligationCommand = { action: 'submit', note: '七月进展', evidence: [] };
const giveBack: ObligationCommand = { action: 'return', reason: '缺少数据' };
const accept: ObligationCommand = { action: 'accept', note: '齐全' };
const ask: ObligationCommand = { action: 'requestExtension', until: '2023-08-10', reason: '等待数据' };

export const obligationPaths: ObligationPath[] = [
  {
    name: 'standard-life',
    play: async (owed) => {
      await owed.tell();
      await owed.until('2023-07-28 10:00');
      await owed.give(unit, submit);
      await owed.until('2023-07-29 10:00');
      await owed.give(office, giveBack);
      await owed.until('2023-07-30 10:00');
      await owed.give(unit, submit);
      await owed.until('2023-07-31 10:00');
      await owed.give(office, accept);
      await owed.handle.result();
    },
  },
  {
    name: 'late-to-the-top',
    play: async (owed) => {
      await owed.tell();
      await owed.until('2023-08-10 12:00');
    },
  },
  {
    name: 'late-acknowledged-then-submitted-and-accepted',
    play: async (owed) => {
      await owed.tell();
      await owed.until('2023-08-02 12:00');
      await owed.give(office, { action: 'acknowledge', rung: 'obligation:+1' });
      await owed.until('2023-08-03 12:00');
      await owed.give(unit, submit);
      await owed.give(office, accept);
      await owed.settled();
    },
  },
  {
    name: 'begins-months-after-the-launch',
    starts: '2023-10-01',
    due: '2023-10-20',
    play: async (owed) => {
      await owed.tell();
      await owed.until('2023-10-24 12:00');
    },
  },
  {
    name: 'submitted-before-its-first-day',
    starts: '2023-10-01',
    due: '2023-10-20',
    play: async (owed) => {
      await owed.tell();
      await owed.until('2023-09-01 12:00');
      await owed.give(unit, submit);
      await owed.until('2023-10-30 12:00');
    },
  },
  {
    name: 'returned-with-grace-then-late-again',
    play: async (owed) => {
      await owed.tell();
      await owed.until('2023-08-01 12:00');
      await owed.give(unit, submit);
      await owed.until('2023-08-02 12:00');
      await owed.give(office, giveBack);
      await owed.until('2023-08-11 12:00');
    },
  },
  {
    name: 'waived',
    play: async (owed) => {
      await owed.tell();
      await owed.settled();
      await owed.give(office, { action: 'waive', reason: '已并入其他报送' });
      await owed.handle.result();
    },
  },
  {
    name: 'waived-when-submitted',
    play: async (owed) => {
      await owed.tell();
      await owed.give(unit, submit);
      await owed.settled();
      await owed.give(office, { action: 'waive', reason: '已并入其他报送' });
      await owed.handle.result();
    },
  },
  {
    name: 'extension-approved',
    play: async (owed) => {
      await owed.tell();
      await owed.give(unit, ask);
      await owed.give(office, { action: 'decideExtension', approved: true, reason: '情况属实' });
      await owed.until('2023-08-11 12:00');
    },
  },
  {
    name: 'extension-refused',
    play: async (owed) => {
      await owed.tell();
      await owed.give(unit, ask);
      await owed.give(office, { action: 'decideExtension', approved: false, reason: '理由不充分' });
      await owed.until('2023-08-01 12:00');
    },
  },
  {
    name: 'handed-over',
    play: async (owed) => {
      await owed.tell();
      await owed.give(unit, { action: 'handOver', responsible: 'person-2', reason: '人员调整' });
      await owed.settled();
    },
  },
  {
    name: 'a-person-was-quicker',
    play: async (owed) => {
      await owed.tell();
      owed.book.beforeTimed = async () => {
        await owed.giveQuietly(unit, submit);
      };
      await owed.until('2023-08-05 12:00');
    },
  },
  {
    name: 'the-rules-were-changed-meanwhile',
    play: async (owed) => {
      await owed.tell();
      owed.book.beforeTimed = () => {
        owed.book.beforeTimed = () => undefined;
        owed.book.rules = { ...owed.book.rules, version: 2 };
        owed.book.row = { ...owed.row, rulesVersion: 2, revision: owed.row.revision + 1, due: '2023-08-10' };
      };
      await owed.until('2023-08-12 12:00');
    },
  },
  {
    name: 'a-command-was-refused',
    play: async (owed) => {
      await owed.tell();
      const { row } = owed;
      owed.book.row = null;
      await owed.until('2023-08-01 08:00');
      owed.book.row = row;
      await owed.until('2023-08-02 08:00');
    },
  },
  {
    name: 'the-database-was-away',
    play: async (owed) => {
      await owed.tell();
      let tries = 0;
      owed.book.beforeTimed = () => {
        if (++tries < 4) throw new Error('the database is away');
      };
      await owed.until('2023-08-01 08:00');
    },
  },
  {
    name: 'older-and-equal-news',
    play: async (owed) => {
      await owed.tell();
      const first = owed.row;
      await owed.settled();
      await owed.give(unit, ask);
      await owed.settled();
      await owed.tell(first);
      await owed.tell();
      await owed.until('2023-08-01 12:00');
    },
  },
  {
    name: 'database-restored-from-a-backup',
    play: async (owed) => {
      await owed.tell();
      const first = owed.row;
      await owed.give(unit, submit);
      await owed.settled();
      owed.book.row = { ...first, generation: 1 };
      await owed.tell();
      await owed.until('2023-08-01 12:00');
    },
  },
  {
    name: 'started-again-when-already-late',
    play: async (owed) => {
      await owed.tell();
      await owed.until('2023-08-01 12:00');
      await owed.handle.terminate('lost');
      await owed.tell();
      await owed.until('2023-08-03 12:00');
    },
  },
  {
    name: 'clock-moved-over-three-changes',
    play: async (owed) => {
      await owed.tell();
      await owed.settled();
      await owed.moveClock('2023-08-02 08:00');
      await owed.until('2023-08-02 09:00');
    },
  },
  {
    name: 'not-an-obligation',
    play: async (owed) => {
      await owed.startWith({}).catch(() => undefined);
    },
  },
];
