// Makes every trouble the system promises to stand and prints the figures: npm run faults [-- --kills 300 --seed 7 --only storm --small]
import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { closeRunFolder, openRunFolder } from '../test/support/run-folder.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const folder = openRunFolder();
const typescript = join(root, 'test', 'support', 'run-typescript.mjs');
const child = spawn(process.execPath, ['--import', typescript, join(root, 'test', 'faults', 'run.ts'), ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, LOG_LEVEL: 'fatal' },
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('close', (code) => {
  void closeRunFolder(folder).then(() => process.exit(code ?? 1));
});
