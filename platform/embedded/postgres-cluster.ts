import { execFileSync } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { inheritedEnvironment } from '../config.ts';
import { environmentFault } from '../fault.ts';
import type { Say } from '../say.ts';
import type { Account, Home } from './postgres-account.ts';

const MAJOR = '17';

/** Makes the cluster when there is none yet: UTF-8, sorted by code point, letters known by Unicode whatever the system's own locales. */
export function ensureCluster(home: Home, account: Account, password: string, say: Say): void {
  const version = join(home.folder, 'PG_VERSION');
  if (existsSync(version)) {
    checkVersion(home.folder, readFileSync(version, 'utf8').trim());
    return;
  }
  say('正在初始化数据库', 'Initialising the database');
  // Made beside and renamed: a run killed in the middle leaves nothing that looks like a cluster.
  const unfinished = `${home.folder}.new`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(dirname(unfinished), { recursive: true });
  mkdirSync(unfinished, { mode: 0o700 });
  const passwordFile = join(unfinished, '..', 'password.new');
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (account.uid !== undefined) {
    for (const path of [unfinished, passwordFile]) chownSync(path, account.uid, account.gid ?? account.uid);
  }
  try {
    initdb(home, account, unfinished, passwordFile);
  } finally {
    rmSync(passwordFile, { force: true });
  }
  rmSync(home.folder, { recursive: true, force: true });
  renameSync(unfinished, home.folder);
}

function initdb(home: Home, account: Account, folder: string, passwordFile: string): void {
  const options = [
    `--pgdata=${folder}`,
    '--username=duban',
    '--auth=scram-sha-256',
    `--pwfile=${passwordFile}`,
    '--encoding=UTF8',
    '--locale=C',
    `--lc-ctype=${unicodeLocale()}`,
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
  ];
  try {
    const environment = { ...inheritedEnvironment(), LC_ALL: undefined, TZ: 'UTC' };
    execFileSync(join(home.native, 'bin', 'initdb'), options, {
      ...account,
      cwd: folder,
      env: environment,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
  } catch (cause) {
    const said = String((cause as { stderr?: unknown }).stderr ?? cause).trim();
    throw environmentFault(
      `数据库初始化失败：${said}\n请检查磁盘空间以及 ${dirname(folder)} 的权限后重试。`,
      `The database could not be initialised: ${said}\nCheck the disk's free space and the permissions of ${dirname(folder)}, then start again.`,
      cause,
    );
  }
}

/** Trigram search takes only what the system's locale calls a letter: without a UTF-8 one it would ignore Chinese. */
function unicodeLocale(): string {
  try {
    const known = execFileSync('locale', ['-a'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).split('\n');
    return ['C.UTF-8', 'C.utf8', 'en_US.UTF-8', 'en_US.utf8'].find((name) => known.includes(name)) ?? 'C';
  } catch {
    return 'C';
  }
}

function checkVersion(folder: string, version: string): void {
  if (version === MAJOR) return;
  throw environmentFault(
    `${folder} 是 PostgreSQL ${version} 的数据，内置的是 ${MAJOR}。请用原版本导出后再导入，或设置 DATABASE_URL。`,
    `${folder} holds data of PostgreSQL ${version}, the embedded one is ${MAJOR}. Export with the old version and import again, or set DATABASE_URL.`,
  );
}
