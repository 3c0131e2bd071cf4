import type { OtherAct } from '../../domain/acts.ts';
import type { ItemAction } from '../../domain/may-do.ts';
import type { ObligationAction } from '../../domain/may-do-obligation.ts';
import { maskPhonesIn } from '../../domain/masking.ts';
import type { Campaign } from '../campaign.ts';
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

/** Acts that are no command of an item or obligation. */
const ofOthers: Record<OtherAct, Text> = {
  import: ['录入台账', 'entered in the ledger'],
  importLedger: ['导入台账', 'imported a ledger'],
  confirmImport: ['核定台账疑似重复行', 'decided on a doubtful row of a ledger'],
  enterPeople: ['导入人员名录', 'imported people'],
  launch: ['启动专项行动', 'launched the campaign'],
  owe: ['随启动列入', 'entered at the launch'],
  phaseStarted: ['阶段开始', 'phase started'],
  phaseEnded: ['阶段结束', 'phase ended'],
  releasePostman: ['恢复后放行通知发送', 'released the postman after a restore'],
  raiseGeneration: ['修复：以数据库为准', 'repair: the database was taken as right'],
  restoreRow: ['修复：按审计记录还原', 'repair: restored from the audit trail'],
  restore: ['从备份恢复', 'restored from a backup'],
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
  removeSecondFactor: ['撤销二次验证', 'removed a second factor'],
};

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
  item: { ...ofOthers, ...commands },
  obligation: { ...ofOthers, ...obligationCommands },
};

/** Details of an act that people may read back; ids and contents of corrections are left to the audit trail itself. */
const told = ['reason', 'note', 'measure', 'text', 'until', 'due', 'difficulty', 'county', 'phase', 'method', 'route'];

type Names = Pick<Campaign, 'difficulty' | 'unit' | 'phase'>;

interface Told {
  showPhones: boolean;
  /** Null before a campaign is launched. */
  names: Names | null;
  of: AuditedSubject;
}

/** What an act is called in both languages. */
export function actWords(of: AuditedSubject, action: string): { zh: string; en: string } {
  const [zh, en] = acts[of][action] ?? [action, action];
  return { zh, en };
}

/** An act in both languages. Its rung is left as it is: pages have the words for it. */
export function historyEntry(act: AuditedAct, { showPhones, names, of }: Told): HistoryEntry {
  const { zh, en } = actWords(of, act.action);
  const refusal = act.result.startsWith('refused:') ? errors[act.result.slice('refused:'.length) as AnyCode] : undefined;
  const words = told.flatMap((detail): Text[] => {
    const value = act.detail[detail];
    return typeof value === 'string' && value !== '' ? [wordsOf(detail, showPhones ? value : maskPhonesIn(value), names)] : [];
  });
  if (act.action === 'decideExtension') words.unshift(act.detail.approved === true ? ['同意', 'approved'] : ['不同意', 'refused']);
  if (act.result === 'rejected') words.push(['文件有错误，没有导入', 'the file has faults, nothing was imported']);
  if (act.result === 'secondFactorAsked') words.push(['等待二次验证', 'waiting for the second factor']);
  const said = words.length === 0 ? null : { zh: words.map(([text]) => text).join('；'), en: words.map(([, text]) => text).join('; ') };
  const [by, byEn] = act.by === null ? nameOf(act.actor) : [act.by, act.by];
  const { rung, moment } = act.detail;
  return {
    at: act.at,
    by,
    byEn,
    role: act.role,
    action: act.action,
    result: act.result,
    zh: `${zh}${said === null ? '' : `：${said.zh}`}${refusal === undefined ? '' : `（未成功：${refusal.zh}）`}`,
    en: `${en}${said === null ? '' : `: ${said.en}`}${refusal === undefined ? '' : ` (refused: ${refusal.en})`}`,
    rung: typeof rung === 'string' ? rung : null,
    dueAt: typeof moment === 'number' ? moment : null,
  };
}

function wordsOf(detail: string, value: string, names: Names | null): Text {
  const named =
    detail === 'difficulty'
      ? names?.difficulty(value)
      : detail === 'county'
        ? names?.unit(value)
        : detail === 'phase'
          ? names?.phase(value)
          : undefined;
  return named === undefined ? [value, value] : [named.name, named.en];
}

/** What acts without an account of its own is called. */
function nameOf(actor: string): Text {
  if (actor === 'engine') return ['系统', 'The system'];
  if (actor === 'set-up') return ['启动导入', 'Set-up'];
  if (actor === 'cli') return ['命令行', 'Command line'];
  if (actor === 'doctor' || actor === 'restore') return ['修复', 'Repair'];
  if (actor.startsWith('unit:')) return ['台账填报', 'The ledger as reported'];
  return ['账号', 'An account'];
}
