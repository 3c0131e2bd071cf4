import type { Plan } from '../../domain/plan.ts';
import type { Book } from '../../domain/rehearsal/book.ts';
import { byDay, digests, gathered, type Digest } from './digests.ts';
import { html, type Html } from './html.ts';
import { bookStyle } from './style.ts';
import { table, type Column } from './table.ts';
import { overview, peoplePart, unitsPart } from './totals.ts';
import { assumptionText, dayTextIn, fullDayText, kindText, rungText } from './wording.ts';

const titlesShown = 3;

/** The book as one HTML page that prints on A4 to be signed: cover and totals, every day, every person, every unit. Nothing is fetched from outside. */
export function bookPage(book: Book, plan: Plan): string {
  const all = digests(book.messages);
  const dayText = dayTextIn(book.summary.byDay);
  const page = html`<!doctype html>
    <html lang="zh-CN">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${book.summary.campaign} 消息演练书</title>
        <style>
          ${bookStyle(book.summary.campaign)}
        </style>
      </head>
      <body>
        ${cover(book, plan)} ${overview(book.summary, plan)} ${signatures()}
        <section class="part">
          <h2>二、按日</h2>
          ${[...byDay(all)].map(([day, deliveries]) => dayPart(dayText(day), deliveries))}
        </section>
        ${peoplePart(book.summary, all)} ${unitsPart(book.summary)}
      </body>
    </html> `;
  return page.text;
}

function cover({ summary }: Book, plan: Plan): Html {
  return html`<header>
    <p class="campaign">${summary.campaign}</p>
    <h1>消息演练书</h1>
    <p class="number">${plan.issuer}　${plan.documentNumber}</p>
    <hr class="rule" />
    <p>
      本书列明专项整治期间系统将要发出的每一条提醒、催办和升级消息：何时、发给谁、因何事、做到什么就不再发。专项整治时间
      ${fullDayText(plan.starts)}至${fullDayText(plan.ends)}；台账条目按${fullDayText(summary.assigned)}交办；消息在工作日
      ${plan.calendar.opens} 发出，同一人同一时段合为一封。
    </p>
    <p><span class="label">演练假定：</span>${assumptionText[summary.assume]}。</p>
  </header>`;
}

function signatures(): Html {
  const block = (name: string) =>
    html`<td>
      <b>${name}</b>
      <p>　　年　　月　　日</p>
    </td>`;
  return html`<table class="sign">
    <tbody>
      <tr>
        ${['拟制', '审核', '办公室主任', '批准'].map(block)}
      </tr>
    </tbody>
  </table>`;
}

function dayPart(title: string, deliveries: Digest[]): Html {
  const lines = deliveries.reduce((sum, digest) => sum + digest.lines.length, 0);
  return html`<h3>${title}<span>${deliveries.length} 封　${lines} 条</span></h3>
    ${table(dayColumns, alike(deliveries))} `;
}

/** Recipients of one moment who are told the same share a row: fifteen counties' contacts read as one. */
function alike(deliveries: Digest[]): Digest[][] {
  const rows = new Map<string, Digest[]>();
  for (const digest of deliveries) {
    const key = JSON.stringify([digest.time, gathered(digest.lines, digest.unit)]);
    const row = rows.get(key);
    if (row) row.push(digest);
    else rows.set(key, [digest]);
  }
  return [...rows.values()];
}

const dayColumns: Column<Digest[]>[] = [
  { head: '时间', cell: ([first]) => first?.time ?? '' },
  {
    head: '收件人',
    style: 'who',
    cell: (row) => [...recipients(row), ...(row.length === 1 ? [] : [html`<br /><small>共 ${row.length} 人</small>`])],
  },
  { head: '内容', cell: ([first]) => (first ? told(first) : '') },
  { head: '每人条数', style: 'n', cell: ([first]) => first?.lines.length ?? 0 },
];

function told({ lines, unit }: Digest): Html[] {
  return gathered(lines, unit).map(({ kind, rung, count, titles }) => {
    const more = count > titlesShown ? ` 等 ${count} 项` : '';
    return html`<p>${kindText(kind)}　${rungText(rung)} <span class="titles">${titles.slice(0, titlesShown).join('；')}${more}</span></p>`;
  });
}

/** Units' people by their duty, `联系人（凤泉区、卫滨区）`; people known by name with their unit, once for all of one unit. */
function recipients(row: Digest[]): Html[] {
  const groups = new Map<string, { outside: string; inside: string[] }>();
  for (const { unit, person } of row) {
    const duty = person.startsWith(`${unit} `) ? person.slice(unit.length + 1) : null;
    const key = duty ?? unit;
    const group = groups.get(key) ?? { outside: '', inside: [] };
    if (duty !== null) groups.set(key, { outside: duty, inside: [...group.inside, unit] });
    else groups.set(key, { outside: [group.outside, person].filter((name) => name !== '').join('、'), inside: [unit] });
  }
  return [...groups.values()].map(({ outside, inside }) => html`<p>${outside} <small>${inside.join('、')}</small></p>`);
}
