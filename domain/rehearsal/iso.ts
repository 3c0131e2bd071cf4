import { DateTime } from 'luxon';
import type { Moment } from '../calendar.ts';

/** A moment as a clock on the wall shows it, with the zone's offset: `2023-07-13T09:00:00+08:00`. */
export function isoIn(moment: Moment, zone: string): string {
  return DateTime.fromMillis(moment, { zone }).toISO({ suppressMilliseconds: true }) ?? '';
}
