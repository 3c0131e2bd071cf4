import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Client } from '@temporalio/client';
import type pg from 'pg';
import { keepPart } from '../../cli/part-process.ts';
import type { PartName } from '../../cli/parts.ts';
import { moveClock, readOffset } from '../../commands/clock.ts';
import { inventDirectory } from '../../commands/demo.ts';
import { launch } from '../../commands/launch.ts';
import type { ExecuteDeps } from '../../commands/execute.ts';
import type { Moment } from '../../domain/calendar.ts';
import type { Plan } from '../../domain/plan.ts';
import { loadPlan } from '../../plans/load.ts';
import { inheritedEnvironment, readConfig, type Config } from '../../platform/config.ts';
import { openPool } from '../../platform/database.ts';
import { startStack } from '../../platform/embedded/supervise.ts';
import { migrate } from '../../platform/migrate.ts';
import { projectFolder } from '../../platform/root.ts';
import { openTemporal } from '../../platform/temporal.ts';
import { sayNothing } from '../../platform/say.ts';
import { say } from './say.ts';

/** A campaign of the reference plan on a stack of its own, as `duban start` has it: durable, on disk, in a temporary data folder. */
export interface Stage {
  config: Config;
  plan: Plan;
  temporal: Client;
  owner: pg.Pool;
  engine: pg.Pool;
  /** As the server has it. */
  app: pg.Pool;
  /** Runs a part as a process of its own until the result is called. */
  run(part: PartName): () => Promise<void>;
  /** For commands as the engine; `now` follows `setNow`. */
  deps: ExecuteDeps;
  /** Moves the virtual clock, forward only. */
  setNow(to: Moment): Promise<void>;
  close(): Promise<void>;
}

/** A temporary data folder that Postgres' user can enter, with the programs that were found before. */
export function dataFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'duban-bench-'));
  chmodSync(folder, 0o755);
  const programs = join(projectFolder, '.duban', 'bin');
  if (existsSync(programs)) symlinkSync(programs, join(folder, 'bin'));
  return folder;
}

/** Removes what a run kept, wherever Postgres had to keep it. */
export function removeData(folder: string): void {
  const marker = join(folder, 'postgres-lies-in');
  if (existsSync(marker)) rmSync(readFileSync(marker, 'utf8').trim(), { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
}

/** @param local the campaign's virtual time at launch, `2023-07-13T08:55` in its zone (+08:00) */
export async function openStage(local: string): Promise<Stage> {
  const folder = dataFolder();
  mkdirSync(join(folder, 'log'), { recursive: true });
  const given = readConfig({ ...inheritedEnvironment(), DUBAN_DATA: folder, DATABASE_URL: '', TEMPORAL_ADDRESS: '', SMTP_URL: '' });
  say(`a fresh stack in ${folder}`);
  const stack = await startStack(given, sayNothing);
  const { config } = stack;
  const temporal = await openTemporal(config);
  const owner = openPool(config, 'owner', 3);
  const engine = openPool(config, 'engine', 20);
  const app = openPool(config, 'app', 20);
  const stopping: (() => Promise<void>)[] = [];
  const close = async () => {
    await Promise.all(stopping.splice(0).map((stop) => stop()));
    await Promise.all([owner.end(), engine.end(), app.end(), temporal.connection.close()]);
    await stack.stop();
    removeData(folder);
  };
  try {
    await migrate(config.database.url ?? '', { say: sayNothing });
    // The ledger alone: what the plan's units owe would be counted in with the items.
    const plan = { ...(await loadPlan(join(projectFolder, 'plans', 'xinxiang-2023'))), obligations: [] };
    await launch(owner, plan, { at: Date.parse(`${local}:00+08:00`), demo: true, now: Date.now });
    let offset = await readOffset(owner);
    const deps = { pool: engine, now: () => Date.now() + offset };
    await inventDirectory(deps, plan);
    const run = (part: PartName) => {
      const kept = keepPart(part, config, (child) => stack.adopt(child), sayNothing);
      stopping.push(() => kept.stop());
      return () => kept.stop();
    };
    const setNow = async (to: Moment) => {
      offset = await moveClock(owner, to);
    };
    return { config, plan, temporal, owner, engine, app, run, deps, setNow, close };
  } catch (error) {
    await close();
    throw error;
  }
}
