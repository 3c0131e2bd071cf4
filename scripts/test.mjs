// `npm test`: installs and prepares when needed, then everything that must hold: form, lint, types, boundaries, dead code, migrations, tests.
// `npm test -- checks domain platform` runs only what is named. The last line is `N passed, N failed`; no process is left behind.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { closeRunFolder, openRunFolder } from '../test/support/run-folder.mjs';
import { install } from './install.mjs';
import { prepare } from './prepare.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const program = (...path) => join(root, 'node_modules', ...path);
/** Tests of these folders share nothing and may run side by side; each of the others has the machine to itself. */
const pure = ['domain', 'documents', 'plans'];
const folders = ['domain', 'plans', 'workflows', 'commands', 'activities', 'worker', 'server', 'web/src', 'documents', 'platform', 'cli'];

const checks = [
  ['格式 · form (prettier)', [program('prettier', 'bin', 'prettier.cjs'), '--check', '--log-level', 'warn', '.']],
  ['规范 · lint (eslint)', [program('eslint', 'bin', 'eslint.js'), '.', '--max-warnings', '0']],
  ['类型 · types (tsc)', [program('typescript', 'bin', 'tsc'), '-p', 'tsconfig.json', '--noEmit']],
  ['页面类型 · types of the page (tsc)', [program('typescript', 'bin', 'tsc'), '-p', 'web/tsconfig.json', '--noEmit'], 'web/tsconfig.json'],
  [
    '边界 · boundaries (dependency-cruiser)',
    [
      program('dependency-cruiser', 'bin', 'dependency-cruise.mjs'),
      '--config',
      '.dependency-cruiser.cjs',
      ...folders.filter((folder) => existsSync(join(root, folder))),
    ],
  ],
  ['无用代码 · dead code (knip)', [program('knip', 'bin', 'knip.js')]],
  ['迁移与结构一致 · migrations equal the schema', ['scripts/migration.mjs', '--check']],
];

const asked = process.argv.slice(2);
const isAsked = (name) => asked.length === 0 || asked.includes(name);

const tally = { passed: 0, failed: 0 };
const failures = [];
const running = new Set();
let runFolder;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    void cleanUp().then(() => process.exit(130));
  });
}

try {
  heading('安装与准备 · install and prepare');
  install();
  prepare();
  for (const [title, command, needs] of isAsked('checks') ? checks : []) {
    if (needs === undefined || existsSync(join(root, needs))) await check(title, command);
  }
  runFolder = openRunFolder();
  const side = pure.filter(isAsked).map((folder) => `test/${folder}/`);
  if (side.length > 0) await jest('纯函数 · pure functions', side, ['--maxWorkers=2']);
  for (const folder of otherTests().filter(isAsked)) await jest(`test/${folder}`, [`test/${folder}/`], ['--runInBand']);
} catch (error) {
  tally.failed += 1;
  failures.push(error instanceof Error ? error.message : String(error));
} finally {
  await cleanUp();
}

for (const failure of failures) console.log(`✗ ${failure}`);
console.log(`${tally.passed} passed, ${tally.failed} failed`);
process.exit(tally.failed === 0 ? 0 : 1);

async function check(title, command) {
  heading(title);
  const { code, output, seconds } = await node(command, 'pipe');
  if (code === 0) tally.passed += 1;
  else {
    tally.failed += 1;
    failures.push(title);
    console.log(output.trimEnd());
  }
  console.log(`${code === 0 ? '✓' : '✗'} ${title}: ${seconds} s`);
}

async function jest(title, paths, options) {
  heading(`测试 · tests: ${title}`);
  const folder = mkdtempSync(join(tmpdir(), 'duban-jest-'));
  const report = join(folder, 'report.json');
  const flags = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', program('jest', 'bin', 'jest.js')];
  const command = [...flags, ...paths, ...options, '--forceExit', '--passWithNoTests', '--json', `--outputFile=${report}`];
  const { signal } = await node(command, ['ignore', 'ignore', 2]);
  // The workflow sandbox can bring Node itself down ("async hook stack has become corrupted", temporalio/sdk-typescript#939): no test
  // has spoken then, so they are asked once more. A test that fails is never asked again.
  if (!existsSync(report) && signal !== null) {
    console.log(`Node 被 ${signal} 终止，重新运行一次 · Node was ended by ${signal}; once more`);
    await node(command, ['ignore', 'ignore', 2]);
  }
  if (existsSync(report)) {
    const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites, testResults } = JSON.parse(readFileSync(report, 'utf8'));
    tally.passed += numPassedTests;
    tally.failed += numFailedTests + numRuntimeErrorTestSuites;
    failures.push(...testResults.flatMap(failedIn));
  } else {
    tally.failed += 1;
    failures.push(`${title}: jest 没有完成 · jest did not finish`);
  }
  rmSync(folder, { recursive: true, force: true });
}

function failedIn({ name, status, assertionResults }) {
  const file = name.slice(root.length + 1);
  const named = assertionResults.filter((result) => result.status === 'failed').map(({ fullName }) => `${file}: ${fullName}`);
  return status === 'failed' && named.length === 0 ? [file] : named;
}

function otherTests() {
  return readdirSync(join(root, 'test'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !pure.includes(entry.name))
    .map(({ name }) => name)
    .filter((name) => readdirSync(join(root, 'test', name), { recursive: true }).some((file) => String(file).endsWith('.test.ts')));
}

/** Runs Node in a process group of its own, all of which is ended with it. */
function node(args, stdio) {
  const began = Date.now();
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      detached: true,
      stdio: stdio === 'pipe' ? ['ignore', 'pipe', 'pipe'] : stdio,
      env: { ...process.env, FORCE_COLOR: undefined, NODE_OPTIONS: undefined },
    });
    running.add(child.pid);
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (piece) => (output += piece));
    child.on('close', (code, signal) => {
      endGroup(child.pid);
      running.delete(child.pid);
      resolve({ code, signal, output, seconds: ((Date.now() - began) / 1000).toFixed(1) });
    });
  });
}

async function cleanUp() {
  for (const group of running) endGroup(group);
  if (runFolder) await closeRunFolder(runFolder);
  runFolder = undefined;
}

function endGroup(group) {
  try {
    process.kill(-group, 'SIGKILL');
  } catch {
    // All of it has ended.
  }
}

function heading(title) {
  console.log(`\n── ${title}`);
}
