import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, type BundleOptions, type Logger } from '@temporalio/worker';
import { projectFolder } from '../platform/root.ts';

const sources = dirname(dirname(fileURLToPath(import.meta.url)));

/** Part of the hash: raised when the bundle is made otherwise from the same sources. */
const form = '2';

/**
 * Every process that runs workflows holds the bundle as long as it lives. Traces name file and line; the sources themselves,
 * which the SDK would have kept in memory twice, stay on the disk.
 */
const webpackConfigHook: NonNullable<BundleOptions['webpackConfigHook']> = (config) => ({
  ...config,
  devtool: 'inline-nosources-cheap-module-source-map',
});

/**
 * The workflows' code in one file, made once: `dist/workflow-bundle.{hash}.js`, where the hash covers `workflows/`, `domain/`
 * and the SDK. A build makes it ahead; else the first start does, in a few seconds.
 */
export async function workflowBundle(logger?: Logger): Promise<{ codePath: string }> {
  const folder = join(projectFolder, 'dist');
  const codePath = join(folder, `workflow-bundle.${contentHash()}.js`);
  if (!existsSync(codePath)) {
    const options = { workflowsPath: entry('workflows/index'), webpackConfigHook, ...(logger ? { logger } : {}) };
    const { code } = await bundleWorkflowCode(options);
    mkdirSync(folder, { recursive: true });
    const unfinished = `${codePath}.${process.pid}`;
    writeFileSync(unfinished, inAscii(code));
    renameSync(unfinished, codePath);
    removeOthers(folder, codePath);
  }
  return { codePath };
}

function contentHash(): string {
  const hash = createHash('sha256').update(form).update(sdkVersion());
  for (const folder of ['domain', 'workflows']) {
    const names = readdirSync(join(sources, folder), { recursive: true, encoding: 'utf8' });
    for (const name of names.filter((file) => /\.(ts|js)$/.test(file)).sort()) {
      hash.update(`${folder}/${name}\n`).update(readFileSync(join(sources, folder, name)));
    }
  }
  return hash.digest('hex').slice(0, 16);
}

/** One character beyond Latin-1 makes V8 hold a whole file at two bytes a character. */
function inAscii(code: string): string {
  return code.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function sdkVersion(): string {
  const { version } = createRequire(import.meta.url)('@temporalio/worker/package.json') as { version: string };
  return version;
}

/** Sources end in `.ts`, the build in `.js`. */
function entry(name: string): string {
  const source = join(sources, `${name}.ts`);
  return existsSync(source) ? source : join(sources, `${name}.js`);
}

/** Bundles of earlier versions of the code; those of a source tree and of its build may stand side by side. */
function removeOthers(folder: string, kept: string): void {
  const bundles = readdirSync(folder).filter((name) => /^workflow-bundle\.[0-9a-f]{16}\.js$/.test(name));
  for (const name of bundles.slice(0, Math.max(0, bundles.length - 4))) {
    if (join(folder, name) !== kept) rmSync(join(folder, name), { force: true });
  }
}
