import { createInflateRaw, inflateRawSync } from 'node:zlib';
import { Readable } from 'node:stream';
import type { Limits } from './sheet.ts';
import { UnreadableFile } from './unreadable.ts';

/** A part of a packed workbook, as the packed file's own directory describes it. */
export interface ZipPart {
  name: string;
  stored: boolean;
  packedBytes: number;
  unpackedBytes: number;
  data: Uint8Array;
}

const endMark = 0x06054b50;
const entryMark = 0x02014b50;
const localMark = 0x04034b50;

/**
 * The parts of a packed workbook by name, checked against the limits before anything is unpacked.
 * @throws UnreadableFile `file_damaged` when the directory is broken, `file_encrypted`, `file_too_heavy`.
 */
export function zipParts(bytes: Uint8Array, limits: Limits): Map<string, ZipPart> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endOfDirectory(view);
  const parts = new Map<string, ZipPart>();
  let at = view.getUint32(end + 16, true);
  let unpacked = 0;
  for (let left = view.getUint16(end + 10, true); left > 0; left--) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== entryMark) throw new UnreadableFile('file_damaged');
    const part = readEntry(bytes, view, at);
    unpacked += part.unpackedBytes;
    if (unpacked > limits.unpackedBytes) throw new UnreadableFile('file_too_heavy', { limit: megabytes(limits.unpackedBytes) });
    // Two parts of one name are two files in one: whoever checks the first may read the second.
    if (parts.has(part.name)) throw new UnreadableFile('file_damaged');
    parts.set(part.name, part);
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  // Small files of a few styles pack very well; only a large one that packs this well is a bomb.
  if (unpacked > 20 * 1024 * 1024 && unpacked > bytes.length * limits.ratio) {
    throw new UnreadableFile('file_too_heavy', { limit: megabytes(limits.unpackedBytes) });
  }
  return parts;
}

/** The whole text of a small part. @throws UnreadableFile `file_damaged` when it is larger than it said. */
export function partText(part: ZipPart): string {
  try {
    const data = part.stored ? part.data : inflateRawSync(part.data, { maxOutputLength: Math.max(part.unpackedBytes, 1) });
    return new TextDecoder('utf-8').decode(data);
  } catch (cause) {
    throw new UnreadableFile('file_damaged', {}, cause);
  }
}

/** The unpacked bytes of a part, piece by piece, never more than it said. @throws UnreadableFile `file_damaged`. */
export async function* partPieces(part: ZipPart): AsyncGenerator<Buffer> {
  if (part.stored) {
    yield Buffer.from(part.data);
    return;
  }
  const inflate = createInflateRaw({ chunkSize: 256 * 1024 });
  let total = 0;
  try {
    for await (const piece of Readable.from([Buffer.from(part.data)]).pipe(inflate) as AsyncIterable<Buffer>) {
      total += piece.length;
      if (total > part.unpackedBytes) throw new UnreadableFile('file_damaged');
      yield piece;
    }
  } catch (cause) {
    throw cause instanceof UnreadableFile ? cause : new UnreadableFile('file_damaged', {}, cause);
  } finally {
    inflate.destroy();
  }
}

function endOfDirectory(view: DataView): number {
  for (let at = view.byteLength - 22; at >= Math.max(0, view.byteLength - 65_557); at--) {
    if (view.getUint32(at, true) === endMark) return at;
  }
  throw new UnreadableFile('file_damaged');
}

function readEntry(bytes: Uint8Array, view: DataView, at: number): ZipPart {
  const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + view.getUint16(at + 28, true)));
  if (view.getUint16(at + 8, true) & 1) throw new UnreadableFile('file_encrypted');
  const method = view.getUint16(at + 10, true);
  const packedBytes = view.getUint32(at + 20, true);
  const unpackedBytes = view.getUint32(at + 24, true);
  const local = view.getUint32(at + 42, true);
  // Sizes above 4 GB (all bits set) are far beyond any limit here.
  if (packedBytes === 0xffffffff || unpackedBytes === 0xffffffff) throw new UnreadableFile('file_too_heavy', { limit: '4096 MB' });
  if ((method !== 0 && method !== 8) || local + 30 > bytes.length || view.getUint32(local, true) !== localMark) {
    throw new UnreadableFile('file_damaged');
  }
  const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
  // A directory that hides a part's size would let it unpack without end.
  const hides = method === 8 && unpackedBytes === 0 && packedBytes > 2;
  if (start + packedBytes > bytes.length || hides || (method === 0 && packedBytes !== unpackedBytes))
    throw new UnreadableFile('file_damaged');
  return { name, stored: method === 0, packedBytes, unpackedBytes, data: bytes.subarray(start, start + packedBytes) };
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1024 / 1024)} MB`;
}
