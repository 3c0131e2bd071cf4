import { open, stat } from 'node:fs/promises';

/**
 * The beginning of a file: never more than a reader would refuse anyway, however long it is.
 * @throws Error when it cannot be read, or is a pipe or a device, which would be read without end.
 */
export async function firstBytes(path: string, count: number): Promise<Uint8Array> {
  if (!(await stat(path)).isFile()) throw new Error('not a file');
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const bytes = Buffer.alloc(Math.min(size, count));
    await file.read(bytes, 0, bytes.length, 0);
    return bytes;
  } finally {
    await file.close();
  }
}
