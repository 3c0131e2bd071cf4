import type { Client } from '@temporalio/client';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { DateTime } from 'luxon';
import type { AccountRole, Actor } from '../../domain/actor.ts';
import type { Moment } from '../../domain/calendar.ts';
import type { ItemCommand } from '../../domain/decide.ts';
import { clockState, isOver, register, type LedgerItem } from '../../domain/ledger-item.ts';
import type { Answer } from '../../commands/execute.ts';
import { itemWorkflowId } from '../../workflows/ids.ts';
import { changed, clockMoved, subjectState, type SubjectInput, type SubjectReport } from '../../workflows/messages.ts';
import type { ledgerItem } from '../../workflows/ledger-item.ts';
import { InMemoryLedger } from './in-memory-ledger.ts';
import { complexRules, difficultRules, generalRules } from './rules.ts';
import { plainClient, settled, withWorker } from './with-worker.ts';

const zone = 'Asia/Shanghai';
const campaign = 'c1';

export const office: Actor = { id: 'office-1', role: 'coordinator' };
export const county: Actor = { id: 'county-1', role: 'countyOfficer', unit: 'north' };

/** `2023-07-13 08:55` in the campaign's zone. */
export function moment(text: string): Moment {
  return DateTime.fromSQL(text, { zone }).toMillis();
}

/**
 * One item with its workflow on a time-skipping Temporal, over the in-memory ledger: commands are given at virtual moments,
 * and the workflow is told as the relay would tell it.
 */
export class ItemStage {
  readonly ledger = new InMemoryLedger([generalRules, complexRules, difficultRules]);
  readonly id: string;
  offsetMs: number;
  readonly #env: TestWorkflowEnvironment;
  /** One that does not let time run while it waits for a result. */
  readonly #client: Client;

  private constructor(env: TestWorkflowEnvironment, id: string, offsetMs: number) {
    this.#env = env;
    this.#client = plainClient(env);
    this.id = id;
    this.offsetMs = offsetMs;
  }

  /** Registers an item at a virtual moment; no workflow yet. */
  static async open(
    env: TestWorkflowEnvironment,
    { id, difficulty, at, due = null }: { id: string; difficulty: string; at: string; due?: string | null },
  ): Promise<ItemStage> {
    const stage = new ItemStage(env, id, moment(at) - (await env.currentTimeMs()));
    stage.ledger.put(register({ id, county: 'north', difficulty, due, responsible: null }, 1));
    return stage;
  }

  get workflowId(): string {
    return itemWorkflowId(campaign, this.id);
  }

  /** Its own, so that what another stage left behind is nobody's to do. */
  get taskQueue(): string {
    return `duban-${this.id}`;
  }

  get item(): LedgerItem {
    return this.ledger.row(this.id);
  }

  get handle() {
    return this.#client.workflow.getHandle<typeof ledgerItem>(this.workflowId);
  }

  /** Runs `play` with a worker that has the workflows of this build. */
  async play(play: () => Promise<void>): Promise<void> {
    try {
      await withWorker(this.#env, this.taskQueue, this.ledger.activities(), play);
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

  /** A person's command, with the workflow told after. */
  async give(actor: Actor | AccountRole, command: ItemCommand): Promise<Answer> {
    const answer = await this.giveQuietly(actor, command);
    if (answer.outcome === 'done') await this.tell();
    return answer;
  }

  /** A person's command of which the workflow is not told yet. */
  async giveQuietly(actor: Actor | AccountRole, command: ItemCommand): Promise<Answer> {
    const by = typeof actor === 'string' ? { id: `${actor}-1`, role: actor, unit: 'north' } : actor;
    return this.ledger.execute({ id: crypto.randomUUID(), subject: this.id, actor: by, command }, await this.now());
  }

  /** What the relay does with a wake row. */
  async tell(item: LedgerItem = this.item): Promise<void> {
    const input = this.input(item);
    const news = { state: input.state, rules: input.rules, offsetMs: input.offsetMs };
    if (isOver(item)) return this.handle.signal(changed, news);
    const start = { workflowId: this.workflowId, taskQueue: this.taskQueue, args: [input] };
    await this.#client.workflow.signalWithStart('ledgerItem', { ...start, signal: changed, signalArgs: [news] });
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

  /** What time has done so far, by day. */
  done(): string[] {
    return this.ledger.timed.map(({ what, at }) => `${text(at).slice(0, 10)} ${what}`);
  }

  input(item: LedgerItem = this.item): SubjectInput {
    return { campaign, state: clockState(item), rules: this.ledger.rulesOf(item), offsetMs: this.offsetMs };
  }

  /** Waits until the workflow has worked through what it was told. */
  async settled(): Promise<void> {
    await settled(this.handle);
  }

  /** Starts the workflow with anything; resolves to its result. */
  async startWith(input: unknown): Promise<unknown> {
    return this.#client.workflow.execute('ledgerItem', { workflowId: this.workflowId, taskQueue: this.taskQueue, args: [input] });
  }
}

function text(at: Moment): string {
  return DateTime.fromMillis(at, { zone }).toFormat('yyyy-MM-dd HH:mm');
}
