import { describe, expect, it } from '@jest/globals';
import { simpleParser } from 'mailparser';
import { composeMail, isAddress, openMailTransport, type MailContent } from '../../platform/mail.ts';
import { startScriptedSmtp } from '../support/scripted-smtp.ts';

const content: MailContent = {
  id: '0f5e1d3c-1111-8222-9333-444455556666',
  from: '督办 <duban@duban.invalid>',
  to: { name: '李', address: 'li@people.invalid' },
  at: Date.parse('2023-07-14T09:00:00+08:00'),
  keys: ['a'.repeat(24), 'b'.repeat(24)],
  urgent: false,
  subject: '【督办】今天要办 2 件',
  text: '正文',
  html: '<p>正文</p>',
};

describe('a composed message', () => {
  it('is the same to the byte whenever it is composed', async () => {
    expect(await composeMail(content)).toEqual(await composeMail({ ...content }));
  });

  it('carries its id, its keys and its virtual date', async () => {
    const parsed = await simpleParser(
      await composeMail({ ...content, keys: Array.from({ length: 700 }, (_, i) => String(i).padStart(24, '0')) }),
    );
    expect(parsed.messageId).toBe(`<${content.id}@duban.invalid>`);
    expect((parsed.headers.get('x-duban-keys') as string).split(/[\s,]+/)).toHaveLength(700);
    expect(parsed.date?.getTime()).toBe(content.at);
    expect(parsed.text?.trim()).toBe('正文');
  });

  it('lists every key of a digest of 10,000 lines in one header, none of whose lines is too long for mail', async () => {
    const keys = Array.from({ length: 10_000 }, (_, index) => String(index).padStart(24, '0'));
    const bytes = await composeMail({ ...content, keys });
    const head = bytes.subarray(0, bytes.indexOf('\r\n\r\n')).toString();
    expect(Math.max(...head.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(998);
    expect(head.match(/^X-Duban-Keys:/gm)).toHaveLength(1);
    expect(((await simpleParser(bytes)).headers.get('x-duban-keys') as string).split(/[\s,]+/)).toEqual(keys);
  });

  it.each(['李\r\nBcc: everybody@evil.invalid', '李", evil <evil@evil.invalid>, "', '李\u2028X-Evil: 1', '{{secret}} <script>'])(
    'gains no header and no recipient from a name or subject like %j',
    async (text) => {
      const bytes = await composeMail({ ...content, to: { ...content.to, name: text }, subject: text });
      const parsed = await simpleParser(bytes);
      const to = Array.isArray(parsed.to) ? parsed.to : [parsed.to];
      expect(to.flatMap((field) => field?.value.map(({ address }) => address))).toEqual(['li@people.invalid']);
      expect(parsed.headers.has('bcc')).toBe(false);
      expect(parsed.headers.has('x-evil')).toBe(false);
      expect(parsed.subject).not.toMatch(/[\r\n]/);
    },
  );
});

describe('an address', () => {
  it.each(['li@people.invalid', "o'neil+x@people.invalid"])('%s can be written to', (text) => expect(isAddress(text)).toBe(true));
  it.each(['', 'li', 'a@b@c', 'a b@c', 'a@b,c@d', '<a@b>', 'a@b\r\nRCPT TO:<c@d>', '"a"@b'])('%j cannot', (text) =>
    expect(isAddress(text)).toBe(false),
  );
});

describe('sending', () => {
  it('tells a server that is not there from one that takes the message and hangs up', async () => {
    const smtp = await startScriptedSmtp();
    const transport = openMailTransport({ mail: { url: smtp.url, poolSize: 1, from: content.from } });
    const mail = { id: content.id, recipient: 'li@people.invalid', bytes: await composeMail(content) };
    smtp.script(() => 'drop');
    expect((await transport.send(mail)).kind).toBe('unknown');
    smtp.script(() => 'vanish');
    expect((await transport.send(mail)).kind).toBe('unreachable');
    smtp.script(() => 'accept');
    expect((await transport.send(mail)).kind).toBe('accepted');
    transport.close();
    await smtp.close();
    const away = openMailTransport({ mail: { url: smtp.url, poolSize: 1, from: content.from } });
    expect((await away.send(mail)).kind).toBe('unreachable');
    away.close();
  });
});
