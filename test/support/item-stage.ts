import type { TestWorkflowEnvironment } from '@temporalio/testing';
import type { Answer, Order } from '../../commands/execute.ts';
import type { Actor } from '../../domain/actor.ts';
import type { Moment } from '../../domain/calendar.ts';
import type { ItemCommand } from '../../domain/decide.ts';
import { clockState, isOver, register, type LedgerItem } from '../../domain/ledger-item.ts';
import { itemWorkflowId } from '../../workflows/ids.ts';
import type { SubjectInput } from '../../workflows/messages.ts';
import { InMemoryLedger } from './in-memory-ledger.ts';
import { complexRules, difficultRules, generalRules } from './rules.ts';
import { campaign, moment, SubjectStage } from './subject-stage.ts';

export const county: Actor = { id: 'county-1', role: 'countyOfficer', unit: 'north' };

/** One ledger item with its workflow. */
export class ItemStage extends SubjectStage<LedgerItem, ItemCommand, Answer> {
  readonly ledger = new InMemoryLedger([generalRules, complexRules, difficultRules]);
  readonly workflowType = 'ledgerItem';
  readonly workflowId = itemWorkflowId(campaign, this.id);
  readonly taskQueue = `duban-${this.id}`;

  /** Registers an item at a virtual moment; no workflow yet. */
  static async open(
    env: TestWorkflowEnvironment,
    { id, difficulty, at, due = null }: { id: string; difficulty: string; at: string; due?: string | null },
  ): Promise<ItemStage> {
    const stage = new ItemStage(env, id, moment(at) - (await env.currentTimeMs()));
    stage.ledger.put(register({ id, county: 'north', difficulty, due, responsible: null }, 1));
    return stage;
  }

  get store(): InMemoryLedger {
    return this.ledger;
  }

  get row(): LedgerItem {
    return this.ledger.row(this.id);
  }

  input(item: LedgerItem = this.row): SubjectInput {
    return { campaign, state: clockState(item), rules: this.ledger.rulesOf(item), offsetMs: this.offsetMs };
  }

  isOver(item: LedgerItem): boolean {
    return isOver(item);
  }

  execute(order: Order, now: Moment): Answer {
    return this.ledger.execute(order, now);
  }
}
