import { createReadStream, existsSync } from 'node:fs';
import { appendFile, cp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type { Pool, PoolClient } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { inputFault } from '../../platform/fault.ts';
import { engine } from '../actors.ts';
import { actorSetting } from '../execute.ts';
import { keptOfDataFolder, readBackup, type Manifest } from './manifest.ts';

/**
 * Brings a backup back into an empty, migrated database, all or nothing. The postman starts held and every generation rises, so that the
 * restored rows win over workflows that knew more. A send journal that is there already is kept and completed, never replaced: it knows of
 * messages sent after the backup.
 * @param owner acts as the database's owner
 * @throws Fault when the backup is altered, made by other migrations, or the database is not empty
 */
export async function restore(owner: Pool, dataFolder: string, folder: string): Promise<Manifest> {
  const manifest = await readBackup(folder);
  const client = await owner.connect();
  try {
    await client.query('BEGIN');
    await client.query("SELECT set_config('duban.actor', $1, true)", [actorSetting(engine)]);
    await refuseUnlessEmpty(client, manifest);
    for (const { name } of manifest.tables) await loadTable(client, folder, name);
    for (const { name, last } of manifest.sequences) {
      if (last !== null) await client.query('SELECT setval($1::regclass, $2)', [`"${name}"`, last]);
    }
    await raiseGenerations(client);
    await restoreFiles(dataFolder, folder);
    await client.query('COMMIT');
    return manifest;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

async function refuseUnlessEmpty(client: PoolClient, manifest: Manifest): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    'SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL ORDER BY 1',
  );
  const migrations = rows.map((row) => row.name);
  if (migrations.join() !== manifest.migrations.join()) {
    throw inputFault(
      '备份由另一版本所做，请先用那个版本恢复，再升级。',
      'The backup was made by another version: restore it with that one, then upgrade.',
    );
  }
  const found = await client.query('SELECT 1 FROM campaign LIMIT 1');
  if (found.rowCount !== 0)
    throw inputFault('数据库里已有专项行动，只能恢复到空库。', 'The database already holds a campaign: restore into an empty one.');
}

/** Row-level security bars COPY even for the owner where it is forced, so it is lifted for this table in this transaction. */
async function loadTable(client: PoolClient, folder: string, name: string): Promise<void> {
  const { rows } = await client.query<{ forced: boolean }>('SELECT relforcerowsecurity AS forced FROM pg_class WHERE oid = $1::regclass', [
    `"${name}"`,
  ]);
  const forced = rows[0]?.forced ?? false;
  if (forced) await client.query(`ALTER TABLE "${name}" NO FORCE ROW LEVEL SECURITY`);
  await client.query(`DELETE FROM "${name}"`);
  await pipeline(
    createReadStream(join(folder, 'tables', `${name}.copy.gz`)),
    createGunzip(),
    client.query(copyFrom(`COPY "${name}" FROM STDIN`)),
  );
  if (forced) await client.query(`ALTER TABLE "${name}" FORCE ROW LEVEL SECURITY`);
}

/** Everything open rises a generation by an audited act and is woken; the postman is held until a person releases it. */
async function raiseGenerations(client: PoolClient): Promise<void> {
  await client.query('UPDATE campaign SET held = true, generation = generation + 1');
  await client.query('DELETE FROM wake');
  await raise(client, { kind: 'item', table: 'ledger_item', unit: 'county', over: "'closed', 'voided'", asleep: "'registered'" });
  await raise(client, { kind: 'obligation', table: 'obligation', unit: 'unit', over: "'accepted', 'waived'", asleep: "''" });
  await client.query("INSERT INTO wake (kind, campaign, subject) SELECT 'campaign', id, id FROM campaign WHERE status <> 'closed'");
}

/** `asleep`: standings that are open and have no workflow. */
async function raise(
  client: PoolClient,
  { kind, table, unit, over, asleep }: { kind: string; table: string; unit: string; over: string; asleep: string },
): Promise<void> {
  await client.query(
    `UPDATE ${table} SET generation = generation + 1, life = jsonb_set(life, '{generation}', to_jsonb(generation + 1))
     WHERE status NOT IN (${over})`,
  );
  await client.query(
    `SELECT duban_audit(coalesce(jsonb_agg(jsonb_build_object('campaign', campaign, 'unit', ${unit}, 'subject', id, 'at', (extract(epoch FROM changed_at) * 1000)::bigint,
       'actor', 'restore', 'role', 'engine', 'action', 'restore', 'result', 'done', 'detail', jsonb_build_object('generation', generation), 'life', life)), '[]'))
     FROM ${table} WHERE status NOT IN (${over})`,
  );
  await client.query(
    `INSERT INTO wake (kind, campaign, subject) SELECT $1, campaign, id::text FROM ${table} WHERE status NOT IN (${over}, ${asleep})`,
    [kind],
  );
}

async function restoreFiles(dataFolder: string, folder: string): Promise<void> {
  for (const name of keptOfDataFolder.filter((kept) => existsSync(join(folder, 'data', kept)))) {
    const source = join(folder, 'data', name);
    if (name.endsWith('.jsonl')) await completeJournal(source, join(dataFolder, name));
    else await cp(source, join(dataFolder, name), { recursive: true });
  }
}

async function completeJournal(source: string, target: string): Promise<void> {
  const present = new Set((await readFile(target, 'utf8').catch(() => '')).split('\n'));
  const missing = (await readFile(source, 'utf8')).split('\n').filter((line) => line !== '' && !present.has(line));
  if (missing.length > 0) await appendFile(target, `${missing.join('\n')}\n`, { flush: true });
}
