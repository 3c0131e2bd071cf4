import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, type Logger } from '@temporalio/worker';
import { projectFolder } from '../platform/root.ts';

const sources = dirname(dirname(fileURLToPath(import.meta.url)));

/**
 * The workflows' code in one file, made once: `dist/workflow-bundle.{hash}.js`, where the hash covers `workflows/`, `domain/`
 * and the SDK. A build makes it ahead; else the first start does, in a few seconds.
 */
export async function workflowBundle(logger?: Logger): Promise<{ codePath: string }> {
  const folder = join(projectFolder, 'dist');
  const codePath = join(folder, `workflow-bundle.${contentHash()}.js`);
  if (!existsSync(codePath)) {
    const options = { workflowsPath: entry('workflows/index'), ...(logger ? { logger } : {}) };
    const { code } = await bundleWorkflowCode(options);
    mkdirSync(folder, { recursive: true });
    const unfinished = `${codePath}.${process.pid}`;
    writeFileSync(unfinished, code);
    renameSync(unfinished, codePath);
    removeOthers(folder, codePath);
  }
  return { codePath };
}

function contentHash(): string {
  const hash = createHash('sha256').update(sdkVersion());
  for (const folder of ['domain', 'workflows']) {
    const names = readdirSync(join(sources, folder), { recursive: true, encoding: 'utf8' });
    for (const name of names.filter((file) => /\.(ts|js)$/.test(file)).sort()) {
      hash.update(`${folder}/${name}\n`).update(readFileSync(join(sources, folder, name)));
    }
  }
  return hash.digest('hex').slice(0, 16);
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
