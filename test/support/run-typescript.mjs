import { register } from 'node:module';

/** For `node --import`: TypeScript files run as they are, so that a test can start a process of its own and kill it. */
const hooks = `
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import swc from ${JSON.stringify(import.meta.resolve('@swc/core'))};
export async function load(url, context, next) {
  if (!url.startsWith('file:') || !url.endsWith('.ts')) return next(url, context);
  const options = { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'es6' } };
  const { code } = swc.transformSync(readFileSync(fileURLToPath(url), 'utf8'), options);
  return { format: 'module', source: code, shortCircuit: true };
}`;

register(`data:text/javascript,${encodeURIComponent(hooks)}`, import.meta.url);
