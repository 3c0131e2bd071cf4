// Records a history for every path of every workflow into test/replay/histories/: npm run record-histories
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const run = mkdtempSync(join(tmpdir(), 'duban-record-'));
const typescript = join(root, 'test', 'support', 'run-typescript.mjs');
try {
  const { status } = spawnSync(process.execPath, ['--import', typescript, join(root, 'test', 'replay', 'record.ts')], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, DUBAN_TEST_RUN: run },
  });
  process.exitCode = status ?? 1;
} finally {
  rmSync(run, { recursive: true, force: true });
}
