import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { MigrationDirectory, MigrationList, SchemaEngine } from '@prisma/schema-engine-wasm/schema_engine_bg';
import pg from 'pg';
import { environmentFault } from './fault.ts';
import { projectFolder } from './root.ts';
import { sayNothing, type Say } from './say.ts';

export const migrationsFolder = join(projectFolder, 'prisma', 'migrations');
const schemaFile = join(projectFolder, 'prisma', 'schema.prisma');

/** Any number will do; all who migrate one database wait for the same. */
const LOCK = 7_315_202_335;

interface Applied {
  name: string;
  checksum: string;
}

/**
 * Applies the migrations that the database has not had yet, in Prisma's format and its table, so that `prisma migrate` can be used as well.
 * Safe when several start at once, and quick when there is nothing to do.
 * @returns the names applied now
 */
export async function migrate(url: string, options: { folder?: string; say?: Say } = {}): Promise<string[]> {
  const { migrationsIn } = await import('./schema-engine.ts');
  const list = migrationsIn(options.folder ?? migrationsFolder);
  const client = new pg.Client(url);
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK]);
    const known = await appliedTo(client);
    const pending = list.migrationDirectories.filter(({ path }) => !known.some(({ name }) => name === path));
    checkUnedited(list.migrationDirectories, known);
    if (pending.length === 0) return [];
    return await apply(url, client, list, options.say ?? sayNothing);
  } finally {
    await client.end();
  }
}

/** The statements that would make the migrations' result equal the schema; empty when they do not differ. Needs the right to make a database. */
export async function schemaDifference(url: string): Promise<string> {
  const { migrationsIn, NO_FILTERS, withSchemaEngine } = await import('./schema-engine.ts');
  const { exitCode, stdout } = await withSchemaEngine(url, (engine) =>
    engine.diff({
      from: { tag: 'migrations', ...migrationsIn(migrationsFolder) },
      to: { tag: 'schemaDatamodel', files: [{ path: schemaFile, content: readFileSync(schemaFile, 'utf8') }] },
      script: true,
      exitCode: true,
      filters: NO_FILTERS,
    }),
  );
  return exitCode === 0 ? '' : (stdout ?? '').trim();
}

/** Writes the next migration from what the schema has and the migrations have not. Null when they do not differ. */
export async function writeMigration(url: string, title: string): Promise<string | null> {
  const statements = await schemaDifference(url);
  if (statements === '') return null;
  const { migrationsIn } = await import('./schema-engine.ts');
  const number = String(migrationsIn(migrationsFolder).migrationDirectories.length + 1).padStart(4, '0');
  const folder = join(migrationsFolder, `${number}_${title.toLowerCase().replace(/[^a-z0-9]+/g, '_')}`);
  mkdirSync(folder);
  writeFileSync(join(folder, 'migration.sql'), `${statements}\n`);
  return folder;
}

async function apply(url: string, client: pg.Client, list: MigrationList, say: Say): Promise<string[]> {
  const { NO_FILTERS, withSchemaEngine } = await import('./schema-engine.ts');
  const tell = (script: string) => {
    const running = list.migrationDirectories.find(({ migrationFile: { content } }) => content.tag === 'ok' && content.value === script);
    if (running) say(`正在更新数据库结构：${running.path}`, `Migrating the database: ${running.path}`);
  };
  const work = async (engine: SchemaEngine) => {
    // A script is one transaction: one that failed has left nothing, and may be tried again.
    for (const migrationName of await failedOn(client)) await engine.markMigrationRolledBack({ migrationName });
    return (await engine.applyMigrations({ migrationsList: list, filters: NO_FILTERS })).appliedMigrationNames;
  };
  try {
    return await withSchemaEngine(url, work, tell);
  } catch (cause) {
    const said = cause instanceof Error ? cause.message : String(cause);
    throw environmentFault(
      `数据库结构更新失败，数据没有改变：${said}\n请确认连接用户有建表和建角色（CREATEROLE）的权限。`,
      'Migrating the database failed and changed nothing (reason above). See that the connecting user may create tables and roles (CREATEROLE).',
      cause,
    );
  }
}

async function appliedTo(client: pg.Client): Promise<Applied[]> {
  const table = await client.query("select to_regclass('_prisma_migrations') as name");
  if ((table.rows[0] as { name: string | null }).name === null) return [];
  const rows = await client.query(
    'select migration_name as name, checksum from _prisma_migrations where finished_at is not null and rolled_back_at is null',
  );
  return rows.rows as Applied[];
}

async function failedOn(client: pg.Client): Promise<string[]> {
  const table = await client.query("select to_regclass('_prisma_migrations') as name");
  if ((table.rows[0] as { name: string | null }).name === null) return [];
  const rows = await client.query(
    'select migration_name as name from _prisma_migrations where finished_at is null and rolled_back_at is null',
  );
  return (rows.rows as { name: string }[]).map(({ name }) => name);
}

/** A migration that has been applied is never changed: what the database has and what the file says would part. */
function checkUnedited(listed: MigrationDirectory[], known: Applied[]): void {
  for (const { path, migrationFile } of listed) {
    const had = known.find(({ name }) => name === path);
    if (!had || migrationFile.content.tag !== 'ok') continue;
    if (createHash('sha256').update(migrationFile.content.value).digest('hex') === had.checksum) continue;
    throw environmentFault(
      `迁移 ${basename(path)} 应用之后被改动过。请还原该文件，另写一个新的迁移。`,
      `The migration ${basename(path)} was changed after it had been applied. Put the file back and write a new migration.`,
    );
  }
}
