import { DateTime } from 'luxon';
import type { Calendar, Moment } from '../domain/calendar.ts';
import type { TimedChange } from '../domain/moments.ts';
import type { CampaignStatus, PhaseChange, SubjectInput } from './messages.ts';

/** Where an item stands, what it waits for and until when, in Chinese for Temporal's own page. No name and no phone gets here: the state has none. */
export function itemDetails({ state, rules }: Pick<SubjectInput, 'state' | 'rules'>, next: TimedChange | null, calendar: Calendar): string {
  const due = state.due === null ? '' : `，期限 ${state.due}`;
  const asked = state.extension === null ? '' : `；申请延期至 ${state.extension.until}，待审批`;
  switch (state.standing) {
    case 'waiting':
      return '已登记，等待交办。';
    case 'answered':
      return `已提交，等待核查${due}。`;
    case 'over':
      return '已办结，不再提醒。';
    case 'open': {
      const stands = state.late
        ? `已逾期${escalated(state.escalated)}`
        : state.signed === false
          ? '已交办，等待签收'
          : '整改中，等待提交整改结果';
      return `${stands}${due}${asked}。${then(next, rules.calendar.zone, calendar)}`;
    }
  }
}

/** The same for an obligation. */
export function obligationDetails(
  { state, rules }: Pick<SubjectInput, 'state' | 'rules'>,
  next: TimedChange | null,
  calendar: Calendar,
): string {
  const due = state.due === null ? '' : `，期限 ${state.due}`;
  const asked = state.extension === null ? '' : `；申请延期至 ${state.extension.until}，待审批`;
  switch (state.standing) {
    case 'waiting':
    case 'open':
      return `${state.late ? `已逾期${escalated(state.escalated)}` : '等待报送'}${due}${asked}。${then(next, rules.calendar.zone, calendar)}`;
    case 'answered':
      return `已报送，等待认可${due}。`;
    case 'over':
      return '已认可或已免报，不再提醒。';
  }
}

/** The same for a campaign. */
export function campaignDetails(status: CampaignStatus, running: string[], next: PhaseChange | null, zone: string): string {
  if (status === 'closed') return '专项整治行动已结束。';
  const now = running.length === 0 ? '当前没有进行中的阶段' : `进行中的阶段：${running.join('、')}`;
  const ahead =
    next === null
      ? '各阶段均已记录，等待行动结束'
      : `下一步：${clock(next.at, zone)} 阶段 ${next.phase} ${next.event === 'starts' ? '开始' : '结束'}`;
  return `${status === 'paused' ? '已暂停。' : ''}${now}。${ahead}。`;
}

function escalated(rung: string | null): string {
  return rung === null ? '' : `，已升级（${rung}）`;
}

function then(next: TimedChange | null, zone: string, calendar: Calendar): string {
  if (next === null) return '没有更高一级，等待处理。';
  const what = next.action === 'markLate' ? '仍未提交则标记逾期' : `仍未提交则升级（${next.rung}）`;
  const rest = calendar.isWorkday(calendar.dayOf(next.at)) ? '' : '（休息日）';
  return `下一步：${clock(next.at, zone)}${rest} ${what}。`;
}

function clock(at: Moment, zone: string): string {
  return DateTime.fromMillis(at, { zone }).toFormat('yyyy-MM-dd HH:mm');
}
