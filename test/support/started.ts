import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The whole system as a person starts it, with a data folder and a port of its own. */
export interface Started {
  address: string;
  /** The one-time password that was printed for this user name. */
  password: (username: string) => string;
  stop: () => Promise<void>;
}

const patienceMs = 240_000;
const root = join(import.meta.dirname, '..', '..');

/** `duban start` with these arguments. @throws Error with everything it said, if it does not come up. */
export async function startDuban(...options: string[]): Promise<Started> {
  const folder = mkdtempSync(join(tmpdir(), 'duban-e2e-'));
  // Postgres runs as another user when we are root: it must be able to enter.
  chmodSync(folder, 0o711);
  const port = await freePort();
  const environment = {
    ...process.env,
    DUBAN_DATA: join(folder, 'data'),
    DATABASE_URL: '',
    TEMPORAL_ADDRESS: '',
    SMTP_URL: '',
    PUBLIC_URL: '',
  };
  const env = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const child = spawn(process.execPath, ['bin/duban.mjs', 'start', '--port', String(port), ...options], { cwd: root, env, stdio: 'pipe' });
  let said = '';
  const listen = (chunk: Buffer) => (said += chunk.toString());
  child.stdout.on('data', listen);
  child.stderr.on('data', listen);
  const stop = async () => {
    await ended(child);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  if (!(await untilReady(child, () => said.includes('duban is ready')))) {
    await stop();
    throw new Error(`duban did not come up:\n${said}`);
  }
  return {
    address: `http://127.0.0.1:${port}`,
    password: (username) => {
      const found = new RegExp(`^\\s+${username}\\s+(\\S+)`, 'm').exec(said)?.[1];
      if (found === undefined) throw new Error(`no one-time password was printed for ${username}`);
      return found;
    },
    stop,
  };
}

async function untilReady(child: ChildProcess, isReady: () => boolean): Promise<boolean> {
  for (const began = Date.now(); Date.now() - began < patienceMs;) {
    if (isReady()) return true;
    if (child.exitCode !== null) return false;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return false;
}

function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGINT');
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
