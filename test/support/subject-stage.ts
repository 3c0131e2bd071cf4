import type { Client, WorkflowHandle } from '@temporalio/client';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { DateTime } from 'luxon';
import type { AccountRole, Actor } from '../../domain/actor.ts';
import type { Moment } from '../../domain/calendar.ts';
import { changed, clockMoved, subjectState, type SubjectInput, type SubjectReport } from '../../workflows/messages.ts';
import { plainClient, settled, withWorker } from './with-worker.ts';

const zone = 'Asia/Shanghai';
export const campaign = 'c1';

export const office: Actor = { id: 'office-1', role: 'coordinator' };

/** `2023-07-13 08:55` in the campaign's zone. */
export function moment(text: string): Moment {
  return DateTime.fromSQL(text, { zone }).toMillis();
}

function text(at: Moment): string {
  return DateTime.fromMillis(at, { zone }).toFormat('yyyy-MM-dd HH:mm');
}

/** What stands in for Postgres under a stage's workflow. */
interface Store {
  activities(): object;
  timed: { what: string; at: Moment }[];
}

/**
 * One subject with its workflow on a time-skipping Temporal, over rows in memory: commands are given at virtual moments, and the
 * workflow is told as the relay would tell it.
 */
export abstract class SubjectStage<Row, Command extends { action: string }, Answer extends { outcome: string }> {
  readonly id: string;
  /** How far virtual time is from the environment's. */
  offsetMs: number;
  abstract readonly workflowId: string;
  /** Its own, so that what another stage left behind is nobody's to do. */
  abstract readonly taskQueue: string;
  /** The subject as it stands. */
  abstract readonly row: Row;
  protected abstract readonly workflowType: string;
  protected abstract readonly store: Store;
  readonly #env: TestWorkflowEnvironment;
  /** One that does not let time run while it waits for a result. */
  readonly #client: Client;

  protected constructor(env: TestWorkflowEnvironment, id: string, offsetMs: number) {
    this.#env = env;
    this.#client = plainClient(env);
    this.id = id;
    this.offsetMs = offsetMs;
  }

  abstract input(row?: Row): SubjectInput;
  protected abstract isOver(row: Row): boolean;
  protected abstract execute(order: { id: string; subject: string; actor: Actor; command: Command }, now: Moment): Answer;

  get handle(): WorkflowHandle {
    return this.#client.workflow.getHandle(this.workflowId);
  }

  /** Runs `play` with a worker that has the workflows of this build. */
  async play(play: () => Promise<void>): Promise<void> {
    try {
      await withWorker(this.#env, this.taskQueue, this.store.activities(), play);
    } finally {
      await this.handle.terminate('the stage closes').catch(() => undefined);
    }
  }

  async now(): Promise<Moment> {
    return (await this.#env.currentTimeMs()) + this.offsetMs;
  }

  /** Lets time pass until a virtual moment, and the workflow do what is due. */
  async until(at: string): Promise<void> {
    const ahead = moment(at) - (await this.now());
    if (ahead < 0) throw new Error(`${at} has passed`);
    await this.#env.sleep(ahead);
  }

  /** A person's command, with the workflow told after. @throws Error when it is refused */
  async give(actor: Actor | AccountRole, command: Command): Promise<void> {
    const answer = await this.giveQuietly(actor, command);
    if (answer.outcome !== 'done') throw new Error(`${command.action}: ${JSON.stringify(answer)}`);
    await this.tell();
  }

  /** A person's command of which the workflow is not told yet. */
  async giveQuietly(actor: Actor | AccountRole, command: Command): Promise<Answer> {
    const by = typeof actor === 'string' ? { id: `${actor}-1`, role: actor, unit: 'north' } : actor;
    return this.execute({ id: crypto.randomUUID(), subject: this.id, actor: by, command }, await this.now());
  }

  /** What the relay does with a wake row. */
  async tell(row: Row = this.row): Promise<void> {
    const input = this.input(row);
    const news = { state: input.state, rules: input.rules, offsetMs: input.offsetMs };
    if (this.isOver(row)) return this.handle.signal(changed, news);
    const start = { workflowId: this.workflowId, taskQueue: this.taskQueue, args: [input] };
    await this.#client.workflow.signalWithStart(this.workflowType, { ...start, signal: changed, signalArgs: [news] });
  }

  /** Moves the virtual clock, as `duban clock set` does. */
  async moveClock(at: string): Promise<void> {
    this.offsetMs += moment(at) - (await this.now());
    await this.handle.signal(clockMoved, { offsetMs: this.offsetMs });
  }

  /** What the workflow answers, once it has worked through all it was told. */
  async report(): Promise<SubjectReport> {
    return this.handle.query(subjectState);
  }

  /** The next thing time will do, as `2023-07-16 03:12 markLate`, or null. */
  async next(): Promise<string | null> {
    const { next } = await this.report();
    return next && `${text(next.at)} ${next.action === 'escalate' ? `escalate ${next.rung}` : next.action}`;
  }

  /** What time has done so far, by day: `2023-07-16 markLate`. */
  done(): string[] {
    return this.store.timed.map(({ what, at }) => `${text(at).slice(0, 10)} ${what}`);
  }

  /** Waits until the workflow has worked through what it was told. */
  async settled(): Promise<void> {
    await settled(this.handle);
  }

  /** Starts the workflow with anything; resolves to its result. */
  async startWith(input: unknown): Promise<unknown> {
    const start = { workflowId: this.workflowId, taskQueue: this.taskQueue, args: [input] };
    return this.#client.workflow.execute(this.workflowType, start);
  }
}
