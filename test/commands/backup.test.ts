import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type pg from 'pg';
import { backup } from '../../commands/backup/backup.ts';
import { backlog, release } from '../../commands/backup/release.ts';
import { restore } from '../../commands/backup/restore.ts';
import { inventDirectory } from '../../commands/demo.ts';
import { examine } from '../../commands/doctor/examine.ts';
import { openPool } from '../../platform/database.ts';
import { launchedCampaign, type Stage } from '../support/campaign.ts';
import { freshDatabase, type TestDatabase } from '../support/stack.ts';

let stage: Stage;
let folder: string;
let empty: TestDatabase;
let target: pg.Pool;

beforeAll(async () => {
  stage = await launchedCampaign('2023-07-13T08:55', { obligations: true });
  await inventDirectory(stage.deps, stage.plan);
  await stage.enter('yanjin', [{ problem: '=甲\t"，\n乙' }, { problem: '丙', done: true }]);
  folder = await mkdtemp(join(tmpdir(), 'duban-backup-'));
  await mkdir(join(folder, 'data', 'evidence'), { recursive: true });
  await writeFile(join(folder, 'data', 'evidence', 'one.pdf'), 'evidence');
  await writeFile(join(folder, 'data', 'send-journal.jsonl'), '{"a":1}\n');
  await backup(stage.owner, join(folder, 'data'), join(folder, 'backup'));
  empty = await freshDatabase();
  target = openPool({ database: { url: empty.url, poolSize: 4 } }, 'owner');
});
afterAll(async () => {
  await target.end();
  await empty.drop();
  await stage.close();
  await rm(folder, { recursive: true, force: true });
});

const everything = (pool: pg.Pool) =>
  pool.query(
    `SELECT i.number, i.problem, i.status, i.life - 'generation' AS life, (SELECT jsonb_agg(a.rung ORDER BY a.at, a.rung) FROM agenda a WHERE a.subject = i.id) AS agenda,
       (SELECT hash FROM audit WHERE subject = i.id::text AND seq = 1) AS first_act
     FROM (SELECT id, number, problem, status, life FROM ledger_item UNION ALL SELECT id, null, name, status, life FROM obligation) AS i ORDER BY i.number, i.id`,
  );
/** What begins at the first opening after the launch: the open item, and what units owe already. */
const owedAlready = () =>
  stage.plan.obligations
    .filter(({ starts, due }) => starts <= '2023-07-13' && due >= '2023-07-13')
    .reduce((sum, { owedBy }) => sum + owedBy.length, 0);

describe('a backup', () => {
  it('refuses a folder that holds anything', async () => {
    await expect(backup(stage.owner, join(folder, 'data'), folder)).rejects.toMatchObject({ exitCode: 1 });
  });

  it('is refused whole when any file of it was altered', async () => {
    const path = join(folder, 'backup', 'data', 'evidence', 'one.pdf');
    await writeFile(path, 'forged');
    await expect(restore(target, join(folder, 'restored'), join(folder, 'backup'))).rejects.toMatchObject({ exitCode: 1 });
    expect((await target.query('SELECT 1 FROM campaign')).rowCount).toBe(0);
    await writeFile(path, 'evidence');
  });

  it('comes back equal, evidence included, with the postman held and telling what release will send', async () => {
    const restored = join(folder, 'restored');
    await mkdir(restored);
    await writeFile(join(restored, 'send-journal.jsonl'), '{"b":2}\n');
    await restore(target, restored, join(folder, 'backup'));
    expect((await everything(target)).rows).toEqual((await everything(stage.owner)).rows);
    expect(await readFile(join(restored, 'evidence', 'one.pdf'), 'utf8')).toBe('evidence');
    expect(await readFile(join(restored, 'send-journal.jsonl'), 'utf8')).toBe('{"b":2}\n{"a":1}\n');
    expect((await target.query('SELECT held FROM campaign')).rows).toEqual([{ held: true }]);
    const at = Date.parse('2023-07-13T09:30:00+08:00');
    expect(await backlog(target, at)).toMatchObject({ due: 1 + owedAlready(), subjects: 1 + owedAlready(), frozen: 0 });
    const findings = await examine({ pool: target, temporal: null, repair: false, now: Date.parse('2023-07-13T08:55:00+08:00') });
    expect(findings.map((finding) => finding.ailment)).toEqual(['temporal_away']);
    expect(await release(target, at)).toBe(1);
    expect(await release(target, at)).toBe(0);
  });

  it('makes the restored rows win over workflows that knew more', async () => {
    const { rows } = await target.query<{ generation: number; n: number }>(
      "SELECT generation, (SELECT count(*) FROM wake WHERE subject = i.id::text) AS n FROM ledger_item i WHERE status = 'assigned'",
    );
    expect(rows).toEqual([{ generation: 1, n: 1 }]);
    const obligations = await target.query(
      'SELECT DISTINCT status, generation, (SELECT count(*) FROM wake WHERE subject = o.id::text) AS n FROM obligation o ORDER BY status',
    );
    expect(obligations.rows).toEqual([
      { status: 'owed', generation: 1, n: 1 },
      { status: 'waived', generation: 0, n: 0 },
    ]);
  });

  it('is not restored over a campaign', async () => {
    await expect(restore(target, join(folder, 'again'), join(folder, 'backup'))).rejects.toMatchObject({ exitCode: 1 });
  });
});
