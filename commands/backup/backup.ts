import { createWriteStream, existsSync } from 'node:fs';
import { cp, mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { Pool, PoolClient } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { inputFault } from '../../platform/fault.ts';
import { engine } from '../actors.ts';
import { actorSetting } from '../execute.ts';
import { filesBelow, fingerprint, keptOfDataFolder, manifestName, type Manifest } from './manifest.ts';

/**
 * Writes everything that cannot be made again into an empty folder: every table as of one moment, the send journal, evidence and the key of links.
 * People go on working meanwhile. Temporal is not in it: it is rebuilt from the rows.
 * @param owner acts as the database's owner
 */
export async function backup(owner: Pool, dataFolder: string, folder: string): Promise<Manifest> {
  await mkdir(join(folder, 'tables'), { recursive: true });
  if ((await readdir(folder)).length > 1)
    throw inputFault(`${folder} 不是空文件夹，请另选。`, `${folder} is not empty: choose another folder.`);
  const client = await owner.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    await client.query("SELECT set_config('duban.actor', $1, true)", [actorSetting(engine)]);
    const tables = await copyTables(client, folder);
    const sequences = await readSequences(client);
    const campaigns = (await client.query<{ id: string }>('SELECT id FROM campaign ORDER BY id')).rows.map((row) => row.id);
    const migrations = (
      await client.query<{ name: string }>('SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL ORDER BY 1')
    ).rows;
    await client.query('COMMIT');
    for (const name of keptOfDataFolder.filter((kept) => existsSync(join(dataFolder, kept)))) {
      await cp(join(dataFolder, name), join(folder, 'data', name), { recursive: true });
    }
    const files = await Promise.all((await filesBelow(folder)).map((path) => fingerprint(folder, path)));
    const manifest: Manifest = {
      format: 1,
      madeAt: new Date().toISOString(),
      campaigns,
      migrations: migrations.map((row) => row.name),
      tables,
      sequences,
      files,
    };
    await writeFile(join(folder, manifestName), `${JSON.stringify(manifest, null, 1)}\n`);
    return manifest;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

async function copyTables(client: PoolClient, folder: string): Promise<Manifest['tables']> {
  const { rows } = await client.query<{ name: string }>(
    "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> '_prisma_migrations' ORDER BY 1",
  );
  const tables: Manifest['tables'] = [];
  for (const { name } of rows) {
    const stream = client.query(copyTo(`COPY (SELECT * FROM "${name}") TO STDOUT`));
    await pipeline(stream, createGzip({ level: 3 }), createWriteStream(join(folder, 'tables', `${name}.copy.gz`)));
    tables.push({ name, rows: stream.rowCount });
  }
  return tables;
}

async function readSequences(client: PoolClient): Promise<Manifest['sequences']> {
  const { rows } = await client.query<{ name: string; last: number | null }>(
    "SELECT sequencename AS name, last_value AS last FROM pg_sequences WHERE schemaname = 'public' ORDER BY 1",
  );
  return rows;
}
