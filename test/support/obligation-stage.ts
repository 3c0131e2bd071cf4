import type { TestWorkflowEnvironment } from '@temporalio/testing';
import type { ObligationAnswer, ObligationOrder } from '../../commands/execute-obligation.ts';
import type { Actor } from '../../domain/actor.ts';
import { makeCalendar, type Moment } from '../../domain/calendar.ts';
import type { ObligationCommand } from '../../domain/decide-obligation.ts';
import { isSettled, obligationClock, owe, type Obligation } from '../../domain/obligation.ts';
import { obligationWorkflowId } from '../../workflows/ids.ts';
import type { SubjectInput } from '../../workflows/messages.ts';
import { InMemoryObligation } from './in-memory-obligation.ts';
import { reportRules } from './rules.ts';
import { campaign, moment, SubjectStage } from './subject-stage.ts';

export const unit: Actor = { id: 'north-1', role: 'countyOfficer', unit: 'north' };

/** One obligation with its workflow: the report of July, due on Monday 31 July, owed from 1 July on. */
export class ObligationStage extends SubjectStage<Obligation, ObligationCommand, ObligationAnswer> {
  readonly book: InMemoryObligation;
  readonly workflowType = 'obligation';
  readonly workflowId = obligationWorkflowId(campaign, { unit: 'north', key: this.id });
  readonly taskQueue = `duban-obligation-${this.id}`;

  private constructor(env: TestWorkflowEnvironment, id: string, offsetMs: number, row: Obligation) {
    super(env, id, offsetMs);
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

  get store(): InMemoryObligation {
    return this.book;
  }

  get row(): Obligation {
    if (!this.book.row) throw new Error('the row is gone');
    return this.book.row;
  }

  input(row: Obligation = this.row): SubjectInput {
    return { campaign, state: obligationClock(row), rules: this.book.rules, offsetMs: this.offsetMs };
  }

  isOver(row: Obligation): boolean {
    return isSettled(row);
  }

  execute(order: ObligationOrder, now: Moment): ObligationAnswer {
    return this.book.execute(order, now);
  }
}
