import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';

/** `drop`: takes the message and then hangs up without a word. `vanish`: hangs up before the message is offered. */
export type SmtpAct = 'accept' | 'defer' | 'refuse' | 'drop' | 'vanish' | { slowMs: number };

export interface ReceivedMail {
  recipient: string;
  messageId: string;
  keys: string[];
  /** The message as it came, headers and all. */
  raw: string;
  /** False when the sender was left without an answer. */
  acknowledged: boolean;
}

export interface ScriptedSmtp {
  url: string;
  /** Every message whose bytes arrived whole, in order. */
  received: ReceivedMail[];
  /** Recipients that were asked for, in order, whatever came of it. */
  asked: string[];
  /** What the server does next; `attempt` counts from 1 for each recipient. */
  script(act: (recipient: string, attempt: number) => SmtpAct): void;
  close(): Promise<void>;
}

/** A real SMTP server that does as it is told. */
export async function startScriptedSmtp(port = 0): Promise<ScriptedSmtp> {
  const received: ReceivedMail[] = [];
  const asked: string[] = [];
  let act: (recipient: string, attempt: number) => SmtpAct = () => 'accept';
  const acts = new WeakMap<SMTPServerSession, SmtpAct>();

  const hangUp = (session: SMTPServerSession) => {
    for (const connection of server.connections as unknown as Set<{ session: SMTPServerSession; _socket: { destroy(): void } }>) {
      if (connection.session === session) connection._socket.destroy();
    }
  };
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    closeTimeout: 100,
    onRcptTo: ({ address }, session, done) => {
      asked.push(address);
      const now = act(address, asked.filter((name) => name === address).length);
      acts.set(session, now);
      if (now === 'vanish') hangUp(session);
      else if (now === 'refuse') done(refusal(550, '5.1.1 no such mailbox'));
      else if (now === 'defer') done(refusal(451, '4.3.0 try again later'));
      else done();
    },
    onData: (stream, session, done) => {
      const now = acts.get(session) ?? 'accept';
      take(stream)
        .then(async (raw) => {
          const recipient = session.envelope.rcptTo[0]?.address ?? '';
          received.push({ ...headersOf(raw), recipient, raw, acknowledged: now !== 'drop' });
          if (now === 'drop') {
            hangUp(session);
            return;
          }
          if (typeof now === 'object') await pause(now.slowMs);
          done();
        })
        // The sender died while sending: a message that did not arrive whole did not arrive.
        .catch(() => hangUp(session));
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const address = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${address.port}`,
    received,
    asked,
    script: (next) => (act = next),
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

function refusal(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}

async function take(stream: SMTPServerDataStream): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function headersOf(raw: string): { messageId: string; keys: string[] } {
  const head = raw.slice(0, raw.indexOf('\r\n\r\n')).replace(/\r\n[ \t]+/g, ' ');
  const header = (name: string) => new RegExp(`^${name}: (.*)$`, 'im').exec(head)?.[1]?.trim() ?? '';
  return {
    messageId: header('Message-ID'),
    keys: header('X-Duban-Keys')
      .split(/[\s,]+/)
      .filter((key) => key !== ''),
  };
}
