import type { ItemAction } from '../../domain/may-do.ts';
import type { ObligationAction } from '../../domain/may-do-obligation.ts';
import { rungText } from '../../documents/book/wording.ts';
import { maskPhonesIn } from '../../domain/masking.ts';
import type { HistoryEntry } from '../contract/ledger-items.ts';
import { errors, type AnyCode } from '../errors.ts';

/** An audit row as the database gives it, with the name of who acted where one is known. */
export interface AuditedAct {
  at: number;
  actor: string;
  role: string;
  action: string;
  result: string;
  detail: Record<string, unknown>;
  by: string | null;
}

type Text = [zh: string, en: string];

/** Acts that are no command of an item. */
const otherActs = {
  import: ['录入台账', 'entered in the ledger'],
  importLedger: ['导入台账', 'imported a ledger'],
  enterPeople: ['导入人员名录', 'imported people'],
  launch: ['启动专项行动', 'launched the campaign'],
  logIn: ['登录', 'logged in'],
  logInFailed: ['登录失败', 'failed to log in'],
  logOut: ['退出登录', 'logged out'],
  changePassword: ['修改密码', 'changed the password'],
  enableSecondFactor: ['启用二次验证', 'turned the second factor on'],
  denied: ['越权访问被拒绝', 'was denied access'],
  exportLedger: ['导出台账', 'exported the ledger'],
  exportAudit: ['导出审计记录', 'exported the audit trail'],
  readLetter: ['查看内置邮箱', 'read the embedded mailbox'],
  moveClock: ['拨动演示时钟', 'moved the clock'],
  makeAccount: ['新建账号', 'made an account'],
  resetPassword: ['重置密码', 'reset a password'],
  disableAccount: ['停用账号', 'disabled an account'],
  enableAccount: ['启用账号', 'enabled an account'],
  grantRole: ['授予角色', 'granted a role'],
  unlockAccount: ['解除锁定', 'unlocked an account'],
} as const satisfies Record<string, Text>;

const commands: Record<ItemAction, Text> = {
  assign: ['交办', 'assigned'],
  sign: ['签收', 'signed for it'],
  planMeasures: ['填报整改措施', 'planned the measure'],
  submit: ['提交整改结果', 'submitted the rectification'],
  verify: ['核查通过', 'verified it'],
  returnItem: ['退回重改', 'returned it'],
  requestExtension: ['申请延期', 'asked for an extension'],
  decideExtension: ['审批延期', 'decided on the extension'],
  reclassify: ['调整难度类别', 'reclassified it'],
  transfer: ['移交其他单位', 'transferred it'],
  instruct: ['作出批示', 'gave an instruction'],
  acknowledge: ['确认升级提醒', 'acknowledged an escalation'],
  chase: ['催办', 'chased it'],
  handOver: ['更换责任人', 'handed it over'],
  correct: ['更正台账内容', 'corrected the entry'],
  void: ['作废', 'voided it'],
  close: ['销号', 'closed it'],
  markLate: ['到期未完成，标记逾期', 'marked late: the deadline passed'],
  escalate: ['逾期升级', 'escalated'],
};

const obligationCommands: Record<ObligationAction, Text> = {
  submit: ['报送', 'submitted it'],
  accept: ['认可', 'accepted it'],
  return: ['退回', 'returned it'],
  waive: ['免报', 'waived it'],
  requestExtension: commands.requestExtension,
  decideExtension: commands.decideExtension,
  acknowledge: commands.acknowledge,
  handOver: ['更换承办人', 'handed it over'],
  markLate: ['到期未报送，标记逾期', 'marked late: the deadline passed'],
  escalate: commands.escalate,
};

/** What an act was done to: the same word may mean another thing. */
export type AuditedSubject = 'item' | 'obligation';

const acts: Record<AuditedSubject, Record<string, Text>> = {
  item: { ...otherActs, ...commands },
  obligation: { ...otherActs, ...obligationCommands, owe: ['随启动列入', 'entered at the launch'] },
};

/** Details of an act that people may read back; ids and contents of corrections are left to the audit trail itself. */
const told = ['reason', 'note', 'measure', 'text', 'until', 'due', 'rung', 'difficulty', 'county', 'method', 'route'];

export function historyEntry(act: AuditedAct, showPhones: boolean, of: AuditedSubject): HistoryEntry {
  const [zh, en] = acts[of][act.action] ?? [act.action, act.action];
  const refusal = act.result.startsWith('refused:') ? errors[act.result.slice('refused:'.length) as AnyCode] : undefined;
  const words = told.flatMap((name) => {
    const value = act.detail[name];
    return typeof value === 'string' && value !== '' ? [showPhones ? value : maskPhonesIn(value)] : [];
  });
  if (act.action === 'decideExtension') words.unshift(act.detail.approved === true ? '同意 approved' : '不同意 refused');
  const said = words.length > 0 ? words.join('；') : '';
  const { rung } = act.detail;
  const saidZh = typeof rung === 'string' ? said.replace(rung, rungText(rung)) : said;
  return {
    at: act.at,
    by: act.by ?? nameOf(act.actor),
    role: act.role,
    action: act.action,
    result: act.result,
    zh: `${zh}${saidZh === '' ? '' : `：${saidZh}`}${refusal === undefined ? '' : `（未成功：${refusal.zh}）`}`,
    en: `${en}${said === '' ? '' : `: ${said}`}${refusal === undefined ? '' : ` (refused: ${refusal.en})`}`,
  };
}

/** What acts without an account of its own is called. */
function nameOf(actor: string): string {
  if (actor === 'engine') return '系统';
  if (actor === 'set-up') return '启动导入';
  if (actor === 'cli') return '命令行';
  if (actor === 'doctor' || actor === 'restore') return '修复';
  if (actor.startsWith('unit:')) return '台账填报';
  return '账号';
}
