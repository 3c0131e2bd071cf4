import { byDay, digests, gathered } from '../documents/book/digests.ts';
import { assumptionText, dayText, kindText, rungText } from '../documents/book/wording.ts';
import type { Book } from '../domain/rehearsal/book.ts';

/** The book for a terminal: each day, each person's digest, what it says; totals last, where the eye is. */
export function* bookText({ messages, summary }: Book): Generator<string> {
  yield `${summary.campaign}\n演练 Rehearsal: ${summary.assume}（${assumptionText[summary.assume]}）；交办 assigned ${summary.assigned}\n`;
  for (const [day, deliveries] of byDay(digests(messages))) {
    const lines = deliveries.reduce((sum, digest) => sum + digest.lines.length, 0);
    yield `\n${day} ${dayText(day)}  ${deliveries.length} 封 digests · ${lines} 条 messages\n`;
    for (const { time, person, unit, lines: told } of deliveries) {
      yield `  ${time} ${person.includes(unit) ? person : `${person}（${unit}）`}\n`;
      for (const { kind, rung, count, titles } of gathered(told, unit)) {
        const what = count === 1 ? (titles[0] ?? '') : `${count} 项：${titles[0] ?? ''} 等`;
        yield `        ${kindText(kind)} ${rungText(rung)} · ${what}\n`;
      }
    }
  }
  yield* totals(summary);
}

function* totals(summary: Book['summary']): Generator<string> {
  const days = (list: Book['summary']['fullest']) => list.map(({ day, messages }) => `${day} ${messages}`).join('  ');
  const kinds = Object.entries(summary.byKind).map(([kind, count]) => `${kind} ${count}`);
  yield '\n合计 Totals\n';
  yield `  台账 items ${summary.items}（已完成 done ${summary.done}） · 报送任务 obligations ${summary.obligations}\n`;
  yield `  ${summary.deliveries} 封 digests · ${summary.messages} 条 messages · ${summary.people} 人 people · ${summary.byDay.length} 天 days\n`;
  yield `  ${kinds.join(' · ')}\n`;
  yield `  最忙 fullest  ${days(summary.fullest)}\n`;
  yield `  最空 emptiest ${days(summary.emptiest)}\n`;
}
