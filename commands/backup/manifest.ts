import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { z } from 'zod';
import { inputFault } from '../../platform/fault.ts';

const file = z.object({ path: z.string(), bytes: z.number().int(), sha256: z.string() });

/** What a backup holds; written last, so that a folder without it is no backup. */
export const manifestSchema = z.object({
  format: z.literal(1),
  madeAt: z.string(),
  campaigns: z.array(z.string()),
  migrations: z.array(z.string()),
  tables: z.array(z.object({ name: z.string(), rows: z.number().int() })),
  sequences: z.array(z.object({ name: z.string(), last: z.number().int().nullable() })),
  files: z.array(file),
});

export type Manifest = z.infer<typeof manifestSchema>;

export const manifestName = 'manifest.json';
/** What of the data folder belongs to a backup: the key of links and sessions, the send journal, and evidence. */
export const keptOfDataFolder = ['secret', 'send-journal.jsonl', 'evidence'];

export async function filesBelow(folder: string, root = folder): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const lists = await Promise.all(
    entries.map((entry) =>
      entry.isDirectory() ? filesBelow(join(folder, entry.name), root) : Promise.resolve([relative(root, join(folder, entry.name))]),
    ),
  );
  return lists.flat().sort();
}

export async function fingerprint(folder: string, path: string): Promise<Manifest['files'][number]> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(join(folder, path))) hash.update(chunk as Buffer);
  return { path, bytes: (await stat(join(folder, path))).size, sha256: hash.digest('hex') };
}

/** Reads a backup's manifest and holds every file against it. @throws Fault naming what is missing or altered */
export async function readBackup(folder: string): Promise<Manifest> {
  const text = await readFile(join(folder, manifestName), 'utf8').catch(() => {
    throw inputFault(`${folder} 不是备份：没有 ${manifestName}。`, `${folder} is no backup: it has no ${manifestName}.`);
  });
  const parsed = manifestSchema.safeParse(JSON.parse(text));
  if (!parsed.success)
    throw inputFault(`${manifestName} 读不懂，可能来自别的版本。`, `${manifestName} cannot be read; it may come from another version.`);
  for (const expected of parsed.data.files) {
    const found = await fingerprint(folder, expected.path).catch(() => null);
    if (found?.sha256 !== expected.sha256) {
      throw inputFault(
        `备份中的 ${expected.path} 缺失或被改动，未恢复任何内容。`,
        `${expected.path} of the backup is missing or altered; nothing was restored.`,
      );
    }
  }
  return parsed.data;
}
