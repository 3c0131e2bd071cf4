import { randomUUID } from 'node:crypto';
import { createServer } from 'node:net';
import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { startPostgres, type EmbeddedPostgres } from '../../../platform/embedded/postgres.ts';
import { isRunning } from '../../../platform/embedded/processes.ts';
import { runFolder } from '../../support/shared.ts';

describe('the embedded Postgres', () => {
  it('keeps its data through a clean stop, a kill and a taken port, and ends what a killed run left', async () => {
    const dataFolder = join(runFolder(), randomUUID());
    mkdirSync(dataFolder);
    chmodSync(dataFolder, 0o755);
    const options = { dataFolder, password: 'a b@c/d', port: 5739, durable: false };

    const first = await startPostgres(options);
    await query(first, "create table kept (word text); insert into kept values ('督办')");
    await first.stop();
    expect(first.mark && isRunning(first.mark)).toBe(false);

    const other = createServer();
    await new Promise<void>((resolve) => other.listen(first.port, '127.0.0.1', resolve));
    const second = await startPostgres(options);
    await new Promise((resolve) => other.close(resolve));
    expect(second.port).not.toBe(first.port);

    // Nobody stopped the second: as after a kill -9 of the supervisor.
    const third = await startPostgres(options);
    expect(second.mark && isRunning(second.mark)).toBe(false);
    expect(await query(third, 'select word from kept')).toEqual([{ word: '督办' }]);

    await expect(startPostgres({ ...options, password: 'another' })).rejects.toMatchObject({
      exitCode: 2,
      en: expect.stringContaining('password'),
    });
    expect(third.mark && isRunning(third.mark)).toBe(false);
  });

  it('knows Chinese letters, whatever the locale of the machine', async () => {
    const dataFolder = join(runFolder(), randomUUID());
    const postgres = await startPostgres({ dataFolder, password: 'password', port: 5739, durable: false });
    try {
      const rows = await query(
        postgres,
        "select '延津县' ~ '^[[:alpha:]]+$' as letters, 'B' < 'a' as by_code_point, current_setting('server_encoding') as encoding",
      );
      expect(rows).toEqual([{ letters: true, by_code_point: true, encoding: 'UTF8' }]);
    } finally {
      await postgres.stop();
    }
  });
});

async function query(postgres: EmbeddedPostgres, text: string): Promise<unknown[]> {
  const client = new pg.Client(postgres.url);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}
