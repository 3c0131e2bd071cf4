import type { Client } from '@temporalio/client';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { DateTime } from 'luxon';
import type { ObligationAnswer } from '../../commands/execute-obligation.ts';
import type { Actor } from '../../domain/actor.ts';
import { makeCalendar, type Moment } from '../../domain/calendar.ts';
import type { ObligationCommand } from '../../domain/decide-obligation.ts';
import { isSettled, obligationClock, obligationRulesKey, owe, type Obligation } from '../../domain/obligation.ts';
import type { Rules } from '../../domain/subject.ts';
import { obligationWorkflowId } from '../../workflows/ids.ts';
import { changed, clockMoved, subjectState, type SubjectInput, type SubjectReport } from '../../workflows/messages.ts';
import type { obligation } from '../../workflows/obligation.ts';
import { InMemoryObligation } from './in-memory-obligation.ts';
import { moment } from './item-stage.ts';
import { generalRules } from './rules.ts';
import { plainClient, settled, withWorker } from './with-worker.ts';

const zone = 'Asia/Shanghai';
const campaign = 'c1';

export const office: Actor = { id: 'office-1', role: 'coordinator' };
export const unit: Actor = { id: 'north-1', role: 'countyOfficer', unit: 'north' };

/** What a plan has for reports: reminders of the unit's contact, then up to the leader. */
export const reportRules: Rules = {
  ...generalRules,
  key: obligationRulesKey('report'),
  due: { day: '2023-07-31' },
  ladder: {
    ...generalRules.ladder,
    key: 'obligation',
    opening: ['contact'],
    unsigned: [],
    rungs: [-5, -2, 0, 1, 2, 4, 6].map((offset) => ({ offset, to: ['contact'] })),
  },
};

/**
 * One obligation with its workflow on a time-skipping Temporal: the report of July, due on Monday 31 July, owed from 1 July on.
 * Commands are given at virtual moments, and the workflow is told as the relay would tell it.
 */
export class ObligationStage {
  readonly book: InMemoryObligation;
  readonly id: string;
  offsetMs: number;
  readonly #env: TestWorkflowEnvironment;
  readonly #client: Client;

  private constructor(env: TestWorkflowEnvironment, id: string, offsetMs: number, row: Obligation) {
    this.#env = env;
    this.#client = plainClient(env);
    this.id = id;
    this.offsetMs = offsetMs;
    this.book = new InMemoryObligation(row, reportRules);
  }

  /** @param at virtual moment of the launch · @param starts first day of the obligation */
  static async open(
    env: TestWorkflowEnvironment,
    { id, at, starts = '2023-07-01', due = '2023-07-31' }: { id: string; at: string; starts?: string; due?: string },
  ): Promise<ObligationStage> {
    const rule = { key: id, starts, due };
    const row = owe(rule, { id, unit: 'north', launched: moment(at), rulesVersion: 1 }, makeCalendar(reportRules.calendar));
    return new ObligationStage(env, id, moment(at) - (await env.currentTimeMs()), row);
  }

  get row(): Obligation {
    if (!this.book.row) throw new Error('the row is gone');
    return this.book.row;
  }

  get workflowId(): string {
    return obligationWorkflowId(campaign, { unit: 'north', key: this.id });
  }

  get taskQueue(): string {
    return `duban-obligation-${this.id}`;
  }

  get handle() {
    return this.#client.workflow.getHandle<typeof obligation>(this.workflowId);
  }

  async play(play: () => Promise<void>): Promise<void> {
    try {
      await withWorker(this.#env, this.taskQueue, this.book.activities(), play);
    } finally {
      await this.handle.terminate('the stage closes').catch(() => undefined);
    }
  }

  async now(): Promise<Moment> {
    return (await this.#env.currentTimeMs()) + this.offsetMs;
  }

  async until(at: string): Promise<void> {
    const ahead = moment(at) - (await this.now());
    if (ahead < 0) throw new Error(`${at} has passed`);
    await this.#env.sleep(ahead);
  }

  /** A person's command, with the workflow told after. @throws Error when it is refused */
  async give(actor: Actor, command: ObligationCommand): Promise<void> {
    const answer = await this.giveQuietly(actor, command);
    if (answer.outcome !== 'done') throw new Error(`${command.action}: ${JSON.stringify(answer)}`);
    await this.tell();
  }

  async giveQuietly(actor: Actor, command: ObligationCommand): Promise<ObligationAnswer> {
    return this.book.execute({ id: crypto.randomUUID(), subject: this.id, actor, command }, await this.now());
  }

  /** What the relay does with a wake row. */
  async tell(row: Obligation = this.row): Promise<void> {
    const input = this.input(row);
    const news = { state: input.state, rules: input.rules, offsetMs: input.offsetMs };
    if (isSettled(row)) return this.handle.signal(changed, news);
    const start = { workflowId: this.workflowId, taskQueue: this.taskQueue, args: [input] };
    await this.#client.workflow.signalWithStart('obligation', { ...start, signal: changed, signalArgs: [news] });
  }

  async moveClock(at: string): Promise<void> {
    this.offsetMs += moment(at) - (await this.now());
    await this.handle.signal(clockMoved, { offsetMs: this.offsetMs });
  }

  async report(): Promise<SubjectReport> {
    return this.handle.query(subjectState);
  }

  async next(): Promise<string | null> {
    const { next } = await this.report();
    return next && `${text(next.at)} ${next.action === 'escalate' ? `escalate ${next.rung}` : next.action}`;
  }

  /** What time has done so far, by day. */
  done(): string[] {
    return this.book.timed.map(({ what, at }) => `${text(at).slice(5, 10)} ${what}`);
  }

  input(row: Obligation = this.row): SubjectInput {
    return { campaign, state: obligationClock(row), rules: this.book.rules, offsetMs: this.offsetMs };
  }

  async settled(): Promise<void> {
    await settled(this.handle);
  }

  async startWith(input: unknown): Promise<unknown> {
    return this.#client.workflow.execute('obligation', { workflowId: this.workflowId, taskQueue: this.taskQueue, args: [input] });
  }
}

function text(at: Moment): string {
  return DateTime.fromMillis(at, { zone }).toFormat('yyyy-MM-dd HH:mm');
}
