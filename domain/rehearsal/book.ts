import type { AgendaEntry, Stop } from '../agenda.ts';
import type { Day } from '../calendar.ts';
import type { Channel } from '../ladder.ts';
import type { Assumption } from './assumption.ts';

/** One line of the book: one agenda row for one person. */
export interface BookMessage {
  /** When it leaves, ISO 8601 with the campaign's offset. */
  at: string;
  subject: string;
  rung: string;
  kind: AgendaEntry['kind'];
  /** The person told. */
  to: string[];
  /** The unit, department or body in which they are told. */
  unit: string;
  channel: Channel;
  title: string;
  stoppedBy: Stop[];
  /** Messages that one person gets in one window by one channel are one digest and share this. */
  delivery: string;
}

export interface DayCount {
  day: Day;
  messages: number;
  deliveries: number;
}

export interface BookSummary {
  campaign: string;
  assume: Assumption;
  assigned: Day;
  /** Subjects rehearsed; `done` were in the ledger as done and are not chased. */
  items: number;
  done: number;
  obligations: number;
  messages: number;
  deliveries: number;
  people: number;
  byKind: Partial<Record<AgendaEntry['kind'], number>>;
  byRung: Record<string, number>;
  byPerson: { person: string; unit: string; messages: number; deliveries: number }[];
  byUnit: { unit: string; messages: number; deliveries: number; people: number }[];
  /** Days on which something leaves, in order. */
  byDay: DayCount[];
  /** The days with the most messages, and the workdays between the first and the last with the fewest. */
  fullest: DayCount[];
  emptiest: DayCount[];
}

/** Every message of a campaign as it would be sent, in order of time, with its totals. */
export interface Book {
  messages: BookMessage[];
  summary: BookSummary;
}
