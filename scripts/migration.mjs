// `npm run migration -- name`: writes the next migration from what prisma/schema.prisma has and prisma/migrations have not.
// `npm run migration -- --check`: fails when they differ. Uses a Postgres of its own in a temporary folder.
import { randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { install } from './install.mjs';
import { prepare } from './prepare.mjs';

const [title] = process.argv.slice(2);
if (!title) {
  console.error('用法：npm run migration -- 名称 / Usage: npm run migration -- name');
  process.exit(1);
}
install();
prepare();
const { startPostgres } = await import('../dist/platform/embedded/postgres.js');
const { schemaDifference, writeMigration } = await import('../dist/platform/migrate.js');

const folder = mkdtempSync(join(tmpdir(), 'duban-migration-'));
chmodSync(folder, 0o711);
const postgres = await startPostgres({ dataFolder: folder, password: randomUUID(), port: 5639, durable: false });
try {
  process.exitCode = title === '--check' ? await check(postgres.url) : await write(postgres.url);
} finally {
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}

async function check(url) {
  const difference = await schemaDifference(url);
  if (difference === '') return 0;
  console.error(
    `迁移与 schema.prisma 不一致，请执行 npm run migration -- 名称 / Migrations and schema differ; run npm run migration -- name:\n${difference}`,
  );
  return 1;
}

async function write(url) {
  const made = await writeMigration(url, title);
  console.error(
    made === null ? '没有差别 / Nothing differs' : `已写 / Written: ${made}\n${readFileSync(join(made, 'migration.sql'), 'utf8')}`,
  );
  return 0;
}
