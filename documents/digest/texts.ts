import type { DigestEntry, MatterText } from '../../domain/digest-content.ts';
import type { DigestSection } from '../../domain/digest.ts';
import type { Status } from '../../domain/ledger-item.ts';
import type { ToldRung } from '../../domain/subject.ts';

/** Every fixed word of a digest. */
export const sectionTitles: Record<DigestSection, string> = {
  overdue: '已逾期',
  today: '今天到期',
  soon: '即将到期',
  assigned: '新交办',
  escalated: '升级提醒',
};

const notices: Record<ToldRung, string> & Record<string, string> = {
  assigned: '新交办：请签收，填写整改措施并整改',
  returned: '核查未通过，退回重改：请按退回意见整改后重新提交',
  ordered: '责令重新整改',
  decided: '延期申请已批准，期限已改：请按新期限完成整改',
  reclassified: '难度分类已调整，期限已改：请按新期限完成整改',
  transferred: '由其他单位转来：请签收并整改',
  amended: '工作方案已调整，期限有变：请按新期限完成整改',
  instructed: '领导批示：请打开查看，抓紧办理并反馈',
  chased: '办公室催办：请抓紧办理',
  handedOver: '责任人已变更，现由您负责：请接续整改',
};

const acts: Record<string, string> = {
  assign: '交办',
  sign: '签收',
  planMeasures: '填报整改措施',
  submit: '提交整改结果',
  verify: '核查',
  returnItem: '退回重改',
  requestExtension: '申请延期',
  decideExtension: '审批延期',
  reclassify: '调整难度分类',
  transfer: '移交',
  instruct: '批示',
  acknowledge: '确认知悉',
  chase: '催办',
  handOver: '变更责任人',
  correct: '更正内容',
};

const obligationActs: Record<string, string> = {
  submit: '报送',
  accept: '认可',
  return: '退回',
  requestExtension: '申请延期',
  decideExtension: '审批延期',
  acknowledge: '确认知悉',
  handOver: '变更责任人',
};

/** What a person did last, in words. */
export function actText(action: string, of: MatterText['subject']): string {
  return of === 'obligation' ? (obligationActs[action] ?? '交办') : (acts[action] ?? '登记');
}

/** What the reader is to do about an entry. */
export function taskText(entry: DigestEntry): string {
  const { what } = entry;
  return what.subject === 'obligation' ? obligationTask(entry, what) : itemTask(entry, what);
}

type ItemText = Extract<MatterText, { subject: 'item' }>;
type ObligationText = Extract<MatterText, { subject: 'obligation' }>;

function itemTask(entry: DigestEntry, { status }: ItemText): string {
  const [name = '', argument] = entry.rung.split(':');
  if (entry.kind === 'notice') return noticeText(name, argument, entry, status);
  if (entry.kind === 'chaser' && name === 'undecided') return '延期申请尚未审批：请审批或督促审批';
  if (entry.kind === 'chaser') return entry.addressed ? '交办后尚未签收：请尽快签收并整改' : '交办后尚未签收：请督促签收';
  if (entry.kind === 'escalation' && entry.addressed) {
    return entry.rung.endsWith(':unacknowledged')
      ? '上一级在规定时间内未确认知悉：请督促整改，并确认知悉'
      : '逾期未完成整改：请督促整改，并确认知悉';
  }
  return `请${workText(status)}`;
}

function noticeText(name: string, argument: string | undefined, entry: DigestEntry, status: Status): string {
  if (name === 'ordered') return `责令重新整改：已第 ${entry.returns} 次退回，请立即重新整改并提交结果`;
  if (name === 'decided' && argument !== undefined) return '延期申请未获批准，期限不变：请按期完成整改';
  return notices[name] ?? `请${workText(status)}`;
}

function workText(status: Status): string {
  switch (status) {
    case 'registered':
    case 'assigned':
      return '签收，填写整改措施并整改';
    case 'signed':
      return '填写整改措施并完成整改';
    case 'rectifying':
      return '完成整改，提交结果和佐证';
    case 'returned':
      return '按退回意见重新整改并提交';
    case 'submitted':
    case 'closed':
    case 'voided':
      return '知悉';
  }
}

/** A work item is done and reported; everything else of a unit's is reported. */
function obligationTask(entry: DigestEntry, { kind }: ObligationText): string {
  const [name = '', argument] = entry.rung.split(':');
  const work = kind === 'workItem' ? '完成并报送办理情况' : '按要求完成并报送';
  if (entry.kind === 'notice') {
    switch (name) {
      case 'assigned':
        return `新任务：请按期${work}`;
      case 'returned':
        return '报送被退回：请按退回意见补充后重新报送';
      case 'decided':
        return argument === undefined ? '延期申请已批准，期限已改：请按新期限报送' : '延期申请未获批准，期限不变：请按期报送';
      case 'handedOver':
        return '承办人已变更：请接续办理并按期报送';
      default:
        return `请${work}`;
    }
  }
  if (entry.kind === 'chaser') return '延期申请尚未审批：请审批或督促审批';
  if (entry.kind === 'escalation' && entry.addressed) {
    return entry.rung.endsWith(':unacknowledged')
      ? '上一级在规定时间内未确认知悉：请督促报送，并确认知悉'
      : '逾期未报送：请督促报送，并确认知悉';
  }
  return `请${work}`;
}
