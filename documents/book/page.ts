import type { Plan } from '../../domain/plan.ts';
import type { Book } from '../../domain/rehearsal/book.ts';
import { byDay, digests, gathered, type Digest } from './digests.ts';
import { html, type Html } from './html.ts';
import { bookStyle } from './style.ts';
import { overview, peoplePart, unitsPart } from './totals.ts';
import { assumptionText, dayText, fullDayText, kindText, rungText } from './wording.ts';

const titlesShown = 3;

/** The book as one HTML page that prints on A4 to be signed: cover and totals, every day, every person, every unit. Nothing is fetched from outside. */
export function bookPage(book: Book, plan: Plan): string {
  const all = digests(book.messages);
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
          ${[...byDay(all)].map(([day, deliveries]) => dayPart(day, deliveries))}
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

function dayPart(day: string, deliveries: Digest[]): Html {
  const lines = deliveries.reduce((sum, digest) => sum + digest.lines.length, 0);
  return html`<h3>${dayText(day)}<span>${deliveries.length} 封　${lines} 条</span></h3>
    <table>
      <thead>
        <tr>
          <th>时间</th>
          <th>收件人</th>
          <th>内容</th>
          <th class="n">条数</th>
        </tr>
      </thead>
      <tbody>
        ${deliveries.map(digestRow)}
      </tbody>
    </table> `;
}

function digestRow({ time, person, unit, lines }: Digest): Html {
  const where = person.startsWith(unit) ? html`` : html`<br /><small>${unit}</small>`;
  const told = gathered(lines).map(({ kind, rung, count, titles }) => {
    const more = count > titlesShown ? `等 ${count} 项` : '';
    return html`<p>${kindText(kind)}　${rungText(rung)} <span class="titles">${titles.slice(0, titlesShown).join('；')}${more}</span></p>`;
  });
  return html`<tr>
    <td>${time}</td>
    <td class="who">${person}${where}</td>
    <td>${told}</td>
    <td class="n">${lines.length}</td>
  </tr> `;
}
