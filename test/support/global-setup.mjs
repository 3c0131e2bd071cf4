import { openRunFolder } from './run-folder.mjs';

export default function setUp() {
  openRunFolder();
}
