import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { environmentFault } from '../fault.ts';
import type { Say } from '../say.ts';

/** Whom Postgres runs as. Without ids: whoever runs us. */
export interface Account {
  uid?: number;
  gid?: number;
}

/** Where the cluster and the programs lie that this account can reach. */
export interface Home {
  folder: string;
  native: string;
}

const SHARED = '/var/lib/duban';

/**
 * Postgres refuses to run as root: then it runs as whoever owns the cluster already, else as the system's `postgres`, made if need be,
 * else as `nobody`.
 */
export function postgresAccount(dataFolder: string, say: Say): Account {
  if (process.getuid?.() !== 0) return {};
  const found = ownerOf(join(dataFolder, 'postgres')) ?? idsOf('postgres') ?? makeAccount(say) ?? idsOf('nobody');
  if (found) return found;
  throw environmentFault(
    '以 root 身份运行时，Postgres 需要一个普通用户，但系统中没有 postgres 用户且无法创建。请执行 useradd --system postgres，或以普通用户运行。',
    'Run as root, Postgres needs an ordinary user, but there is no user "postgres" and none could be made. Run "useradd --system postgres", or run as an ordinary user.',
  );
}

/**
 * The folder for the cluster: under the data folder when the account can reach it. A clone below a root-only home or a private temporary
 * folder cannot be reached by another user; then cluster and programs lie below /var/lib/duban, and a marker in the data folder says where.
 */
export function postgresHome(dataFolder: string, native: string, account: Account, say: Say): Home {
  const own = join(dataFolder, 'postgres');
  if (account.uid === undefined) return { folder: own, native };
  const marker = join(dataFolder, 'postgres-lies-in');
  if (!existsSync(marker) && canReach(native, account) && canReach(dataFolder, account)) {
    return { folder: own, native };
  }
  const elsewhere = existsSync(marker) ? readFileSync(marker, 'utf8').trim() : join(SHARED, randomBytes(6).toString('hex'));
  const home = { folder: join(elsewhere, 'postgres'), native: join(elsewhere, 'native') };
  if (!existsSync(join(home.native, 'complete'))) {
    say(
      `Postgres 的用户进不了 ${dataFolder}，数据库文件放在 ${elsewhere}`,
      `Postgres' user cannot enter ${dataFolder}: its files go to ${elsewhere}`,
    );
    mkdirSync(elsewhere, { recursive: true, mode: 0o755 });
    cpSync(native, home.native, { recursive: true, verbatimSymlinks: true });
    writeFileSync(join(home.native, 'complete'), '');
    writeFileSync(marker, `${elsewhere}\n`);
  }
  return home;
}

function canReach(folder: string, account: Account): boolean {
  try {
    execFileSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { ...account, cwd: '/', stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

function ownerOf(folder: string): { uid: number; gid: number } | null {
  const stat = statSync(folder, { throwIfNoEntry: false });
  return stat && stat.uid !== 0 ? { uid: stat.uid, gid: stat.gid } : null;
}

function idsOf(user: string): { uid: number; gid: number } | null {
  try {
    const id = (flag: string) => Number(execFileSync('id', [flag, user], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    return null;
  }
}

function makeAccount(say: Say): { uid: number; gid: number } | null {
  try {
    say('正在创建系统用户 postgres（数据库不能以 root 运行）', 'Making the system user "postgres" (the database refuses to run as root)');
    execFileSync('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postgres'], {
      stdio: 'ignore',
    });
  } catch {
    return null;
  }
  return idsOf('postgres');
}
