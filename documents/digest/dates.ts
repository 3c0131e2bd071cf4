import { DateTime } from 'luxon';
import type { Day, Moment } from '../../domain/calendar.ts';

const weekdays = ['周一', '周二', '周三', '周四', '周五', '周六', '周日'];

/** `7月14日（周五）`, with the year where it is not that of `today`. */
export function dayText(day: Day, today: Day): string {
  const date = DateTime.fromISO(day, { zone: 'utc' });
  const year = day.slice(0, 4) === today.slice(0, 4) ? '' : `${date.year}年`;
  return `${year}${date.month}月${date.day}日（${weekdays[date.weekday - 1] ?? ''}）`;
}

/** `7月14日（周五）09:00` in the campaign's zone. */
export function momentText(moment: Moment, zone: string, today: Day): string {
  const local = DateTime.fromMillis(moment, { zone });
  return `${dayText(local.toFormat('yyyy-MM-dd'), today)}${local.toFormat('HH:mm')}`;
}

/** Whole calendar days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}
