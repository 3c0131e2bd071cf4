import type { Stop } from '../../../../domain/agenda.ts';
import type { ToldRung } from '../../../../domain/subject.ts';

/** Chinese texts of a ledger item: what it says, its life, its messages and its commands. */
export const item = {
  title: (number: number | string) => `问题 ${number} 号`,
  choose: '请选择',
  life: '办理过程',
  next: '接下来的自动通知',
  nothingNext: '不会再发送任何通知。',
  past: '已发通知',
  messageStates: { planned: '', sending: '正在发送', sent: '已发送', failed: '有人发送失败', unreached: '无人可达' },
  commands: '可以进行的操作',
  noCommands: '目前没有需要您进行的操作。',
  source: '来源',
  returns: '退回次数',
  extensionAsked: (until: string) => `已申请延期至 ${until}，等待审批`,
  unmatched: '责任人不在单位通讯录中，通知由县区联系人代收。',
  declared: '导入时县区已自报完成，尚未核查。',
  stops: '停止条件',
  tells: (who: string) => `通知${who}`,
  reminds: (who: string) => `提醒${who}`,
  chases: (who: string) => `催办${who}`,
  escalates: (who: string) => `升级通知${who}`,
  noHistory: '还没有办理记录。',
  stoodFor: (at: string) => `应于 ${at}`,
  done: '已完成',
  receipt: '回执',
  cancelledCount: (count: number) => `取消 ${count} 条通知`,
  scheduledCount: (count: number) => `新增 ${count} 条通知`,
  nextMessage: (text: string) => `下一条：${text}`,
  noNext: '不再发送通知',
  unchanged: '通知安排不变',
  showCancelled: '看看取消和新增了哪些',
  cancelledTitle: '取消的通知',
  scheduledTitle: '新增的通知',
  moved: '其他人刚刚改动过该问题，下面已是最新情况。请看过以后再操作。',
  fields: {
    responsible: '责任人',
    nobodyChosen: '不变',
    measure: '整改措施',
    note: '说明',
    submitNote: '整改情况',
    evidence: '佐证材料（每行一项：文件名、编号或存放处）',
    reason: '理由',
    dueOptional: '新的整改期限（不填则按规定）',
    until: '延期至',
    approved: '审批意见',
    approve: '同意延期',
    refuse: '不同意',
    difficulty: '调整为',
    county: '移交到',
    text: '批示内容',
    urgent: '紧急：不等工作时间，立即发出',
    rung: '哪一级升级通知',
    verified: '我已核查属实（同时完成核查）',
  },
  hints: {
    sign: '表示您已收到并负责整改。签收后不再催促签收。',
    submit: '提交后停止到期提醒，由办公室核查。',
    verify: '记录核查通过；销号另外进行。',
    close: '销号后不能重新打开，不再发送任何通知。',
    chase: '立即给责任人加发一封催办通知（下一个发送时间）。',
    acknowledge: '表示您已知晓，停止向上一级继续升级；到期提醒不变。',
    void: '仅用于登记有误的问题。',
    assign: '交给责任人办理，并开始计算期限。',
  } as Record<string, string>,
};

/** What makes a message pointless, by the domain's names. */
export const stops: Record<Stop, string> = {
  sign: '签收',
  submit: '提交佐证',
  acknowledge: '阅知',
  decideExtension: '审批延期',
  close: '销号',
  void: '作废',
};

/** Reads a rung's name (`complex:-3`, `unsigned:+2`, `assigned`) in words. */
export function rung(name: string): string {
  const [head = '', ...rest] = name.split(':');
  const fixed: Record<ToldRung, string> & Record<string, string> = {
    assigned: '交办通知',
    returned: '退回通知',
    ordered: '责令重新整改',
    decided: '延期审批结果',
    reclassified: '难度调整通知',
    transferred: '移交通知',
    amended: '期限调整通知',
    instructed: '批示',
    chased: '催办',
    handedOver: '责任人变更通知',
  };
  const fixedName = fixed[head];
  if (fixedName !== undefined) return fixedName;
  if (head === 'undecided') return '延期申请待审批';
  const offset = Number(rest[0]);
  if (head === 'unsigned') return `交办 ${offset} 个工作日未签收`;
  if (Number.isNaN(offset)) return name;
  if (rest[1] === 'unacknowledged') return `逾期 ${offset} 个工作日的通知无人阅知`;
  if (offset < 0) return `到期前 ${-offset} 个工作日`;
  return offset === 0 ? '到期当日' : `逾期 ${offset} 个工作日`;
}
