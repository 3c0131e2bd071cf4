import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { readConfig, type Config } from '../../platform/config.ts';
import { findProgram, TEST_SERVER } from '../../platform/embedded/programs.ts';
import { startPostgres } from '../../platform/embedded/postgres.ts';
import { startTemporal } from '../../platform/embedded/temporal.ts';
import { migrate } from '../../platform/migrate.ts';
import { projectFolder } from '../../platform/root.ts';
import { sayOnStderr } from '../../platform/say.ts';
import { leaveToRun, oncePerRun, runFolder } from './shared.ts';

const programs = join(projectFolder, '.duban', 'bin');

export interface TestDatabase {
  url: string;
  /** Optional: the whole cluster goes when the run ends. */
  drop: () => Promise<void>;
}

/** A migrated, empty database of its own on the run's Postgres, copied from a template. */
export async function freshDatabase(): Promise<TestDatabase> {
  const owner = await postgresUrl();
  const { template } = await oncePerRun('template', async () => {
    await statement(owner, 'create database duban_template');
    await migrate(named(owner, 'duban_template'));
    return { template: 'duban_template' };
  });
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  // Only one copy of a template can be made at a time: files running side by side take turns.
  await statement(owner, `create database ${name} template ${template}`, { turns: true });
  return { url: named(owner, name), drop: () => statement(owner, `drop database if exists ${name} with (force)`) };
}

/** The owner's address of the run's Postgres, started now if nobody has yet. Nothing in it waits for the disk. */
export async function postgresUrl(): Promise<string> {
  const { url } = await oncePerRun('postgres', async () => {
    const postgres = await startPostgres({
      dataFolder: join(runFolder(), 'stack'),
      password: randomUUID(),
      port: 5539,
      durable: false,
      say: sayOnStderr,
    });
    leaveToRun('postgres', postgres.mark);
    return { url: postgres.url };
  });
  return url;
}

/** `host:port` of the run's Temporal development server, started now if nobody has yet. Use a task queue and ids of your own. */
export async function temporalAddress(): Promise<string> {
  const { address } = await oncePerRun('temporal', async () => {
    const options = { dataFolder: join(runFolder(), 'stack'), programFolder: programs, port: 7339, headless: true, say: sayOnStderr };
    const temporal = await startTemporal(options);
    leaveToRun('temporal', temporal.mark);
    return { address: temporal.address };
  });
  return address;
}

/** The path of the time-skipping server, for `TestWorkflowEnvironment.createTimeSkipping({ server: { executable: { type: 'existing-path', path } } })`. */
export async function testServerPath(): Promise<string> {
  const { path } = await oncePerRun('test-server', async () => ({ path: await findProgram(TEST_SERVER, programs, sayOnStderr) }));
  return path;
}

/** A configuration for one test file: its own data folder, the given addresses, a quiet log. */
export function testConfig(addresses: { databaseUrl?: string; temporalAddress?: string; smtpUrl?: string; port?: number }): Config {
  const dataFolder = join(runFolder(), 'data', randomUUID());
  mkdirSync(dataFolder, { recursive: true });
  return readConfig({
    DUBAN_DATA: dataFolder,
    DUBAN_SECRET: 'a secret for tests, of more than 32 characters',
    DATABASE_URL: addresses.databaseUrl ?? '',
    TEMPORAL_ADDRESS: addresses.temporalAddress ?? '',
    SMTP_URL: addresses.smtpUrl ?? '',
    PORT: String(addresses.port ?? 3535),
    LOG_LEVEL: 'error',
  });
}

function named(url: string, database: string): string {
  const parsed = new URL(url);
  parsed.pathname = `/${database}`;
  return parsed.href;
}

async function statement(url: string, text: string, options: { turns?: boolean } = {}): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    if (options.turns) await client.query('select pg_advisory_lock(1)');
    await client.query(text);
  } finally {
    await client.end();
  }
}
