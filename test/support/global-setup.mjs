import { openRunFolder } from './run-folder.mjs';

/** `npm test` runs jest several times with one folder, which is its own to close. */
export default function setUp() {
  if (process.env.DUBAN_TEST_RUN === undefined) globalThis.ownRunFolder = openRunFolder();
}
