import type pg from 'pg';
import type { Moment } from '../../domain/calendar.ts';
import type { RenderDigest } from '../../domain/digest-content.ts';
import type { Logger } from '../../platform/log.ts';
import type { MailTransport } from '../../platform/mail.ts';
import type { SendJournal } from './journal.ts';

/** Where a test harness may end the postman. In order; `accepted` is after the server's 250 and before anything is noted of it. */
export type FaultPoint = 'claimed' | 'frozen' | 'leased' | 'sending' | 'accepted' | 'journaled' | 'recorded';

/** What the outbox works with. Nothing in it is kept between ticks but the journal and the connections. */
export interface OutboxDeps {
  /** Role `engine`. */
  pool: pg.Pool;
  /** Virtual time. */
  now: () => Moment;
  transport: MailTransport;
  render: RenderDigest;
  journal: SendJournal;
  /** Header From, `名称 <address>`. */
  from: string;
  /** What links begin with, without a trailing slash. */
  publicUrl: string;
  /** Key material for links alone: `keyFor(secret, 'links')`. */
  linkKey: string;
  log?: Logger;
  /** Told at each fault point, with the delivery concerned where there is one. */
  at?: (point: FaultPoint, delivery?: string) => void | Promise<void>;
  /** Real milliseconds after which a tick begins nothing new; 45,000 if not given, so that it ends within its minute. */
  budgetMs?: number;
  /** Messages under way at a time. */
  concurrency?: number;
  /** Real milliseconds a sender may keep a message before another takes it for dead. */
  leaseMs?: number;
}

/** What one tick did; counts of deliveries unless said otherwise. */
export interface TickSummary {
  /** Agenda rows. */
  claimed: number;
  /** Agenda rows that reach nobody; they stay due. */
  unreached: number;
  frozen: number;
  sent: number;
  deferred: number;
  failed: number;
  unknown: number;
  /** Lines dropped before a retry because their reason was gone. */
  withdrawn: number;
  /** Known by the send journal to have gone, found again after a restore. */
  recovered: number;
  /** Whether the tick ended with work left. */
  more: boolean;
}

export function emptySummary(): TickSummary {
  return { claimed: 0, unreached: 0, frozen: 0, sent: 0, deferred: 0, failed: 0, unknown: 0, withdrawn: 0, recovered: 0, more: false };
}

/** `duban.actor` of every statement of the outbox. */
export const engineActor = JSON.stringify({ id: 'engine', role: 'engine', units: '*' });

/** A moment as Postgres reads it. */
export function timestamp(moment: Moment): string {
  return new Date(moment).toISOString();
}
