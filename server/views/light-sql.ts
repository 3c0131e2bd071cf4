import type { Moment } from '../../domain/calendar.ts';
import type { Campaign } from '../campaign.ts';

/** Bounds between which `domain/light.ts` turns, as days a query can compare with. */
export interface LightBounds {
  today: string;
  /** Sunday of this week. */
  weekEnds: string;
  /** Due on or before it: overdue. */
  red: string;
  /** The same for classes whose deadlines move to the workday after. */
  redMoved: string;
  /** Due on or before it, and not overdue: soon. */
  amber: string;
  /** Classes, and below keys of obligations, whose deadlines move to the workday after. */
  moved: string[];
  movedObligations: string[];
}

const amberWorkdays = 3;

/** The day bounds of lights at `now`; `test/server/light-sql.test.ts` holds them against the domain's `light()`. */
export function lightBounds({ calendar, plan }: Pick<Campaign, 'calendar' | 'plan'>, now: Moment): LightBounds {
  const today = calendar.dayOf(now);
  const weekday = new Date(`${today}T00:00:00Z`).getUTCDay();
  return {
    today,
    weekEnds: calendar.addDays(today, (7 - weekday) % 7),
    red: calendar.addDays(today, -1),
    redMoved: calendar.addWorkdays(today, -1),
    amber: calendar.addWorkdays(today, amberWorkdays),
    moved: plan.difficulties.filter(({ ladder }) => ladder.restDay === 'after').map(({ key }) => key),
    movedObligations: plan.obligations.filter(({ ladder }) => ladder.restDay === 'after').map(({ key }) => key),
  };
}

/** The light of a row of `ledger_item i` as SQL; `bounds` is the parameter that holds `LightBounds` as jsonb. */
export function lightSql(bounds: string): string {
  return lightOf(bounds, { row: 'i', over: "'closed', 'voided'", moved: `'moved' ? i.difficulty` });
}

/** The same of a row of `obligation o`. */
export function obligationLightSql(bounds: string): string {
  return lightOf(bounds, { row: 'o', over: "'accepted', 'waived'", moved: `'movedObligations' ? o.key` });
}

function lightOf(bounds: string, { row, over, moved }: { row: string; over: string; moved: string }): string {
  return `CASE
    WHEN ${row}.status IN (${over}) THEN 'grey'
    WHEN ${row}.status = 'submitted' THEN 'blue'
    WHEN ${row}.due <= CASE WHEN ${bounds}::jsonb -> ${moved} THEN ${bounds}::jsonb ->> 'redMoved' ELSE ${bounds}::jsonb ->> 'red' END THEN 'red'
    WHEN ${row}.due <= ${bounds}::jsonb ->> 'amber' THEN 'amber'
    ELSE 'green' END`;
}
