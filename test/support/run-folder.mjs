// The folder in which the tests of one run keep the servers they share. Plain JavaScript: jest's global hooks are not transformed.
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PREFIX = 'duban-test-';

/** Makes the folder; the environment hands it to the workers. Nothing is started until a test asks for it. */
export function openRunFolder() {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(PREFIX))) sweep(join(tmpdir(), name));
  const folder = mkdtempSync(join(tmpdir(), PREFIX));
  // Postgres runs as another user when we are root: it must be able to enter.
  chmodSync(folder, 0o711);
  writeFileSync(join(folder, 'owner'), String(process.pid));
  process.env.DUBAN_TEST_RUN = folder;
  return folder;
}

/** Ends every server started in the folder and removes it. */
export async function closeRunFolder(folder) {
  const pids = serversOf(folder);
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL']) {
    for (const pid of pids.filter(isAlive)) process.kill(pid, signal);
    for (let waited = 0; waited < 5_000 && pids.some(isAlive); waited += 50) await new Promise((resolve) => setTimeout(resolve, 50));
  }
  removePostgresElsewhere(join(folder, 'stack'));
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

/** What a killed run left: its owner is gone. */
function sweep(folder) {
  const owner = Number(read(join(folder, 'owner')));
  if (owner && isAlive(owner)) return;
  for (const pid of serversOf(folder).filter(isAlive)) process.kill(pid, 'SIGKILL');
  removePostgresElsewhere(join(folder, 'stack'));
  rmSync(folder, { recursive: true, force: true });
}

function serversOf(folder) {
  const files = (() => {
    try {
      return readdirSync(join(folder, 'servers'));
    } catch {
      return [];
    }
  })();
  // A number may have been given to another process since: its beginning must be the same.
  return files
    .map((name) => JSON.parse(read(join(folder, 'servers', name))))
    .filter(({ pid, began }) => beganOf(pid, began) === began)
    .map(({ pid }) => pid);
}

function beganOf(pid, otherwise) {
  if (process.platform !== 'linux') return otherwise;
  const stat = read(`/proc/${pid}/stat`);
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
}

function removePostgresElsewhere(stack) {
  const elsewhere = read(join(stack, 'postgres-lies-in')).trim();
  if (elsewhere.startsWith('/var/lib/duban/')) rmSync(elsewhere, { recursive: true, force: true });
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return !/\) Z /.test(read(`/proc/${pid}/stat`));
  } catch {
    return false;
  }
}

function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
