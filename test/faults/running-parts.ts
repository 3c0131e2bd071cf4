import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Client } from '@temporalio/client';
import { makeCalendar } from '../../domain/calendar.ts';
import { clockState, type LedgerItem } from '../../domain/ledger-item.ts';
import { nextTimedChange, type TimedChange } from '../../domain/moments.ts';
import { moveClock, readOffset } from '../../commands/clock.ts';
import { wakeOpenSubjects } from '../../commands/advance-clock.ts';
import { relayLag } from '../../commands/relay.ts';
import { readConfig } from '../../platform/config.ts';
import { openTemporal } from '../../platform/temporal.ts';
import { itemWorkflowId } from '../../workflows/ids.ts';
import { subjectState } from '../../workflows/messages.ts';
import { workflowBundle } from '../../worker/bundle.ts';
import type { PartOrder } from '../support/doomed-part.ts';
import type { Halt } from '../support/halting-queries.ts';
import { runFolder } from '../support/shared.ts';
import { quiet, quietRuntime } from '../support/time-skipping.ts';
import { doomedOnes, type Doomed } from './doomed.ts';
import { rulesByKey } from './expected.ts';
import { startOwnTemporal, type OwnTemporal } from './own-temporal.ts';
import { localOf, type Scene } from './scene.ts';
import { within } from './within.ts';

type Part = PartOrder['part'];

/** The worker and the postman as processes, on a Temporal of their own; each can be killed and started again. */
export interface RunningParts {
  temporal: OwnTemporal;
  client: Client;
  start(part: Part, halt?: Halt | null): Promise<Doomed>;
  kill(part: Part): Promise<void>;
  /** Moves the virtual clock, of the scene too, and tells every workflow. */
  moveTo(local: string): Promise<void>;
  /** Whether everything has been told and time has nothing left to do; false when patience ends before. */
  settled(patienceMs?: number): Promise<boolean>;
  /** Open items whose workflow does not know the row, or will do something else next, or at another moment. */
  unequal(): Promise<string[]>;
  close(): Promise<void>;
}

const atOnce = 30;

export async function openParts(scene: Scene): Promise<RunningParts> {
  quietRuntime();
  await workflowBundle(quiet);
  const temporal = await startOwnTemporal();
  const environment = {
    DUBAN_DATA: join(runFolder(), 'data', randomUUID()),
    DUBAN_SECRET: 'a secret for tests, of more than 32 characters',
    DATABASE_URL: scene.url,
    TEMPORAL_ADDRESS: temporal.address,
    SMTP_URL: scene.smtp.url,
    LOG_LEVEL: 'fatal',
  };
  const client = await openTemporal(readConfig(environment));
  const ahead = doomedOnes('doomed-part.ts');
  const running = new Map<Part, Doomed>();
  const kill = async (part: Part) => {
    await running.get(part)?.kill();
    running.delete(part);
  };
  const timed = nextOf(scene);
  const open = async () => {
    const text = `SELECT life FROM ledger_item WHERE status NOT IN ('registered', 'closed', 'voided') ORDER BY id`;
    return (await scene.owner.query<{ life: LedgerItem }>(text)).rows.map(({ life }) => life);
  };
  return {
    temporal,
    client,
    kill,
    start: async (part, halt = null) => {
      const doomed = await ahead.next();
      doomed.tell({ part, environment, halt } satisfies PartOrder);
      running.set(part, doomed);
      return doomed;
    },
    moveTo: async (local) => {
      await moveClock(scene.owner, Date.parse(`${local}:00+08:00`));
      scene.setNow(local);
      await wakeOpenSubjects(scene.pool);
    },
    settled: (patienceMs) =>
      within(async () => {
        if ((await relayLag(scene.pool)).waiting > 0) return false;
        const now = Date.now() + (await readOffset(scene.owner));
        return (await open()).every((life) => (timed(life)?.at ?? Infinity) > now);
      }, patienceMs),
    unequal: async () => {
      const lives = await open();
      const unequal: string[] = [];
      for (let from = 0; from < lives.length; from += atOnce) {
        await Promise.all(
          lives.slice(from, from + atOnce).map(async (life) => {
            const handle = client.workflow.getHandle(itemWorkflowId(scene.plan.id, life.id));
            const known = await handle.query(subjectState).catch((error: unknown) => String(error));
            const told = typeof known === 'string' ? known : said(known.state, known.next);
            const meant = said(life, timed(life));
            if (told !== meant) unequal.push(`${life.id}: ${told} instead of ${meant}`);
          }),
        );
      }
      return unequal;
    },
    close: async () => {
      await Promise.all([kill('worker'), kill('postman'), ahead.close()]);
      await client.connection.close();
      await temporal.stop();
    },
  };
}

function said({ generation, revision }: Pick<LedgerItem, 'generation' | 'revision'>, next: TimedChange | null): string {
  return `${generation}.${revision} ${next === null ? 'nothing' : `${next.action} ${localOf(next.at)}`}`;
}

/** What time will do next to an item, by its row alone. */
function nextOf(scene: Scene): (life: LedgerItem) => TimedChange | null {
  const rules = rulesByKey(scene);
  const calendar = makeCalendar(scene.plan.calendar);
  return (life) => {
    const ladder = rules.get(life.difficulty)?.ladder;
    return ladder ? nextTimedChange(clockState(life), ladder, calendar) : null;
  };
}
