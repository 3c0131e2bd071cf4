import { closeRunFolder } from './run-folder.mjs';

export default async function tearDown() {
  await closeRunFolder(process.env.DUBAN_TEST_RUN);
}
