import { mkdir, open, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * What was handed to the mail server, kept outside Postgres: an older database that is restored must not send it again.
 * One JSON object a line, opaque ids and keys only. A line is on disk (fsync) when its promise resolves.
 */
export interface SendJournal {
  /** Before an attempt. */
  trying(delivery: string, keys: string[]): Promise<void>;
  /** After the server's 250. */
  accepted(delivery: string): Promise<void>;
  /** The delivery in which this line was accepted. */
  acceptedIn(key: string): string | undefined;
  wasAccepted(delivery: string): boolean;
  /** Reads what other processes have added since. */
  refresh(): Promise<void>;
  close(): Promise<void>;
}

type Entry = { trying: string; keys: string[] } | { accepted: string };

/** Opens the journal, made with its folder if there is none, and reads it whole. */
export async function openJournal(file: string): Promise<SendJournal> {
  await mkdir(dirname(file), { recursive: true });
  const handle = await open(file, 'a+', 0o600);
  const keysOf = new Map<string, string[]>();
  const accepted = new Set<string>();
  const acceptedIn = new Map<string, string>();

  const learn = (entry: Entry): void => {
    if ('trying' in entry) keysOf.set(entry.trying, entry.keys);
    else accepted.add(entry.accepted);
    const delivery = 'trying' in entry ? entry.trying : entry.accepted;
    if (!accepted.has(delivery)) return;
    for (const key of keysOf.get(delivery) ?? []) acceptedIn.set(key, delivery);
    keysOf.delete(delivery);
  };

  let read = 0;
  let reading = Promise.resolve();
  const refresh = (): Promise<void> => {
    reading = reading.then(async () => {
      const { text, end } = await wholeLines(handle, read);
      read = end;
      for (const line of text.split('\n')) {
        const entry = parse(line);
        if (entry) learn(entry);
      }
    });
    return reading;
  };
  await refresh();
  await endTornLine(handle, read);

  const append = groupCommit(handle);
  const note = async (entry: Entry): Promise<void> => {
    await append(`${JSON.stringify(entry)}\n`);
    learn(entry);
  };
  return {
    trying: (delivery, keys) => note({ trying: delivery, keys }),
    accepted: (delivery) => note({ accepted: delivery }),
    acceptedIn: (key) => acceptedIn.get(key),
    wasAccepted: (delivery) => accepted.has(delivery),
    refresh,
    close: () => handle.close(),
  };
}

/** Lines that are asked for while one write is under way share the next write and its fsync. */
function groupCommit(handle: FileHandle): (line: string) => Promise<void> {
  let waiting: string[] = [];
  let next: Promise<void> | null = null;
  let last: Promise<void> = Promise.resolve();
  return (line) => {
    waiting.push(line);
    next ??= last.then(async () => {
      const lines = waiting.join('');
      waiting = [];
      next = null;
      await handle.appendFile(lines);
      await handle.datasync();
    });
    const mine = next;
    last = mine.catch(() => undefined);
    return mine;
  };
}

const chunkBytes = 1 << 20;

/** The complete lines from `start` on, and where they end. */
async function wholeLines(handle: FileHandle, start: number): Promise<{ text: string; end: number }> {
  const parts: Buffer[] = [];
  for (let at = start; ;) {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(chunkBytes), 0, chunkBytes, at);
    if (bytesRead === 0) break;
    parts.push(buffer.subarray(0, bytesRead));
    at += bytesRead;
  }
  const bytes = Buffer.concat(parts);
  const end = bytes.lastIndexOf('\n') + 1;
  return { text: bytes.subarray(0, end).toString('utf8'), end: start + end };
}

/** A line cut short by a crash is ended, so that the next one stands by itself; it was never relied upon. */
async function endTornLine(handle: FileHandle, end: number): Promise<void> {
  const { size } = await handle.stat();
  if (size > end) await handle.appendFile('\n');
}

function parse(line: string): Entry | null {
  try {
    const value = JSON.parse(line) as Partial<Record<'trying' | 'accepted', unknown>> & { keys?: unknown };
    if (typeof value.accepted === 'string') return { accepted: value.accepted };
    if (typeof value.trying === 'string' && Array.isArray(value.keys)) return { trying: value.trying, keys: value.keys.map(String) };
  } catch {
    // A torn line: what it was to say was never relied upon.
  }
  return null;
}
