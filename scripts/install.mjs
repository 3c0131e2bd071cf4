// Installs the packages of package-lock.json when they are missing or of other versions. Plain Node.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Runs `npm ci` when needed; everything it says goes to standard error. Throws an error with what to do. */
export function install() {
  if (isInstalled()) return;
  process.stderr.write('正在安装依赖（npm ci，首次约一分钟）· Installing packages (npm ci; about a minute the first time) …\n');
  const npm = process.env.npm_execpath?.endsWith('.js') ? [process.execPath, process.env.npm_execpath] : ['npm'];
  const done = spawnSync(npm[0], [...npm.slice(1), 'ci', '--no-audit', '--no-fund', '--loglevel', 'error'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32' && npm.length === 1,
    // Under `npm start` npm hands its own settings down; a `--json` among them would change what it prints.
    env: { ...process.env, npm_config_json: undefined, NODE_ENV: undefined, npm_config_omit: undefined, npm_config_production: undefined },
  });
  if (done.status === 0 && isInstalled()) return;
  throw new Error(
    [
      '依赖安装失败。请检查网络、npm 源和磁盘空间（上面是 npm 的输出），然后在本目录执行 npm ci 重试。',
      'Installing packages failed. Check the network, the npm registry and the disk (npm says why above), then run "npm ci" in this folder.',
    ].join('\n'),
  );
}

/** npm writes what it has installed at the very end: an install that was cut off, or another lock's, shows here. */
export function isInstalled() {
  const installed = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(installed)) return false;
  const has = packagesOf(installed);
  return Object.entries(packagesOf(join(root, 'package-lock.json'))).every(
    ([path, { version, optional, peer, link }]) =>
      path === '' || link || has[path]?.version === version || ((optional || peer) && has[path] === undefined),
  );
}

function packagesOf(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages;
}
