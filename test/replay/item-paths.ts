import type { ItemCommand } from '../../domain/decide.ts';
import { county, type ItemStage } from '../support/item-stage.ts';
import { office } from '../support/subject-stage.ts';

/** One way through `ledgerItem`, as short as it can be. */
export interface ItemPath {
  name: string;
  difficulty?: string;
  due?: string;
  play: (item: ItemStage) => Promise<void>;
}

const assign: ItemCommand = { action: 'assign' };
const measure: ItemCommand = { action: 'planMeasures', measure: '更新公示牌' };
const submit: ItemCommand = { action: 'submit', note: '已更新', evidence: [] };
const giveBack: ItemCommand = { action: 'returnItem', reason: '佐证不足' };
const close: ItemCommand = { action: 'close', note: '属实', verified: true };
const ask: ItemCommand = { action: 'requestExtension', until: '2023-08-10', reason: '设备未到' };
const toDifficult: ItemCommand = { action: 'reclassify', difficulty: 'difficult', reason: '涉及多部门' };

/** Assigned, planned, submitted, returned, submitted again, verified and closed, each told by itself. */
export async function standardLife(item: ItemStage): Promise<void> {
  await item.tell();
  const steps: [string, typeof office, ItemCommand][] = [
    ['2023-07-10 10:00', office, assign],
    ['2023-07-10 15:00', county, measure],
    ['2023-07-12 10:00', county, submit],
    ['2023-07-12 16:00', office, giveBack],
    ['2023-07-14 10:00', county, submit],
    ['2023-07-14 16:00', office, { action: 'verify', note: '现场核查属实' }],
    ['2023-07-14 16:30', office, close],
  ];
  for (const [at, actor, command] of steps) {
    await item.until(at);
    await item.give(actor, command);
    await item.settled();
  }
}

export const itemPaths: ItemPath[] = [
  { name: 'standard-life', play: standardLife },
  {
    name: 'late-to-the-top',
    play: async (item) => {
      await item.give(office, assign);
      await item.until('2023-07-28 12:00');
    },
  },
  {
    name: 'late-then-submitted-and-closed',
    play: async (item) => {
      await item.give(office, assign);
      await item.until('2023-07-19 12:00');
      for (const command of [measure, submit]) await item.give(county, command);
      await item.give(office, close);
      await item.settled();
    },
  },
  {
    name: 'late-acknowledged',
    play: async (item) => {
      await item.give(office, assign);
      await item.until('2023-07-21 12:00');
      await item.give('leader', { action: 'acknowledge', rung: 'complex:+5' });
      await item.until('2023-07-28 12:00');
    },
  },
  {
    name: 'late-on-arrival',
    due: '2023-06-30',
    play: async (item) => {
      await item.give(office, assign);
      await item.until('2023-07-14 12:00');
    },
  },
  {
    name: 'waiting-to-be-assigned',
    play: async (item) => {
      await item.tell();
      await item.until('2023-07-12 12:00');
      await item.give(office, assign);
      await item.settled();
    },
  },
  {
    name: 'returned-with-grace-then-late-again',
    play: async (item) => {
      await item.give(office, assign);
      await item.until('2023-07-17 12:00');
      for (const command of [measure, submit]) await item.give(county, command);
      await item.until('2023-07-18 12:00');
      await item.give(office, giveBack);
      await item.until('2023-07-26 12:00');
    },
  },
  {
    name: 'extension-approved',
    play: async (item) => {
      await item.give(office, assign);
      await item.give(county, ask);
      await item.give(office, { action: 'decideExtension', approved: true, reason: '情况属实' });
      await item.until('2023-08-11 12:00');
    },
  },
  {
    name: 'extension-refused',
    play: async (item) => {
      await item.give(office, assign);
      await item.give(county, ask);
      await item.give(office, { action: 'decideExtension', approved: false, reason: '理由不充分' });
      await item.until('2023-07-16 12:00');
    },
  },
  {
    name: 'reclassified-to-more-time',
    play: async (item) => {
      await item.give(office, assign);
      await item.settled();
      await item.give(office, toDifficult);
      await item.until('2023-10-17 12:00');
    },
  },
  {
    name: 'reclassified-to-less-time',
    difficulty: 'difficult',
    play: async (item) => {
      await item.give(office, assign);
      await item.settled();
      await item.give(office, { action: 'reclassify', difficulty: 'general', reason: '可立行立改' });
      await item.until('2023-07-14 12:00');
    },
  },
  {
    name: 'transferred',
    play: async (item) => {
      await item.give(office, assign);
      await item.until('2023-07-16 12:00');
      await item.give(office, { action: 'transfer', county: 'south', reason: '属地有误' });
      await item.until('2023-07-18 12:00');
    },
  },
  {
    name: 'instructed-chased-and-handed-over',
    play: async (item) => {
      await item.give(office, assign);
      await item.give('leader', { action: 'instruct', text: '尽快办结', urgent: true });
      await item.give(office, { action: 'chase' });
      await item.give(county, { action: 'handOver', responsible: 'person-2', reason: '人员调整' });
      await item.settled();
    },
  },
  {
    name: 'voided',
    play: async (item) => {
      await item.give(office, assign);
      await item.settled();
      await item.give(office, { action: 'void', reason: '重复登记' });
      await item.settled();
    },
  },
  {
    name: 'a-person-was-quicker',
    play: async (item) => {
      await item.give(office, assign);
      await item.give(county, measure);
      item.ledger.beforeTimed = async () => {
        await item.giveQuietly(county, submit);
      };
      await item.until('2023-07-20 12:00');
    },
  },
  {
    name: 'the-class-was-changed-meanwhile',
    play: async (item) => {
      await item.give(office, assign);
      item.ledger.beforeTimed = async () => {
        item.ledger.beforeTimed = () => undefined;
        await item.giveQuietly(office, toDifficult);
      };
      await item.until('2023-10-16 12:00');
    },
  },
  {
    name: 'an-answer-that-news-overtook',
    play: async (item) => {
      await item.give(office, assign);
      item.ledger.afterTimed = async () => {
        await item.tell();
        await item.settled();
      };
      await item.settled();
      await item.moveClock('2023-07-20 08:00');
      await item.until('2023-07-20 09:00');
    },
  },
  {
    name: 'a-command-was-refused',
    play: async (item) => {
      await item.give(office, assign);
      const row = item.row;
      item.ledger.rows.delete(item.id);
      await item.until('2023-07-16 20:00');
      item.ledger.put(row);
      await item.until('2023-07-17 20:00');
    },
  },
  {
    name: 'a-refused-command-and-news',
    play: async (item) => {
      await item.give(office, assign);
      const row = item.row;
      item.ledger.rows.delete(item.id);
      await item.until('2023-07-16 20:00');
      item.ledger.put(row);
      await item.give(county, { action: 'sign' });
      await item.until('2023-07-16 20:01');
    },
  },
  {
    name: 'the-database-was-away',
    play: async (item) => {
      await item.give(office, assign);
      let tries = 0;
      item.ledger.beforeTimed = () => {
        if (++tries < 4) throw new Error('the database is away');
      };
      await item.until('2023-07-16 23:00');
    },
  },
  {
    name: 'older-and-equal-news',
    play: async (item) => {
      await item.give(office, assign);
      const assigned = item.row;
      await item.settled();
      await item.give(office, toDifficult);
      await item.settled();
      await item.tell(assigned);
      await item.tell();
      await item.until('2023-07-17 12:00');
    },
  },
  {
    name: 'database-restored-from-a-backup',
    play: async (item) => {
      await item.give(office, assign);
      const assigned = item.row;
      for (const command of [measure, submit]) await item.give(county, command);
      await item.settled();
      item.ledger.put({ ...assigned, generation: 1 });
      await item.tell();
      await item.until('2023-07-16 12:00');
    },
  },
  {
    name: 'started-again-when-already-late',
    play: async (item) => {
      await item.give(office, assign);
      await item.until('2023-07-17 12:00');
      await item.handle.terminate('lost');
      await item.tell();
      await item.until('2023-07-20 12:00');
    },
  },
  {
    name: 'clock-moved-over-three-changes',
    play: async (item) => {
      await item.give(office, assign);
      await item.settled();
      await item.moveClock('2023-07-20 08:00');
      await item.until('2023-07-20 09:00');
    },
  },
  {
    name: 'clock-moved-a-little',
    play: async (item) => {
      await item.give(office, assign);
      await item.settled();
      await item.moveClock('2023-07-12 08:00');
      await item.until('2023-07-16 12:00');
    },
  },
  {
    name: 'not-an-item',
    play: async (item) => {
      await item.startWith({}).catch(() => undefined);
    },
  },
];
