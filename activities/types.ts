import type { TickSummary } from '../commands/outbox/deps.ts';
import type { Moment } from '../domain/calendar.ts';
import type { ItemCommand } from '../domain/decide.ts';
import type { ErrorCode } from '../domain/errors.ts';
import type { clockState } from '../domain/ledger-item.ts';
import type { Rules } from '../domain/subject.ts';

/** A command that time gives to an item or an obligation. */
export interface TimedOrder {
  /** Command id, made by the workflow: a repeated activity gets the first answer. */
  id: string;
  campaign: string;
  subject: string;
  command: Extract<ItemCommand, { action: 'markLate' | 'escalate' }>;
  expects: { generation: number; revision: number };
  /** The rules the workflow has: newer ones come back with the answer. */
  rules: { key: string; version: number };
  /** The workflow's virtual now: the command is not given before it. */
  at: Moment;
  /** The moment the command stands for. Orders of workflows that began under an earlier build have none. */
  moment?: Moment;
}

/** `done`: changed as ordered. `moved`: somebody was quicker. Both carry the row as it stands, with its rules when they are others than the order named. */
export type TimedAnswer =
  { outcome: 'done' | 'moved'; state: ReturnType<typeof clockState>; rules?: Rules } | { outcome: 'refused'; code: ErrorCode };

export interface ItemActivities {
  execute(order: TimedOrder): Promise<TimedAnswer>;
}

export interface ObligationActivities {
  executeObligation(order: TimedOrder): Promise<TimedAnswer>;
}

export interface ImportActivities {
  /** Open items of a batch, and how many of them still wait for the relay. */
  countTold(batch: { campaign: string; batch: string }): Promise<{ rows: number; told: number; left: number }>;
}

export interface CampaignActivities {
  /** Writes a phase's start or end into the audit trail, once however often it is told. */
  recordPhase(change: { campaign: string; phase: string; event: 'starts' | 'ends'; at: Moment }): Promise<void>;
}

export interface ScheduledActivities {
  reconcile(): Promise<{ open: number; running: number; woken: number }>;
  morning(): Promise<{ days: number; sealed: number }>;
}

export interface PostmanActivities {
  tick(): Promise<TickSummary>;
}
