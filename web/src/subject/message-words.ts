import type { AgendaEntryView } from '../../../server/contract/common.ts';
import type { Format } from '../parts/format.ts';
import type { Texts } from '../texts/zh.ts';

/** Who is told, and in what manner: 提醒责任人, 升级通知县区负责人. */
export function tells({ kind, to }: AgendaEntryView, { item, common, named }: Texts): string {
  const who = to.map(named).join(common.listComma);
  switch (kind) {
    case 'reminder':
      return item.reminds(who);
    case 'chaser':
      return item.chases(who);
    case 'escalation':
      return item.escalates(who);
    case 'notice':
      return item.tells(who);
  }
}

/** `7月14日 09:00 提醒责任人`. */
export function messageLine(entry: AgendaEntryView, texts: Texts, format: Format): string {
  return `${format.shortMoment(entry.at)} ${tells(entry, texts)}`;
}

/** `提交佐证、销号、作废`. */
export function stopWords({ stoppedBy }: AgendaEntryView, { stops, common }: Texts): string {
  return stoppedBy.map((stop) => stops[stop]).join(common.listComma);
}
