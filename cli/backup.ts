import { DateTime } from 'luxon';
import { backup as makeBackup } from '../commands/backup/backup.ts';
import { backlog, release as releasePostman, type Backlog } from '../commands/backup/release.ts';
import { readOffset } from '../commands/clock.ts';
import { restore as restoreBackup } from '../commands/backup/restore.ts';
import { readConfig } from '../platform/config.ts';
import { openPool } from '../platform/database.ts';
import { startStack } from '../platform/embedded/supervise.ts';
import { migrate } from '../platform/migrate.ts';
import { sayOnStderr } from '../platform/say.ts';
import { connected } from './connected.ts';

/** `duban backup DIR`: database, evidence, send journal and configuration as of one moment, while people work on. */
export async function backup(folder: string): Promise<number> {
  return connected(async ({ config, owner }) => {
    const { tables, files } = await makeBackup(owner, config.dataFolder, folder);
    const rows = tables.reduce((sum, table) => sum + table.rows, 0);
    process.stdout.write(`已备份 ${rows} 行、${files.length} 个文件到 ${folder} / ${rows} rows and ${files.length} files in ${folder}\n`);
    return 0;
  });
}

/** `duban restore DIR`: into an empty data folder or database. Starts what it needs, and leaves the postman held. */
export async function restore(folder: string): Promise<number> {
  const config = readConfig();
  const stack = await startStack(config, sayOnStderr);
  try {
    await migrate(stack.config.database.url ?? '', { say: sayOnStderr });
    const owner = openPool(stack.config, 'owner', 2);
    try {
      const manifest = await restoreBackup(owner, config.dataFolder, folder);
      const held = await backlog(owner, Date.now() + (await readOffset(owner)));
      process.stdout.write(`已恢复 ${manifest.campaigns.join('、')}；发件已暂停。 / Restored; the postman is held.\n${backlogText(held)}`);
      return 0;
    } finally {
      await owner.end();
    }
  } finally {
    await stack.stop();
  }
}

/** `duban release`: lets a held postman go on; first tells what it will send. */
export async function release({ yes = false }: { yes?: boolean }): Promise<number> {
  return connected(async ({ pool, clock }) => {
    const now = clock.now();
    process.stdout.write(backlogText(await backlog(pool, now)));
    if (!yes) {
      process.stdout.write('确认后请加 --yes / Add --yes to release\n');
      return 1;
    }
    const released = await releasePostman(pool, now);
    process.stdout.write(released > 0 ? '发件已恢复 / Released\n' : '发件本未暂停 / Nothing was held\n');
    return 0;
  });
}

function backlogText({ due, subjects, since, frozen, zone }: Backlog): string {
  const from = since === null ? '' : `，最早的原定 ${DateTime.fromMillis(since, { zone }).toFormat('yyyy-MM-dd HH:mm')}`;
  return `放行后将发出：${subjects} 个事项的 ${due} 条到期提醒${from}，以及已封存未发的 ${frozen} 封；发送日志中已发出的不会重发。\nReleasing sends ${due} reminders due for ${subjects} subjects and ${frozen} frozen messages; what the send journal knows as sent is not sent again.\n`;
}
