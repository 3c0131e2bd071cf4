#!/usr/bin/env node
// The door to everything: installs and builds what is missing, then hands over to cli/main.ts. Uses nothing but Node until then.
import { install } from '../scripts/install.mjs';
import { prepare } from '../scripts/prepare.mjs';

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(
    `需要 Node.js 20.19 及以上，当前是 ${process.version}。请升级后重试（https://nodejs.org）。\n` +
      `Node.js 20.19 or later is needed, this is ${process.version}. Upgrade and try again (https://nodejs.org).\n`,
  );
  process.exit(2);
}

try {
  install();
  prepare();
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exit(2);
}

await import('../dist/cli/main-process.js');
