import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type {} from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { Refusal } from './errors.ts';

export interface ReceivedFile {
  path: string;
  /** As the sender calls it, without folders; for people only, never a path of ours. */
  name: string;
  /** SHA-256, hex. */
  hash: string;
}

/** Uploads larger than this are refused while they arrive. */
export const largestUpload = 40 * 1024 * 1024;

/**
 * Keeps the one file of a multipart request while `use` works with it, and removes it whatever happens.
 * @throws Refusal `file_missing`, `too_large`
 */
export async function withReceivedFile<T>(
  request: FastifyRequest,
  dataFolder: string,
  use: (file: ReceivedFile) => Promise<T>,
): Promise<T> {
  if (!request.isMultipart()) throw new Refusal('content_type');
  const part = await request.file();
  if (part === undefined || part.fieldname !== 'file') throw new Refusal('file_missing');
  const folder = join(dataFolder, 'uploads');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, `${randomUUID()}.upload`);
  try {
    await pipeline(part.file, createWriteStream(path, { mode: 0o600 }));
    if (part.file.truncated) throw new Refusal('too_large', { megabytes: largestUpload / 1024 / 1024 });
    return await use({ path, name: readableName(part.filename), hash: await hashOf(path) });
  } finally {
    await rm(path, { force: true });
  }
}

function readableName(name: string): string {
  return (
    basename(name.replaceAll('\\', '/'))
      .replace(/\p{Cc}/gu, '')
      .slice(0, 200) || 'ledger.xlsx'
  );
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
