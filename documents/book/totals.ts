import type { Plan } from '../../domain/plan.ts';
import type { BookMessage, BookSummary, DayCount } from '../../domain/rehearsal/book.ts';
import type { Digest } from './digests.ts';
import { html, type Html } from './html.ts';
import { dayText, kindText, rungText } from './wording.ts';

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
  const kinds = (Object.entries(summary.byKind) as [BookMessage['kind'], number][]).map(
    ([kind, count]) =>
      html`<tr>
        <td>${kindText(kind)}</td>
        <td class="n">${count}</td>
      </tr>`,
  );
  return html`<section>
    <h2>一、合计</h2>
    <div class="cards">${cards.map(card)}</div>
    <p>台账 ${summary.items} 条，其中 ${summary.done} 条已完成，不再发消息。</p>
    <div class="pair">${dayTable('最忙的几天', summary.fullest)}${dayTable('最空的工作日', summary.emptiest)}</div>
    <div class="pair" style="margin-top:5mm">
      <table>
        <caption>
          按类别
        </caption>
        <thead>
          <tr>
            <th>类别</th>
            <th class="n">条数</th>
          </tr>
        </thead>
        <tbody>
          ${kinds}
        </tbody>
      </table>
      ${months(summary.byDay)}
    </div>
    ${rungs(summary, plan)}
    <ul class="notes">
      <li>提交、销号或作废后，该事项其余的提醒和升级不再发出；签收后不再催签收；升级经确认后不再因未确认上报。</li>
      <li>期限日为休息日的，按方案从其前（或后）一个工作日起算；“期限当日”即该工作日。</li>
    </ul>
  </section>`;
}

function rungs({ byRung }: BookSummary, plan: Pick<Plan, 'difficulties' | 'obligations'>): Html {
  const names = new Map([
    ...plan.obligations.map(({ ladder }) => [ladder.key, '报送任务'] as const),
    ...plan.difficulties.map(({ ladder, name }) => [ladder.key, `${name.zh}问题`] as const),
  ]);
  const ladders = new Map<string, [rung: string, count: number][]>();
  for (const [rung, count] of Object.entries(byRung)) {
    const ladder = rung.split(':')[0] ?? rung;
    ladders.set(ladder, [...(ladders.get(ladder) ?? []), [rung, count]]);
  }
  const rows = [...ladders].map(([ladder, counts]) => {
    const sorted = counts.sort(([a], [b]) => offset(a) - offset(b));
    return html`<tr>
      <td class="name">${names.get(ladder) ?? rungText(ladder)}</td>
      <td>${sorted.map(([rung, count]) => `${rungText(rung)} ${count}`).join('；')}</td>
    </tr>`;
  });
  return html`<table style="margin-top:5mm">
    <thead>
      <tr>
        <th>梯次</th>
        <th>各级条数</th>
      </tr>
    </thead>
    <tbody>
      ${rows}
    </tbody>
  </table>`;
}

function offset(rung: string): number {
  const [, second = '0', third] = rung.split(':');
  return Number(second) + (third === undefined ? 0 : 0.5);
}

function dayTable(caption: string, days: DayCount[]): Html {
  const rows = days.map(
    ({ day, messages, deliveries }) =>
      html`<tr>
        <td>${dayText(day)}</td>
        <td class="n">${deliveries}</td>
        <td class="n">${messages}</td>
      </tr>`,
  );
  return html`<table>
    <caption>
      ${caption}
    </caption>
    <thead>
      <tr>
        <th>日期</th>
        <th class="n">封数</th>
        <th class="n">条数</th>
      </tr>
    </thead>
    <tbody>
      ${rows}
    </tbody>
  </table>`;
}

function months(days: DayCount[]): Html {
  const counts = new Map<string, number>();
  for (const { day, messages } of days) counts.set(day.slice(0, 7), (counts.get(day.slice(0, 7)) ?? 0) + messages);
  const most = Math.max(1, ...counts.values());
  const rows = [...counts].map(
    ([month, count]) =>
      html`<tr>
        <td>${Number(month.slice(0, 4))}年${Number(month.slice(5))}月</td>
        <td class="bars"><span class="bar" style="width:${Math.round((count / most) * 100)}%"></span></td>
        <td class="n">${count}</td>
      </tr>`,
  );
  return html`<table>
    <caption>
      按月
    </caption>
    <thead>
      <tr>
        <th>月份</th>
        <th></th>
        <th class="n">条数</th>
      </tr>
    </thead>
    <tbody>
      ${rows}
    </tbody>
  </table>`;
}

/** The third part: each person's digests and the days they come on. */
export function peoplePart(summary: BookSummary, all: Digest[]): Html {
  const days = new Map<string, Map<string, number>>();
  for (const { person, unit, day } of all) {
    const key = `${unit} ${person}`;
    const own = days.get(key) ?? new Map<string, number>();
    own.set(day, (own.get(day) ?? 0) + 1);
    days.set(key, own);
  }
  const rows = summary.byPerson.map(({ person, unit, messages, deliveries }) => {
    const own = [...(days.get(`${unit} ${person}`)?.keys() ?? [])].map((day) => `${Number(day.slice(5, 7))}.${Number(day.slice(8))}`);
    return html`<tr>
      <td class="who">${person}${person.startsWith(unit) ? html`` : html`<br /><small>${unit}</small>`}</td>
      <td class="titles">${own.join('　')}</td>
      <td class="n">${deliveries}</td>
      <td class="n">${messages}</td>
    </tr> `;
  });
  return html`<section class="part">
    <h2>三、按人</h2>
    <table>
      <thead>
        <tr>
          <th>收件人</th>
          <th>收到的日子</th>
          <th class="n">封数</th>
          <th class="n">条数</th>
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </section>`;
}

/** The fourth part: what falls on each unit. */
export function unitsPart(summary: BookSummary): Html {
  const rows = summary.byUnit.map(
    ({ unit, people, messages, deliveries }) =>
      html`<tr>
        <td>${unit}</td>
        <td class="n">${people}</td>
        <td class="n">${deliveries}</td>
        <td class="n">${messages}</td>
      </tr> `,
  );
  return html`<section class="part">
    <h2>四、按单位</h2>
    <table>
      <thead>
        <tr>
          <th>单位（机构）</th>
          <th class="n">收件人</th>
          <th class="n">封数</th>
          <th class="n">条数</th>
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
      <tfoot>
        <tr>
          <th>合计</th>
          <td class="n">${summary.people}</td>
          <td class="n">${summary.deliveries}</td>
          <td class="n">${summary.messages}</td>
        </tr>
      </tfoot>
    </table>
  </section>`;
}
