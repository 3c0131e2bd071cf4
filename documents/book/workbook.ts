import type { Book, BookMessage } from '../../domain/rehearsal/book.ts';
import { withoutControlCharacters } from '../ledger/text.ts';
import type { Cell } from '../sheet.ts';
import { writeWorkbook, type NewSheet } from '../workbook-write.ts';
import { digests } from './digests.ts';
import { assumptionText, kindText, rungText, stopText } from './wording.ts';

/** Excel holds 1,048,576 rows in a sheet; a longer book goes on in the next. */
const rowsInSheet = 1_000_000;

/** A column: its heading and its width in characters. */
type Column = [heading: string, width: number];

const person: Column[] = [
  ['收件人', 24],
  ['单位（机构）', 40],
];
const totalColumns: Column[] = [
  ['项目', 30],
  ['数值', 60],
];
const counts: Column[] = [
  ['封数', 10],
  ['条数', 10],
];

/** The book as an Excel workbook: totals, by day, by person, by unit, each digest, and every message. Texts of a ledger stay texts. */
export async function bookWorkbook({ messages, summary }: Book): Promise<Uint8Array> {
  const sheets = [
    sheet('合计', totalColumns, totals(summary)),
    sheet(
      '按日',
      [['日期', 14], ...counts],
      summary.byDay.map((day) => [day.day, day.deliveries, day.messages]),
    ),
    sheet(
      '按人',
      [...person, ...counts],
      summary.byPerson.map((row) => [row.person, row.unit, row.deliveries, row.messages]),
    ),
    sheet(
      '按单位',
      [['单位（机构）', 40], ['人数', 10], ...counts],
      summary.byUnit.map((row) => [row.unit, row.people, row.deliveries, row.messages]),
    ),
    sheet(
      '汇总通知',
      [['日期', 14], ['时间', 8], ...person, ['条数', 10]],
      digests(messages).map(({ day, time, person: name, unit, lines }) => [day, time, name, unit, lines.length]),
    ),
  ];
  for (let from = 0; from === 0 || from < messages.length; from += rowsInSheet) {
    sheets.push(messageSheet(from === 0 ? '逐条' : `逐条${from / rowsInSheet + 1}`, messages.slice(from, from + rowsInSheet)));
  }
  return writeWorkbook(sheets);
}

function messageSheet(name: string, messages: BookMessage[]): NewSheet {
  const columns: Column[] = [['日期', 14], ['时间', 8], ...person, ['类别', 8], ['梯次', 24], ['事项', 60], ['何时不发', 36], ['编号', 26]];
  return sheet(
    name,
    columns,
    messages.map(({ at, to, unit, kind, rung, title, stoppedBy, subject }) => [
      at.slice(0, 10),
      at.slice(11, 16),
      to.join('、'),
      unit,
      kindText(kind),
      rungText(rung),
      title,
      `${stopText(stoppedBy)}后不发`,
      subject,
    ]),
  );
}

function totals(summary: Book['summary']): Cell[][] {
  return [
    ['专项整治行动', summary.campaign],
    ['假定', assumptionText[summary.assume]],
    ['交办日', summary.assigned],
    ['台账条目', summary.items],
    ['其中已完成', summary.done],
    ['报送任务', summary.obligations],
    ['汇总通知（封）', summary.deliveries],
    ['消息（条）', summary.messages],
    ['收件人', summary.people],
    ...Object.entries(summary.byRung).map(([rung, count]): Cell[] => [`${rungText(rung)}（${rung}）`, count]),
    ...summary.fullest.map((day): Cell[] => ['最忙的一天', `${day.day}：${day.messages} 条，${day.deliveries} 封`]),
    ...summary.emptiest.map((day): Cell[] => ['最空的工作日', `${day.day}：${day.messages} 条，${day.deliveries} 封`]),
  ];
}

function sheet(name: string, columns: Column[], rows: Cell[][]): NewSheet {
  const clean = rows.map((row) => row.map((cell) => (typeof cell === 'string' ? withoutControlCharacters(cell) : cell)));
  return {
    name,
    widths: columns.map(([, width]) => width),
    rows: [columns.map(([heading]) => heading), ...clean],
    merges: [],
    looks: new Map([[0, 'header']]),
    headerRow: 1,
  };
}
