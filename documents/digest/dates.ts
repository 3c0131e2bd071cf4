import type { Day, Moment } from '../../domain/calendar.ts';

const weekdays = ['周日', '周一', '周二', '周三', '周四', '周五', '周六'];
const clocks = new Map<string, Intl.DateTimeFormat>();

/** `7月14日（周五）`, with the year where it is not that of `today`. */
export function dayText(day: Day, today: Day): string {
  const [year = '', month = '', date = ''] = day.split('-');
  const weekday = weekdays[new Date(`${day}T00:00:00Z`).getUTCDay()] ?? '';
  return `${year === today.slice(0, 4) ? '' : `${year}年`}${Number(month)}月${Number(date)}日（${weekday}）`;
}

/** `7月14日（周五）09:00` in the campaign's zone. */
export function momentText(moment: Moment, zone: string, today: Day): string {
  const [day = '', time = ''] = local(moment, zone).split(' ');
  return `${dayText(day, today)}${time}`;
}

/** The day a moment falls on in the zone. */
export function dayOf(moment: Moment, zone: string): Day {
  return local(moment, zone).slice(0, 10);
}

/** Whole calendar days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

/** `2023-07-14 09:00`, which is how Swedes write it. */
function local(moment: Moment, zone: string): string {
  let clock = clocks.get(zone);
  if (!clock) {
    clock = new Intl.DateTimeFormat('sv-SE', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
    clocks.set(zone, clock);
  }
  return clock.format(moment);
}
