import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type pg from 'pg';
import { openPool, withActor } from '../../platform/database.ts';
import { freshDatabase, testConfig } from '../support/stack.ts';

let app: pg.Pool;
let owner: pg.Pool;
beforeAll(async () => {
  const { url } = await freshDatabase();
  app = openPool(testConfig({ databaseUrl: url }), 'app', 2);
  owner = openPool(testConfig({ databaseUrl: url }), 'owner', 1);
});
afterAll(async () => {
  await Promise.all([app.end(), owner.end()]);
});

describe('the database', () => {
  it('serves requests as a role that may not change the audit trail', async () => {
    expect((await app.query('select current_user as role')).rows).toEqual([{ role: 'duban_app' }]);
    await expect(app.query('delete from audit')).rejects.toThrow('permission denied');
    await expect(app.query("update audit set result = 'x'")).rejects.toThrow('permission denied');
  });

  it('knows the actor within a transaction and forgets it after', async () => {
    const read = "select coalesce(current_setting('duban.actor', true), '') as actor";
    expect(await withActor(app, '{"id":"a"}', async (client) => (await client.query<{ actor: string }>(read)).rows)).toEqual([
      { actor: '{"id":"a"}' },
    ]);
    expect((await app.query(read)).rows).toEqual([{ actor: '' }]);
  });

  it('changes nothing when the work within a transaction fails', async () => {
    await owner.query('create table tried (n int); grant all on tried to duban_app');
    const failing = withActor(app, '{}', async (client) => {
      await client.query('insert into tried values (1)');
      throw new Error('on purpose');
    });
    await expect(failing).rejects.toThrow('on purpose');
    expect((await owner.query('select count(*) as n from tried')).rows).toEqual([{ n: 0 }]);
  });

  it('goes on after its connections were cut', async () => {
    await app.query('select 1');
    await owner.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where usename is not null and pid <> pg_backend_pid() and datname = current_database()',
    );
    const answer = await app.query('select 1 as one').catch(() => app.query('select 1 as one'));
    expect(answer.rows).toEqual([{ one: 1 }]);
  });

  it('gives moments as milliseconds, days as text and whole numbers as numbers, and no wrong figure', async () => {
    const text =
      "select timestamptz '2023-07-13 08:55:00.123+08' as at, timestamptz '2023-07-13 00:55:00+00' as whole, date '2023-07-15' as day, 9007199254740991::int8 as n";
    expect((await app.query(text)).rows).toEqual([
      { at: Date.UTC(2023, 6, 13, 0, 55, 0, 123), whole: Date.UTC(2023, 6, 13, 0, 55), day: '2023-07-15', n: 9007199254740991 },
    ]);
    await expect(app.query('select 9007199254740993::int8 as n')).rejects.toThrow('does not fit');
  });
});
