import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { isLate } from '../../domain/digest.ts';
import type { Moment } from '../../domain/calendar.ts';
import type { LedgerItem } from '../../domain/ledger-item.ts';
import { wakeOpenSubjects } from '../../commands/advance-clock.ts';
import { moveClock } from '../../commands/clock.ts';
import { execute } from '../../commands/execute.ts';
import { relayLag } from '../../commands/relay.ts';
import { openTemporal } from '../../platform/temporal.ts';
import { readConfig } from '../../platform/config.ts';
import { itemWorkflowId } from '../../workflows/ids.ts';
import { subjectState } from '../../workflows/messages.ts';
import { officer } from '../support/campaign.ts';
import type { PartOrder } from '../support/doomed-part.ts';
import { runFolder } from '../support/shared.ts';
import { quiet } from '../support/time-skipping.ts';
import { workflowBundle } from '../../worker/bundle.ts';
import { doomedOnes, type Doomed } from './doomed.ts';
import { complaints, type Outcome, type Sizes } from './experiment.ts';
import { expectedKeys, reckon } from './expected.ts';
import { startOwnTemporal, type OwnTemporal } from './own-temporal.ts';
import type { Random } from './random.ts';
import { openScene, type Scene } from './scene.ts';

const longestLifeMs = 3_000;
const patienceMs = 300_000;
const inFlightAtMost = 5;
const after = '2023-07-20T10:00';

/**
 * The worker and the postman themselves on a Temporal of their own, driven by its schedules. First both are killed with kill -9 while a
 * ledger comes in, half the changes being made while the worker is dead: committed, and not relayed. Then Temporal is killed, the
 * deadlines pass, and it returns. `--small` leaves this out: the schedule calls once a minute.
 */
export async function realOutage(sizes: Sizes, random: Random): Promise<Outcome> {
  const scene = await openScene('2023-07-13T08:55');
  await workflowBundle(quiet);
  const temporal = await startOwnTemporal();
  const stack = new Stack(scene, temporal);
  try {
    await stack.start('worker');
    await stack.start('postman');
    const kills = await killWhileItComesIn(scene, stack, sizes, random);
    const caughtUp = await within(async () => (await relayLag(scene.pool)).waiting === 0);
    const behind = await workflowsBehind(scene, stack);

    await temporal.kill();
    const submitted = await submitSome(scene, 10);
    await moveClock(scene.owner, Date.parse(`${after}:00+08:00`));
    await wakeOpenSubjects(scene.pool);
    await pause(5_000);
    await temporal.startAgain();
    const returned = performance.now();
    scene.setNow(after);
    const expected = await expectedKeys(scene);
    const delivered = await within(() => Promise.resolve(reckon(expected, scene.smtp.received).lost.length === 0));
    const seconds = Math.round((performance.now() - returned) / 1_000);
    const marked = await within(async () => (await notMarked(scene)) === 0);
    const found = reckon(expected, scene.smtp.received);
    const unmarked = await latenessNotTold(scene);
    return {
      figures: {
        'kill -9 of worker and postman': kills,
        'workflows behind their rows': behind.length,
        'commands kept while Temporal was down': submitted,
        'lines expected': found.expected,
        lost: found.lost.length,
        'told twice': found.twice.length,
        'same message again': found.again,
        'in flight when killed, at most': kills * inFlightAtMost,
        'seconds from Temporal’s return to the last message': delivered ? seconds : 'never',
        'overdue and not marked by time': await notMarked(scene),
        'lateness not told': unmarked,
      },
      broken: [
        ...(caughtUp ? [] : ['the relay has not caught up']),
        ...complaints('workflows behind their rows', behind),
        ...complaints('lost', found.lost),
        ...complaints('told again under another Message-ID', found.twice),
        ...(found.again > kills * inFlightAtMost ? [`${found.again} messages came again`] : []),
        ...(marked ? [] : ['time did not mark what is overdue']),
        ...(unmarked > 0 ? [`${unmarked} messages do not tell that they are late`] : []),
      ],
    };
  } finally {
    await stack.close();
    await temporal.stop();
    await scene.close();
  }
}

/** The two processes, each of which can be killed and started again. */
class Stack {
  readonly environment: Record<string, string>;
  readonly #ahead = doomedOnes('doomed-part.ts');
  readonly #running = new Map<PartOrder['part'], Doomed>();

  constructor(scene: Scene, temporal: OwnTemporal) {
    this.environment = {
      DUBAN_DATA: join(runFolder(), 'data', randomUUID()),
      DUBAN_SECRET: 'a secret for tests, of more than 32 characters',
      DATABASE_URL: scene.url,
      TEMPORAL_ADDRESS: temporal.address,
      SMTP_URL: scene.smtp.url,
      LOG_LEVEL: 'fatal',
    };
  }

  async start(part: PartOrder['part']): Promise<void> {
    const doomed = await this.#ahead.next();
    doomed.tell({ part, environment: this.environment } satisfies PartOrder);
    this.#running.set(part, doomed);
  }

  async kill(part: PartOrder['part']): Promise<void> {
    await this.#running.get(part)?.kill();
  }

  async close(): Promise<void> {
    await Promise.all([this.kill('worker'), this.kill('postman'), this.#ahead.close()]);
  }
}

async function killWhileItComesIn(scene: Scene, stack: Stack, sizes: Sizes, random: Random): Promise<number> {
  for (let kill = 0; kill < sizes.workerKills; kill++) {
    const part = kill % 4 === 3 ? 'postman' : 'worker';
    const dead = kill % 2 === 0;
    if (dead) await stack.kill(part);
    await scene.enterSome(random, Math.ceil(sizes.deadlines / sizes.workerKills));
    await signSome(scene, 5);
    if (!dead) {
      await pause(random.below(longestLifeMs));
      await stack.kill(part);
    }
    await stack.start(part);
    await pause(random.below(longestLifeMs));
  }
  return sizes.workerKills;
}

async function signSome(scene: Scene, count: number): Promise<number> {
  return giveSome(scene, count, { action: 'sign' });
}

async function submitSome(scene: Scene, count: number): Promise<number> {
  return giveSome(scene, count, { action: 'submit', note: '已整改', evidence: [] });
}

async function giveSome(scene: Scene, count: number, command: Parameters<typeof execute>[1]['command']): Promise<number> {
  const text = `SELECT life FROM ledger_item WHERE status = 'assigned' ORDER BY id LIMIT $1`;
  const { rows } = await scene.owner.query<{ life: LedgerItem }>(text, [count]);
  let done = 0;
  for (const { life } of rows) {
    const order = { id: randomUUID(), subject: life.id, actor: officer(life.county), command };
    const answer = await execute({ pool: scene.app, now: scene.deps.now }, order);
    if (answer.outcome === 'done') done += 1;
  }
  return done;
}

/** Open items whose workflow is missing or does not know their newest revision. */
async function workflowsBehind(scene: Scene, stack: Stack): Promise<string[]> {
  const client = await openTemporal(readConfig(stack.environment));
  try {
    const { rows } = await scene.owner.query<{ id: string; revision: number }>(
      `SELECT id, revision FROM ledger_item WHERE status NOT IN ('closed', 'voided') ORDER BY id`,
    );
    const behind: string[] = [];
    for (const { id, revision } of rows) {
      const handle = client.workflow.getHandle(itemWorkflowId(scene.plan.id, id));
      const known = () => handle.query(subjectState).then(({ state }) => state.revision);
      if (!(await within(async () => (await known().catch(() => -1)) === revision, 30_000))) behind.push(id);
    }
    return behind;
  } finally {
    await client.connection.close();
  }
}

async function notMarked(scene: Scene): Promise<number> {
  const text = `SELECT count(*)::int AS n FROM ledger_item WHERE status IN ('assigned', 'signed') AND due < $1 AND NOT late`;
  return (await scene.owner.query<{ n: number }>(text, [after.slice(0, 10)])).rows[0]?.n ?? 0;
}

async function latenessNotTold(scene: Scene): Promise<number> {
  const text = `SELECT d.late, d.frozen_at AS frozen, min(l.due_at) AS first FROM delivery d JOIN delivery_line l ON l.delivery = d.id GROUP BY d.id`;
  const { rows } = await scene.owner.query<{ late: boolean; frozen: Moment; first: Moment }>(text);
  return rows.filter(({ late, frozen, first }) => late !== isLate(first, frozen)).length;
}

async function within(holds: () => Promise<boolean>, patience = patienceMs): Promise<boolean> {
  for (const began = performance.now(); performance.now() - began < patience;) {
    if (await holds()) return true;
    await pause(200);
  }
  return false;
}
