import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { ServiceError, type Client } from '@temporalio/client';
import { makeCalendar } from '../../domain/calendar.ts';
import { nextTimedChange, type TimedChange } from '../../domain/moments.ts';
import { moveClock, readOffset } from '../../commands/clock.ts';
import { wakeOpenSubjects } from '../../commands/advance-clock.ts';
import { relayLag } from '../../commands/relay.ts';
import { readConfig } from '../../platform/config.ts';
import { openTemporal } from '../../platform/temporal.ts';
import { subjectState, type SubjectReport } from '../../workflows/messages.ts';
import { workflowBundle } from '../../worker/bundle.ts';
import type { PartOrder } from '../support/doomed-part.ts';
import type { Halt } from '../support/halting-queries.ts';
import { runFolder } from '../support/shared.ts';
import { quiet, quietRuntime } from '../support/time-skipping.ts';
import { doomedOnes, type Doomed } from './doomed.ts';
import { rulesByKey } from './expected.ts';
import { subjectOf, workflowOf, type Subject, type SubjectRow } from '../support/kinds.ts';
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
  /** Ids of the open items and obligations. */
  openOnes(): Promise<string[]>;
  /** Open items and obligations whose workflow does not know the row, or will do something else next, or at another moment. */
  unequal(): Promise<string[]>;
  close(): Promise<void>;
}

const atOnce = 30;
const askedAtMost = 5;

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
    const text = `SELECT 'item' AS kind, life FROM ledger_item WHERE status NOT IN ('registered', 'closed', 'voided')
      UNION ALL SELECT 'obligation', life FROM obligation WHERE status NOT IN ('accepted', 'waived')`;
    const { rows } = await scene.owner.query<SubjectRow>(text);
    return rows.map((row) => ({ workflow: workflowOf(scene.plan.id, row), subject: subjectOf(row) }));
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
        return (await open()).every(({ subject }) => (timed(subject)?.at ?? Infinity) > now);
      }, patienceMs),
    openOnes: async () => (await open()).map(({ subject }) => subject.id),
    unequal: async () => {
      const all = await open();
      const unequal: string[] = [];
      for (let from = 0; from < all.length; from += atOnce) {
        await Promise.all(
          all.slice(from, from + atOnce).map(async ({ workflow, subject }) => {
            const known = await asked(client, workflow);
            const told = typeof known === 'string' ? known : said(known.state, known.next);
            const meant = said(subject.clock, timed(subject));
            if (told !== meant) unequal.push(`${workflow}: ${told} instead of ${meant}`);
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

/** What a workflow knows, or why it tells nothing. A Temporal too busy to answer in time is asked again. */
async function asked(client: Client, workflow: string): Promise<SubjectReport | string> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await client.workflow.getHandle(workflow).query(subjectState);
    } catch (error) {
      if (!(error instanceof ServiceError) || attempt === askedAtMost) return String(error);
    }
  }
}

function said({ generation, revision }: Subject['clock'], next: TimedChange | null): string {
  return `${generation}.${revision} ${next === null ? 'nothing' : `${next.action} ${localOf(next.at)}`}`;
}

/** What time will do next to an item or obligation, by its row alone. */
function nextOf(scene: Scene): (subject: Subject) => TimedChange | null {
  const rules = rulesByKey(scene);
  const calendar = makeCalendar(scene.plan.calendar);
  return ({ rulesKey, clock }) => {
    const ladder = rules.get(rulesKey)?.ladder;
    return ladder ? nextTimedChange(clock, ladder, calendar) : null;
  };
}
