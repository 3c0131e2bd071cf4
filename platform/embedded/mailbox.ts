import { join } from 'node:path';
import type { SMTPServer, SMTPServerDataStream, SMTPServerSession } from 'smtp-server';
import { environmentFault } from '../fault.ts';
import { MailWriter } from './mail-store.ts';
import { freePort } from './ports.ts';
import type { Service } from './service.ts';

export interface EmbeddedMailbox extends Service {
  port: number;
  url: string;
}

const LARGEST_MESSAGE = 50 * 1024 * 1024;

/** Where the embedded mailbox keeps its messages. */
export function mailFolder(dataFolder: string): string {
  return join(dataFolder, 'mail');
}

/**
 * An SMTP server that keeps all it is given in files and sends nothing on: whatever the address, nobody outside hears of it.
 * A message is acknowledged once it is in its file.
 */
export async function startMailbox(options: { dataFolder: string; port?: number }): Promise<EmbeddedMailbox> {
  // Who only reads letters does not load it.
  const { SMTPServer } = await import('smtp-server');
  const writer = await MailWriter.open(mailFolder(options.dataFolder));
  const server = new SMTPServer({
    banner: 'duban',
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    size: LARGEST_MESSAGE,
    logger: false,
    closeTimeout: 2_000,
    socketTimeout: 300_000,
    onData: (stream, session, done) => {
      store(writer, stream, session).then(
        () => done(),
        (error: unknown) => done(error instanceof Error ? error : new Error(String(error))),
      );
    },
  });
  // A client that breaks off is its own affair.
  server.on('error', () => undefined);
  const port = await listen(server, options.port ?? 2539);
  const ended = new Promise<void>((resolve) => server.server.once('close', () => resolve()));
  return {
    name: 'mailbox',
    ended,
    port,
    url: `smtp://127.0.0.1:${port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
      }),
  };
}

async function store(writer: MailWriter, stream: SMTPServerDataStream, session: SMTPServerSession): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  if (stream.sizeExceeded) throw Object.assign(new Error('Message is too large'), { responseCode: 552 });
  const { mailFrom, rcptTo } = session.envelope;
  const envelope = { from: mailFrom === false ? '' : mailFrom.address, to: rcptTo.map(({ address }) => address) };
  await writer.add(Buffer.concat(chunks), envelope, Date.now()).catch((cause: unknown) => {
    throw Object.assign(new Error('Not stored, try again later', { cause }), { responseCode: 451 });
  });
}

async function listen(server: SMTPServer, wanted: number): Promise<number> {
  const port = await freePort(wanted);
  return new Promise((resolve, reject) => {
    const failed = (cause: unknown) => {
      reject(
        environmentFault(
          `内置邮箱无法监听端口 ${port}，请重试，或设置 SMTP_URL。`,
          `The embedded mailbox cannot listen on port ${port}: start again, or set SMTP_URL.`,
          cause,
        ),
      );
    };
    server.server.once('error', failed);
    server.listen(port, '127.0.0.1', () => resolve(port));
  });
}
