import { appendFile, mkdir, open, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ParsedMail } from 'mailparser';

/** A stored message as the index has it. */
export interface StoredMail {
  /** Its number of arrival, from `00000001`; also the name of its file. */
  id: string;
  /** Real time of arrival, milliseconds since the epoch. */
  at: number;
  /** What the message says of its own time: virtual time, as everything that is sent. */
  date: number;
  from: string;
  /** Whom the envelope named. */
  to: string[];
  subject: string;
  messageId: string;
  bytes: number;
}

const INDEX = 'index.jsonl';
const ID = /^\d{8}$/;

/** Writes messages in the order they came. One process writes; any may read. */
export class MailWriter {
  readonly folder: string;
  #last: number;
  #queue: Promise<void> = Promise.resolve();

  private constructor(folder: string, last: number) {
    this.folder = folder;
    this.#last = last;
  }

  static async open(folder: string): Promise<MailWriter> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await mendIndex(folder);
    return new MailWriter(folder, (await listMail(folder)).length === 0 ? 0 : await lastNumber(folder));
  }

  /** Resolves once the message and its line of the index are in their files. */
  add(content: Buffer, envelope: { from: string; to: string[] }, at: number): Promise<void> {
    const written = this.#queue.then(async () => {
      const id = String(this.#last + 1).padStart(8, '0');
      const { simpleParser } = await import('mailparser');
      const headers = await simpleParser(headersOf(content));
      const stored: StoredMail = {
        id,
        at,
        date: headers.date?.getTime() ?? at,
        ...envelope,
        subject: headers.subject ?? '',
        messageId: headers.messageId ?? '',
        bytes: content.length,
      };
      const file = join(this.folder, `${id}.eml`);
      await writeFile(`${file}.part`, content, { mode: 0o600 });
      await rename(`${file}.part`, file);
      await appendFile(join(this.folder, INDEX), `${JSON.stringify(stored)}\n`, { mode: 0o600 });
      this.#last += 1;
    });
    this.#queue = written.catch(() => undefined);
    return written;
  }
}

/** Every stored message, oldest first; none when the mailbox has never been used. */
export async function listMail(folder: string): Promise<StoredMail[]> {
  const text = await readFile(join(folder, INDEX), 'utf8').catch(() => '');
  // The last line may still be being written.
  return text.split('\n').flatMap((line) => {
    const stored = parsed(line);
    return stored === null ? [] : [stored];
  });
}

/** The message as it came; null when there is none of this id. */
export async function readRawMail(folder: string, id: string): Promise<Buffer | null> {
  if (!ID.test(id)) return null;
  return readFile(join(folder, `${id}.eml`)).catch(() => null);
}

/** The message taken apart: headers, text, HTML, attachments. */
export async function readMail(folder: string, id: string): Promise<ParsedMail | null> {
  const raw = await readRawMail(folder, id);
  if (raw === null) return null;
  const { simpleParser } = await import('mailparser');
  return simpleParser(raw, { skipImageLinks: true });
}

/** A kill in the middle of a line leaves it without its end: the next line must not be joined to it. */
async function mendIndex(folder: string): Promise<void> {
  const file = await open(join(folder, INDEX), 'a+', 0o600);
  try {
    const { size } = await file.stat();
    if (size === 0) return;
    const last = Buffer.alloc(1);
    await file.read(last, 0, 1, size - 1);
    if (last.toString() !== '\n') await file.appendFile('\n');
  } finally {
    await file.close();
  }
}

async function lastNumber(folder: string): Promise<number> {
  return Math.max(0, ...(await listMail(folder)).slice(-1).map(({ id }) => Number(id)));
}

function parsed(line: string): StoredMail | null {
  if (line === '') return null;
  try {
    return JSON.parse(line) as StoredMail;
  } catch {
    return null;
  }
}

function headersOf(content: Buffer): Buffer {
  const end = content.indexOf('\r\n\r\n');
  return end < 0 ? content : content.subarray(0, end + 4);
}
