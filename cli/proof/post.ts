import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerDataStream } from 'smtp-server';
import type { Moment } from '../../domain/calendar.ts';

/** A message as it arrived: the keys of its lines, and the virtual moment. */
export interface Received {
  at: Moment;
  keys: string[];
}

export interface Post {
  url: string;
  received: Received[];
  close: () => Promise<void>;
}

/** A real SMTP server that accepts everything and keeps of each message when it came and what it was about. */
export async function openPost(now: () => Moment): Promise<Post> {
  const received: Received[] = [];
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    closeTimeout: 100,
    onData: (stream, _session, done) => {
      keysOf(stream).then((keys) => {
        received.push({ at: now(), keys });
        done();
      }, done);
    },
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

async function keysOf(stream: SMTPServerDataStream): Promise<string[]> {
  const pieces: Buffer[] = [];
  for await (const piece of stream) pieces.push(piece as Buffer);
  const [head = ''] = Buffer.concat(pieces).toString('latin1').split('\r\n\r\n', 1);
  const keys = /^X-Duban-Keys:\s*(.+)$/im.exec(head.replace(/\r\n[ \t]+/g, ' '))?.[1] ?? '';
  return keys.split(/[\s,]+/).filter((key) => key !== '');
}
