import { createTransport } from 'nodemailer';
import addressparser from 'nodemailer/lib/addressparser';
import MailComposer from 'nodemailer/lib/mail-composer';
import type { Config } from './config.ts';

/** A message as it was frozen: these bytes and no others. */
export interface FrozenMail {
  id: string;
  recipient: string;
  bytes: Buffer;
}

/**
 * What became of one attempt. `deferred`: refused for now, certainly not taken. `refused`: refused for good.
 * `unreachable`: no server to talk to, nothing was offered. `unknown`: the message was being handed over when the
 * connection broke, so it may have been taken. Reasons carry no address.
 */
export type SendOutcome =
  | { kind: 'accepted' }
  | { kind: 'deferred'; reason: string }
  | { kind: 'refused'; reason: string }
  | { kind: 'unreachable'; reason: string }
  | { kind: 'unknown'; reason: string };

export interface MailTransport {
  send(mail: FrozenMail): Promise<SendOutcome>;
  /** Lets what is being sent finish. */
  close(): void;
}

const connectMs = 10_000;
const silenceMs = 20_000;
/** Longer than any attempt may take; a sender's lease is longer still. */
export const sendLimitMs = 45_000;

/**
 * A pooled SMTP transport that never sends a second time by itself: whether to try again is the outbox's to decide.
 * @throws when no server is configured or started
 */
export function openMailTransport(config: Pick<Config, 'mail'>, limitMs = sendLimitMs): MailTransport {
  if (config.mail.url === null) throw new Error('no mail server is configured or started');
  const from = addressOf(config.mail.from);
  const streams = new Map<string, { readableDidRead: boolean }>();
  const transporter = createTransport({
    url: config.mail.url,
    pool: true,
    maxConnections: config.mail.poolSize,
    maxRequeues: 0,
    connectionTimeout: connectMs,
    greetingTimeout: connectMs,
    socketTimeout: silenceMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  // Whether the message's bytes began to flow tells a message that was certainly not taken from one that may have been.
  transporter.use('stream', (mail, done) => {
    const make = mail.message.createReadStream.bind(mail.message);
    mail.message.createReadStream = (...args) => {
      const stream = make(...args);
      if (mail.data.messageId !== undefined) streams.set(mail.data.messageId, stream);
      return stream;
    };
    done();
  });

  const send = async (mail: FrozenMail): Promise<SendOutcome> => {
    const limit = AbortSignal.timeout(limitMs);
    try {
      const options = { messageId: mail.id, envelope: { from, to: [mail.recipient] }, raw: mail.bytes, signal: limit };
      await transporter.sendMail(options);
      return { kind: 'accepted' };
    } catch (error) {
      return outcomeOf(error, streams.get(mail.id)?.readableDidRead ?? false);
    } finally {
      streams.delete(mail.id);
    }
  };
  return { send, close: () => transporter.close() };
}

/** What a composed message says. `from` and names may hold anything: headers are encoded, never broken. */
export interface MailContent {
  id: string;
  from: string;
  to: { name: string; address: string };
  /** Virtual time of the freezing, the message's Date. */
  at: number;
  keys: string[];
  urgent: boolean;
  subject: string;
  text: string;
  html: string;
}

/** RFC 5322 bytes of a message; the same content gives the same bytes. */
export async function composeMail(content: MailContent): Promise<Buffer> {
  const composer = new MailComposer({
    from: content.from,
    to: { name: oneLine(content.to.name), address: content.to.address },
    subject: oneLine(content.subject),
    messageId: `<${content.id}@${addressOf(content.from).split('@')[1] ?? 'duban.invalid'}>`,
    date: new Date(content.at),
    baseBoundary: content.id,
    textEncoding: 'base64',
    text: crlf(content.text),
    html: crlf(content.html),
    headers: {
      'X-Duban-Keys': content.keys.join(', '),
      'Auto-Submitted': 'auto-generated',
      ...(content.urgent ? { Importance: 'high', 'X-Priority': '1' } : {}),
    },
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return composer.compile().build();
}

/** Whether one message can be addressed to this text: a single plain address, nothing that could add a recipient or a header. */
export function isAddress(text: string): boolean {
  return /^[^\s<>(),;:"\\@[\]]+@[^\s<>(),;:"\\@[\]]+$/.test(text) && text.length <= 254;
}

function addressOf(from: string): string {
  const first = addressparser(from, { flatten: true })[0];
  return first?.address ?? from;
}

/** Text as mail has it, whose lines end in CRLF. */
function crlf(text: string): string {
  return text.replace(/\r?\n/g, '\r\n');
}

/** Header text on one line: line breaks and other control characters become spaces. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
}

interface SmtpFailure {
  code?: string;
  responseCode?: number;
  response?: string;
  timeoutType?: string;
  command?: string;
}

const neverConnected = new Set(['EDNS', 'ETLS', 'EAUTH', 'ENOAUTH', 'EOAUTH2', 'EPROXY']);

function outcomeOf(error: unknown, begun: boolean): SendOutcome {
  const failure = (typeof error === 'object' && error !== null ? error : {}) as SmtpFailure;
  const reason = reasonOf(failure);
  if (neverConnected.has(failure.code ?? '')) return { kind: 'unreachable', reason };
  if (failure.responseCode !== undefined && failure.responseCode >= 400) {
    const addressed = failure.code === 'EENVELOPE' || failure.code === 'EMESSAGE';
    // Refused as a sender, nobody in particular is refused: it is ours to mend, and every message would be lost otherwise.
    if (failure.command === 'MAIL FROM') return { kind: 'deferred', reason };
    if (!addressed) return { kind: begun ? 'unknown' : 'unreachable', reason };
    return { kind: failure.responseCode >= 500 && failure.responseCode !== 503 ? 'refused' : 'deferred', reason };
  }
  if (begun) return { kind: 'unknown', reason };
  // An envelope that the library itself finds impossible will never be sent.
  if (failure.code === 'EENVELOPE') return { kind: 'refused', reason };
  return { kind: 'unreachable', reason };
}

/** For people and logs: the server's code and words, with addresses left out. */
function reasonOf(failure: SmtpFailure): string {
  const words = failure.response ?? [failure.code, failure.timeoutType].filter((part) => part !== undefined).join(' ');
  return (
    words
      .replace(/<[^>]*>|\S+@\S+/g, '<…>')
      .replace(/\s+/g, ' ')
      .slice(0, 300) || 'no reply'
  );
}
