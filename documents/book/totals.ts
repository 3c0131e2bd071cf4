import type { Plan } from '../../domain/plan.ts';
import type { BookMessage, BookSummary, DayCount } from '../../domain/rehearsal/book.ts';
import type { Digest } from './digests.ts';
import { html, type Html } from './html.ts';
import { table, type Column } from './table.ts';
import { daysText, dayTextIn, kindText, rungText } from './wording.ts';

/** The first part: how much is sent, by kind and rung, over time, and on which days most and least. */
export function overview(summary: BookSummary, plan: Pick<Plan, 'difficulties' | 'obligations'>): Html {
  const card = ([name, count]: [string, number]) => html`<div><b>${count}</b>${name}</div>`;
  const cards: [string, number][] = [
    ['汇总通知（封）', summary.deliveries],
    ['消息（条）', summary.messages],
    ['收件人', summary.people],
    ['台账条目', summary.items],
    ['报送任务', summary.obligations],
  ];
  const dayText = dayTextIn(summary.byDay);
  const dayTable = (caption: string, days: DayCount[]) =>
    table([{ head: '日期', cell: ({ day }) => dayText(day) }, ...counts], days, { caption });
  return html`<section>
    <h2>一、合计</h2>
    <div class="cards">${cards.map(card)}</div>
    <p>台账 ${summary.items} 条，其中 ${summary.done} 条已完成，不再发消息。</p>
    <div class="pair">${dayTable('最忙的几天', summary.fullest)}${dayTable('最空的工作日', summary.emptiest)}</div>
    <div class="pair apart">${kinds(summary)} ${months(summary.byDay)}</div>
    <div class="apart">${rungs(summary, plan)}</div>
    <ul class="notes">
      <li>提交、销号或作废后，该事项其余的提醒和升级不再发出；签收后不再催签收；升级经确认后不再因未确认上报。</li>
      <li>期限日为休息日的，按方案从其前（或后）一个工作日起算；“期限当日”即该工作日。</li>
    </ul>
  </section>`;
}

function kinds({ byKind }: BookSummary): Html {
  const columns: Column<[string, number]>[] = [
    { head: '类别', cell: ([kind]) => kindText(kind as BookMessage['kind']) },
    { head: '条数', style: 'n', cell: ([, count]) => count },
  ];
  return table(columns, Object.entries(byKind), { caption: '按类别' });
}

function rungs({ byRung }: BookSummary, plan: Pick<Plan, 'difficulties' | 'obligations'>): Html {
  const names = ladderNames(plan);
  const ladders = new Map<string, [rung: string, count: number][]>();
  for (const [rung, count] of Object.entries(byRung)) {
    const ladder = rung.split(':')[0] ?? rung;
    ladders.set(ladder, [...(ladders.get(ladder) ?? []), [rung, count]]);
  }
  const listed = (counts: [rung: string, count: number][]) =>
    [...counts]
      .sort(([a], [b]) => offset(a) - offset(b))
      .map(([rung, count]) => `${rungText(rung)} ${count}`)
      .join('；');
  const columns: Column<[string, [rung: string, count: number][]]>[] = [
    { head: '梯次', style: 'name', cell: ([ladder]) => names.get(ladder) ?? rungText(ladder) },
    { head: '各级条数', cell: ([, counts]) => listed(counts) },
  ];
  return table(columns, ladders);
}

/** What climbs each ladder: `一般问题`, `复杂、疑难问题、报送任务` where they share one. */
function ladderNames({ difficulties, obligations }: Pick<Plan, 'difficulties' | 'obligations'>): Map<string, string> {
  const names = new Map<string, string>();
  for (const { ladder } of [...difficulties, ...obligations]) {
    const classes = difficulties.filter((each) => each.ladder.key === ladder.key).map(({ name }) => name.zh);
    const parts = [
      ...(classes.length > 0 ? [`${classes.join('、')}问题`] : []),
      ...(obligations.some((each) => each.ladder.key === ladder.key) ? ['报送任务'] : []),
    ];
    names.set(ladder.key, parts.join('、'));
  }
  return names;
}

function offset(rung: string): number {
  const [, second = '0', third] = rung.split(':');
  return Number(second) + (third === undefined ? 0 : 0.5);
}

/** Letters and the lines in them. */
const counts: Column<{ deliveries: number; messages: number }>[] = [
  { head: '封数', style: 'n', cell: ({ deliveries }) => deliveries },
  { head: '条数', style: 'n', cell: ({ messages }) => messages },
];

function months(days: DayCount[]): Html {
  const counted = new Map<string, number>();
  for (const { day, messages } of days) counted.set(day.slice(0, 7), (counted.get(day.slice(0, 7)) ?? 0) + messages);
  const most = Math.max(1, ...counted.values());
  const columns: Column<[month: string, count: number]>[] = [
    { head: '月份', cell: ([month]) => `${Number(month.slice(0, 4))}年${Number(month.slice(5))}月` },
    { head: '', style: 'bars', cell: ([, count]) => html`<span class="bar" style="width:${Math.round((count / most) * 100)}%"></span>` },
    { head: '条数', style: 'n', cell: ([, count]) => count },
  ];
  return table(columns, counted, { caption: '按月' });
}

/** The third part: each person's digests and the days they come on. */
export function peoplePart(summary: BookSummary, all: Digest[]): Html {
  const days = new Map<string, Set<string>>();
  for (const { person, unit, day } of all) {
    const key = `${unit} ${person}`;
    days.set(key, (days.get(key) ?? new Set()).add(day));
  }
  const daysOf = ({ unit, person }: { unit: string; person: string }) => daysText([...(days.get(`${unit} ${person}`) ?? [])]);
  const columns: Column<BookSummary['byPerson'][number]>[] = [
    {
      head: '收件人',
      style: 'who',
      cell: ({ person, unit }) => (person.startsWith(unit) ? person : html`${person}<br /><small>${unit}</small>`),
    },
    { head: '收到的日子', style: 'titles', cell: daysOf },
    ...counts,
  ];
  return html`<section class="part">
    <h2>三、按人</h2>
    ${table(columns, summary.byPerson)}
  </section>`;
}

/** The fourth part: what falls on each unit. */
export function unitsPart(summary: BookSummary): Html {
  const columns: Column<BookSummary['byUnit'][number]>[] = [
    { head: '单位（机构）', cell: ({ unit }) => unit },
    { head: '收件人', style: 'n', cell: ({ people }) => people },
    ...counts,
  ];
  return html`<section class="part">
    <h2>四、按单位</h2>
    ${table(columns, summary.byUnit, { foot: ['合计', summary.people, summary.deliveries, summary.messages] })}
  </section>`;
}
