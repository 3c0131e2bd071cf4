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
  /** Classes whose deadlines move to the workday after. */
  moved: string[];
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
  };
}

/** The light of a row of `ledger_item i` as SQL; `bounds` is the parameter that holds `LightBounds` as jsonb. */
export function lightSql(bounds: string): string {
  return `CASE
    WHEN i.status IN ('closed', 'voided') THEN 'grey'
    WHEN i.status = 'submitted' THEN 'blue'
    WHEN i.due <= CASE WHEN ${bounds}::jsonb -> 'moved' ? i.difficulty THEN ${bounds}::jsonb ->> 'redMoved' ELSE ${bounds}::jsonb ->> 'red' END THEN 'red'
    WHEN i.due <= ${bounds}::jsonb ->> 'amber' THEN 'amber'
    ELSE 'green' END`;
}
