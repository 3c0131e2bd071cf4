import { closeRunFolder } from './run-folder.mjs';

export default async function tearDown() {
  if (globalThis.ownRunFolder !== undefined) await closeRunFolder(globalThis.ownRunFolder);
}
