import type { AgendaEntry } from './agenda.ts';
import type { Moment } from './calendar.ts';

/** A decision's receipt (回执): what it did to the messages to come. */
export interface Receipt {
  cancelled: AgendaEntry[];
  scheduled: AgendaEntry[];
  /** The next message after the decision, or null when nothing more will be said. */
  next: AgendaEntry | null;
}

/** The difference of two agendas, looking only at messages from `now` on; `keepsArm` tells whether both have the same arm revision. */
export function receipt(before: AgendaEntry[], after: AgendaEntry[], now: Moment, keepsArm: boolean): Receipt {
  const name = (entry: AgendaEntry) => `${entry.rung}@${entry.at}`;
  const ahead = (entries: AgendaEntry[]) => entries.filter((entry) => entry.at >= now);
  const old = new Set(keepsArm ? before.map(name) : []);
  const young = new Set(keepsArm ? after.map(name) : []);
  const scheduled = ahead(after);
  return {
    cancelled: ahead(before).filter((entry) => !young.has(name(entry))),
    scheduled: scheduled.filter((entry) => !old.has(name(entry))),
    next: scheduled[0] ?? null,
  };
}
