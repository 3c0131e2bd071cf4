import { defineQuery, defineSignal } from '@temporalio/workflow';
import type { Moment } from '../domain/calendar.ts';
import type { clockState } from '../domain/ledger-item.ts';
import type { TimedChange } from '../domain/moments.ts';
import type { Phase } from '../domain/plan.ts';
import type { Rules } from '../domain/subject.ts';

/** Task queues: every workflow but the postman's, and the postman's with its tick. */
export const taskQueue = 'duban';
export const postmanTaskQueue = 'duban-postman';

/** What the clock needs of an item or an obligation: no personal data, and nothing that only people ask for. */
export type ClockState = ReturnType<typeof clockState>;

/** What the workflow of an item or an obligation is started with, and all it ever knows: at most 4 KB. */
export interface SubjectInput {
  campaign: string;
  state: ClockState;
  rules: Rules;
  /** Virtual now = workflow time + this. */
  offsetMs: number;
}

/** The newest row when the relay read it. It comes at least once and may come out of order. */
export type SubjectChange = Omit<SubjectInput, 'campaign'>;

export interface SubjectReport {
  state: ClockState;
  rules: { key: string; version: number };
  offsetMs: number;
  /** What time will do next, in virtual time; null: nothing until somebody acts. */
  next: TimedChange | null;
  /** The same in words, as Temporal's own page shows it. */
  details: string;
}

export const changed = defineSignal<[SubjectChange]>('changed');
export const clockMoved = defineSignal<[{ offsetMs: number }]>('clockMoved');
export const subjectState = defineQuery<SubjectReport>('state');

export interface ImportInput {
  campaign: string;
  batch: string;
}

export interface ImportProgress {
  /** Items of the batch, those whose workflow has been told of them, and those that wait for it. */
  rows: number;
  told: number;
  left: number;
}

export const importProgress = defineQuery<ImportProgress>('progress');

/** `paused`: phase changes wait for the campaign to run again. `closed`: nothing more happens, and the workflow ends. */
export type CampaignStatus = 'running' | 'paused' | 'closed';

export interface CampaignInput {
  campaign: string;
  status: CampaignStatus;
  phases: Pick<Phase, 'key' | 'starts' | 'ends'>[];
  zone: string;
  offsetMs: number;
  /** Phase changes that were recorded by an earlier run of this workflow. */
  recorded?: string[];
}

export type CampaignChange = Pick<CampaignInput, 'status' | 'phases' | 'offsetMs'>;

/** A phase begins at the midnight that begins its first day and ends at the midnight that ends its last. */
export interface PhaseChange {
  phase: string;
  event: 'starts' | 'ends';
  at: Moment;
}

export interface CampaignReport {
  status: CampaignStatus;
  /** Keys of the phases that run now; they may overlap. */
  running: string[];
  recorded: string[];
  next: PhaseChange | null;
  details: string;
}

export const campaignChanged = defineSignal<[CampaignChange]>('campaignChanged');
export const campaignState = defineQuery<CampaignReport>('state');
