import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import * as glue from '@prisma/schema-engine-wasm/schema_engine_bg';
import { schemaAdapter } from './schema-adapter.ts';

export const NO_FILTERS: glue.SchemaFilter = { externalTables: [], externalEnums: [] };

let loaded = false;

/**
 * Lends Prisma's schema engine as WebAssembly: the binary of `prisma migrate` would have to be downloaded.
 * @param onScript told of each script before it runs
 */
export async function withSchemaEngine<T>(
  url: string,
  use: (engine: glue.SchemaEngine) => Promise<T>,
  onScript: (script: string) => void = () => undefined,
): Promise<T> {
  if (!loaded) load();
  loaded = true;
  const adapter = schemaAdapter(url, onScript);
  const engine = await glue.SchemaEngine.new({ datamodels: undefined }, () => undefined, bindMigrationAwareSqlAdapterFactory(adapter));
  try {
    return await use(engine);
  } finally {
    engine.free();
    await adapter.close();
  }
}

/** Every migration of the folder in the order of their names. */
export function migrationsIn(folder: string): glue.MigrationList {
  const names = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  return {
    baseDir: folder,
    lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' },
    shadowDbInitScript: '',
    migrationDirectories: names.map((path) => ({
      path,
      migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: readFileSync(join(folder, path, 'migration.sql'), 'utf8') } },
    })),
  };
}

function load(): void {
  const folder = dirname(createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm'));
  const module = new WebAssembly.Module(readFileSync(join(folder, 'schema_engine_bg.wasm')));
  const instance = new WebAssembly.Instance(module, { './schema_engine_bg.js': { ...glue, ...patientTimers() } });
  glue.__wbg_set_wasm(instance.exports);
  (instance.exports['__wbindgen_start'] as () => void)();
  // Where the engine leaves the text of a panic.
  const registry = {
    message: '',
    set_message(text: string) {
      console.error(text);
      this.message = text;
    },
    get() {
      return this.message;
    },
  };
  Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: registry });
}

/** The engine never clears the timer of its ten seconds' patience for a lock: it must not keep a finished process waiting. */
function patientTimers(): Record<string, unknown> {
  const names = Object.keys(glue).filter((name) => name.startsWith('__wbg_setTimeout_'));
  return Object.fromEntries(names.map((name) => [name, (run: () => void, ms: number) => setTimeout(run, ms).unref()]));
}
