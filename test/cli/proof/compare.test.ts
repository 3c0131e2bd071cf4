import { describe, expect, it } from '@jest/globals';
import { differences } from '../../../cli/proof/compare.ts';
import type { Received } from '../../../cli/proof/post.ts';
import type { ProofStage } from '../../../cli/proof/stage.ts';
import { rehearse } from '../../../domain/rehearsal/rehearse.ts';
import { loadPlan } from '../../../plans/load.ts';

const plan = { ...(await loadPlan('plans/xinxiang-2023')), obligations: [] };
const item = {
  subject: 'item:yanjin:6',
  unit: 'yanjin',
  responsible: '徐娟',
  difficulty: 'general',
  due: null,
  title: '问题',
  done: false,
};
const book = rehearse({ plan, items: [item], assume: 'on-time', assigned: '2023-07-13' });
const lines = ['assigned', 'general:-1', 'general:0'].map((rung) => ({
  key: rung,
  subject: 'id',
  rung,
  person: '徐娟',
  unit: 'yanjin',
  roles: [],
}));
const mails: Received[] = book.messages.map(({ at, rung }) => ({ at: Date.parse(at), keys: [rung] }));

/** A stage whose database knows the lines and whose post has brought these messages. */
function stage(received: Received[]): ProofStage {
  const client = {
    query: (text: string) => Promise.resolve({ rows: text.includes('delivery_line') ? lines : [] }),
    release: () => undefined,
  };
  return { pool: { connect: () => Promise.resolve(client) }, received } as unknown as ProofStage;
}
const found = (received: Received[]) => differences(book, stage(received), new Map([['id', 'item:yanjin:6']]), plan);

describe('a proof of the book', () => {
  it('finds nothing when every message came as foreseen', async () => {
    expect(await found(mails)).toEqual([]);
  });

  it('names a message that did not come', async () => {
    expect(await found(mails.slice(1))).toEqual(['只在书中 only in the book: 2023-07-13T09:00:00+08:00 徐娟: item:yanjin:6 assigned']);
  });

  it('names a message that came twice', async () => {
    expect(await found([...mails, ...mails.slice(0, 1)])).toEqual([
      '只在邮件中 only in the mail: 2023-07-13T09:00:00+08:00 徐娟: item:yanjin:6 assigned',
    ]);
  });

  it('names a message that came a minute late, on both sides', async () => {
    const late = mails.map((mail, i) => (i === 2 ? { ...mail, at: mail.at + 60_000 } : mail));
    expect(await found(late)).toEqual([
      '只在书中 only in the book: 2023-07-18T09:00:00+08:00 徐娟: item:yanjin:6 general:0',
      '只在邮件中 only in the mail: 2023-07-18T09:01:00+08:00 徐娟: item:yanjin:6 general:0',
    ]);
  });

  it('names a message nobody can account for', async () => {
    expect(await found([...mails, { at: mails[0]?.at ?? 0, keys: ['stray'] }])).toEqual([
      '只在邮件中 only in the mail: 2023-07-13T09:00:00+08:00 nobody known: an unknown line',
    ]);
  });
});
