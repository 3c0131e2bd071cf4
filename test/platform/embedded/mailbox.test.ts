import { randomUUID } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { createTransport } from 'nodemailer';
import { listMail, readMail } from '../../../platform/embedded/mail-store.ts';
import { mailFolder, startMailbox, type EmbeddedMailbox } from '../../../platform/embedded/mailbox.ts';
import { runFolder } from '../../support/shared.ts';

const running: EmbeddedMailbox[] = [];
afterEach(async () => {
  for (const mailbox of running.splice(0)) await mailbox.stop();
});

describe('the embedded mailbox', () => {
  it('keeps what it is given, in order, through pooled connections', async () => {
    const { mailbox, folder } = await started();
    await send(
      mailbox,
      Array.from({ length: 60 }, (_, n) => ({ subject: `延津县台账第 ${n} 号`, text: `第 ${n} 条` })),
    );
    const stored = await listMail(folder);
    expect(stored).toHaveLength(60);
    expect(stored.map(({ id }) => Number(id))).toEqual(Array.from({ length: 60 }, (_, n) => n + 1));
    expect(new Set(stored.map(({ subject }) => subject)).size).toBe(60);
    const letter = await readMail(folder, stored[0]?.id ?? '');
    expect(letter?.text?.trim()).toBe(`第 ${/\d+/.exec(stored[0]?.subject ?? '')?.[0] ?? ''} 条`);
  });

  it('goes on counting after a restart, even when it was killed in the middle of a line', async () => {
    const { mailbox, folder, dataFolder } = await started();
    await send(mailbox, [{ subject: 'one', text: '1' }]);
    await mailbox.stop();
    appendFileSync(join(folder, 'index.jsonl'), '{"id":"000000');
    const again = await startMailbox({ dataFolder, port: 2639 });
    running.push(again);
    await send(again, [{ subject: 'two', text: '2' }]);
    expect((await listMail(folder)).map(({ id, subject }) => [id, subject])).toEqual([
      ['00000001', 'one'],
      ['00000002', 'two'],
    ]);
  });

  it('keeps a big message byte for byte', async () => {
    const { mailbox, folder } = await started();
    const content = Buffer.alloc(9_000_000, 'evidence ');
    await send(mailbox, [{ subject: 'big', text: 'see attachment', attachments: [{ filename: 'e.bin', content }] }]);
    const letter = await readMail(folder, '00000001');
    expect(letter?.attachments[0]?.content.equals(content)).toBe(true);
  });

  it('gives nothing for an id that is a path', async () => {
    const { folder } = await started();
    expect(await readMail(folder, '../secret')).toBeNull();
  });
});

async function started() {
  const dataFolder = join(runFolder(), randomUUID());
  const mailbox = await startMailbox({ dataFolder, port: 2639 });
  running.push(mailbox);
  return { mailbox, dataFolder, folder: mailFolder(dataFolder) };
}

async function send(
  mailbox: EmbeddedMailbox,
  letters: { subject: string; text: string; attachments?: { filename: string; content: Buffer }[] }[],
) {
  const transport = createTransport({ url: mailbox.url, pool: true, maxConnections: 5 });
  await Promise.all(letters.map((letter) => transport.sendMail({ from: 'duban@duban.invalid', to: 'office@duban.invalid', ...letter })));
  transport.close();
}
