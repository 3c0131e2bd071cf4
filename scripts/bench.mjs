// Builds the bench beside the program and runs it: npm run bench -- [section…] [--size small] [--write].
import { execFileSync, spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { prepare } from './prepare.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
try {
  prepare();
  execFileSync(process.execPath, [join(root, 'node_modules', 'typescript', 'bin', 'tsc'), '-p', 'tsconfig.build.json', '--noCheck'], {
    cwd: root,
    stdio: 'inherit',
  });
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exit(2);
}
const { status } = spawnSync(process.execPath, [join(root, 'dist', 'bench', 'run.js'), ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
  env: { LOG_LEVEL: 'error', ...process.env },
});
process.exit(status ?? 1);
