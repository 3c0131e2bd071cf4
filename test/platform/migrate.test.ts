import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { migrate, migrationsFolder, schemaDifference } from '../../platform/migrate.ts';
import { freshDatabase, postgresUrl } from '../support/stack.ts';
import { runFolder } from '../support/shared.ts';

describe('migrations', () => {
  it('make exactly what the schema says', async () => {
    expect(await schemaDifference(await postgresUrl())).toBe('');
  });

  it('change nothing the second time', async () => {
    const { url } = await freshDatabase();
    expect(await migrate(url)).toEqual([]);
  });

  it('are applied once when two start together', async () => {
    const { url, folder } = await emptyDatabaseWith({ '0001_one': 'create table one (id int)', '0002_two': 'create table two (id int)' });
    const applied = await Promise.all([migrate(url, { folder }), migrate(url, { folder })]);
    expect(applied.flat().sort()).toEqual(['0001_one', '0002_two']);
  });

  it('take a function with semicolons in it as one statement', async () => {
    const body = "create function f() returns int language plpgsql as $$ begin perform 1; return 2; end $$; select 'a;b'";
    const { url, folder } = await emptyDatabaseWith({ '0001_function': body });
    expect(await migrate(url, { folder })).toEqual(['0001_function']);
  });

  it('leave nothing of one that fails, and go on once it is mended', async () => {
    const { url, folder } = await emptyDatabaseWith({ '0001_broken': 'create table one (id int); select nonsense' });
    await expect(migrate(url, { folder })).rejects.toMatchObject({ exitCode: 2, zh: expect.stringContaining('nonsense') });
    writeFileSync(join(folder, '0001_broken', 'migration.sql'), 'create table one (id int)');
    expect(await migrate(url, { folder })).toEqual(['0001_broken']);
  });

  it('refuse to start when one was changed after it had been applied', async () => {
    const { url } = await freshDatabase();
    const folder = join(runFolder(), 'edited-migrations');
    cpSync(migrationsFolder, folder, { recursive: true });
    writeFileSync(join(folder, '0001_tables', 'migration.sql'), 'select 1');
    await expect(migrate(url, { folder })).rejects.toMatchObject({ exitCode: 2, en: expect.stringContaining('0001_tables') });
  });
});

let made = 0;

async function emptyDatabaseWith(migrations: Record<string, string>): Promise<{ url: string; folder: string }> {
  const owner = await postgresUrl();
  const name = `migrating_${(made += 1)}`;
  const client = new pg.Client(owner);
  await client.connect();
  await client.query(`create database ${name}`);
  await client.end();
  const folder = join(runFolder(), name);
  for (const [title, text] of Object.entries(migrations)) {
    mkdirSync(join(folder, title), { recursive: true });
    writeFileSync(join(folder, title, 'migration.sql'), text);
  }
  const url = new URL(owner);
  url.pathname = `/${name}`;
  return { url: url.href, folder };
}
