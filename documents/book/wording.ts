import type { Stop } from '../../domain/agenda.ts';
import type { Assumption } from '../../domain/rehearsal/assumption.ts';
import type { BookMessage, DayCount } from '../../domain/rehearsal/book.ts';
import type { ToldRung } from '../../domain/subject.ts';

const kinds: Record<BookMessage['kind'], string> = { notice: '通知', reminder: '提醒', chaser: '催办', escalation: '升级' };

const stops: Record<Stop, string> = {
  sign: '签收',
  submit: '提交整改结果',
  acknowledge: '确认收到',
  decideExtension: '审批延期',
  close: '销号',
  void: '作废',
};

const told: Record<ToldRung | 'unsigned' | 'undecided', string> & Record<string, string> = {
  assigned: '交办',
  returned: '退回重改',
  ordered: '责令重新整改',
  decided: '延期已批复',
  reclassified: '难度调整',
  transferred: '移交',
  amended: '方案调整',
  instructed: '批示',
  chased: '催办',
  handedOver: '移交责任人',
  unsigned: '未签收',
  undecided: '延期待批',
};

export const assumptionText: Record<Assumption, string> = {
  'on-time': '各方均按期签收、整改、提交，次一工作日核查销号',
  late: '各方签收，但逾期 3 个工作日才提交',
  never: '无人签收、提交或确认（全部梯次）',
};

export function kindText(kind: BookMessage['kind']): string {
  return kinds[kind];
}

/** `期限前3个工作日`, `逾期第5个工作日`, `逾期第5个工作日（未确认，报上一级）`, `交办`. */
export function rungText(rung: string): string {
  const parts = rung.split(':');
  const unacknowledged = parts.at(-1) === 'unacknowledged';
  const offset = Number(unacknowledged ? parts.at(-2) : parts.at(-1));
  const opening = told[parts[0] ?? ''];
  if (opening !== undefined) return parts.at(-1)?.startsWith('+') === true ? `${opening}满${offset}个工作日` : opening;
  const day = offset === 0 ? '期限当日' : offset < 0 ? `期限前${-offset}个工作日` : `逾期第${offset}个工作日`;
  return unacknowledged ? `${day}（未确认，报上一级）` : day;
}

export function stopText(stoppedBy: Stop[]): string {
  return stoppedBy.map((stop) => stops[stop]).join('、');
}

/** `7月13日（星期四）` of `2023-07-13`. */
export function dayText(day: string): string {
  const weekday = '日一二三四五六'.charAt(new Date(`${day}T00:00:00Z`).getUTCDay());
  return `${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日（星期${weekday}）`;
}

/** As `dayText`, with the year before it where the book's days are of several. */
export function dayTextIn(days: DayCount[]): (day: string) => string {
  const isOfSeveral = days[0]?.day.slice(0, 4) !== days.at(-1)?.day.slice(0, 4);
  return isOfSeveral ? (day) => `${Number(day.slice(0, 4))}年${dayText(day)}` : dayText;
}

/** `7.13　7.14` of a person's days in order; each year is named once where they are of several: `2023.12.29　2024.1.2　1.3`. */
export function daysText(days: string[]): string {
  const isOfSeveral = new Set(days.map((day) => day.slice(0, 4))).size > 1;
  return days
    .map((day, i) => {
      const isFirstOfYear = isOfSeveral && day.slice(0, 4) !== days[i - 1]?.slice(0, 4);
      return `${isFirstOfYear ? `${Number(day.slice(0, 4))}.` : ''}${Number(day.slice(5, 7))}.${Number(day.slice(8))}`;
    })
    .join('　');
}

/** `2023年7月13日`. */
export function fullDayText(day: string): string {
  return `${Number(day.slice(0, 4))}年${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`;
}
